import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { realNodeFacts } from "../fixtures/real-node.ts";
import { Cycles } from "./cycle.ts";
import type { Cycle } from "./cycle.ts";
import { kernelMemory, usedMemory } from "./traces.ts";

const TIMES = 20;
/** The first ones load what is loaded once. */
const WARM = 3;
const UP_SECONDS = 30;
const MIB = 2 ** 20;
/** What a leak of one connection, timer or buffer a time would come to is more. */
const HEAP_MIB = 8;
/** The kernel keeps a little of each control group until it wants its memory back. */
const KERNEL_MIB_EACH = 4;
/** Other programs take and give meanwhile; the folders in memory of a node that stayed would come to more. */
const MACHINE_MIB = 256;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

interface Memory {
  readonly heap: number;
  readonly kernel: number;
  readonly machine: number;
}

function memory(): Memory {
  collect();
  collect();
  return { heap: process.memoryUsage().heapUsed / MIB, kernel: kernelMemory() / MIB, machine: usedMemory() / MIB };
}

describe(`A real node that is made and taken down ${TIMES} times`, function () {
  this.timeout(1_800_000);
  const lives: (Cycle & Memory)[] = [];
  let cycles: Cycles | undefined;

  before(async function () {
    cycles = new Cycles(realNodeFacts(this));
    for (let time = 0; time < TIMES; time += 1) {
      lives.push({ ...(await cycles.one()), ...memory() });
      const { up, pods, down, heap, kernel, machine } = lives[time]!;
      console.log(`      ${time + 1}: up ${up} s, pods ${pods} s, down ${down} s; heap ${heap.toFixed(1)}, kernel ${kernel.toFixed(0)}, machine ${machine.toFixed(0)} MiB`);
    }
  });
  after(async () => cycles?.dispose());

  const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
  /** From the first ones that count to the last ones. */
  const growth = (of: keyof Memory): number => {
    const values = lives.slice(WARM).map((life) => life[of]);
    return median(values.slice(-5)) - median(values.slice(0, 5));
  };

  it(`is ready, with its names and its ingress, within ${UP_SECONDS} s, and never takes twice as long`, () => {
    const ups = lives.map(({ up }) => up);
    assert.equal(ups.length, TIMES);
    assert.ok(median(ups) <= UP_SECONDS && Math.max(...ups) <= 2 * UP_SECONDS, ups.join(", "));
  });

  it("leaves nothing behind: no process, mount, interface, rule, control group, namespace or folder", () => {
    assert.deepEqual(lives.flatMap(({ traces }) => traces), []);
  });

  it("leaves nothing in the memory of the program that made it", () => {
    assert.ok(growth("heap") < HEAP_MIB, `${growth("heap").toFixed(1)} MiB more`);
  });

  it("leaves nothing in the machine's memory", () => {
    assert.ok(growth("kernel") < KERNEL_MIB_EACH * (TIMES - WARM), `the kernel keeps ${growth("kernel").toFixed(0)} MiB more`);
    assert.ok(growth("machine") < MACHINE_MIB, `${growth("machine").toFixed(0)} MiB more are used`);
  });
});
