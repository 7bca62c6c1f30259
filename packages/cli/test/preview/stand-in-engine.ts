import type { CommandContext } from "../../src/commands/preview.ts";
import { StandInMachine } from "../stand-in-machine.ts";

const PRELUDE = { sequence: 0, timestamp: 1 };

/** Events of a preview that changes an image, in the engine's words. */
export function imageEvents(image: string, { old = "api:1", stack = "prod" } = {}): string {
  const urn = `urn:pulumi:${stack}::board::kubernetes:apps/v1:Deployment::api`;
  const state = (tag: string): object => ({ type: "kubernetes:apps/v1:Deployment", urn, custom: true, id: "board/api", inputs: { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "api", namespace: "board" }, spec: { template: { spec: { containers: [{ name: "api", image: tag }] } } } }, outputs: {} });
  const same = old === image;
  const metadata = { op: same ? "same" : "update", urn, type: "kubernetes:apps/v1:Deployment", old: state(old), new: state(image), detailedDiff: same ? null : { "spec.template.spec.containers[0].image": { diffKind: "update", inputDiff: true } } };
  return [{ ...PRELUDE, resourcePreEvent: { metadata } }, { ...PRELUDE, sequence: 1, resOutputsEvent: { metadata } }, { ...PRELUDE, sequence: 2, summaryEvent: { result: "succeeded" } }].map((event) => JSON.stringify(event)).join("\n");
}

/** Events of a refresh that finds an image changed by hand: each object begins as one that is looked at. */
export function driftEvents(image: string): string {
  const [first = "", ...others] = imageEvents(image).split("\n");
  return [first.replace(/"op":"\w+"/, '"op":"refresh"'), ...others].join("\n");
}

/** A machine whose engine prints what tests wrote down for it, and notes how it was called. */
export class StandInEngine extends StandInMachine {
  /** What was asked for, and all else that was said. */
  readonly said = { out: "", err: "" };
  readonly interruption = new AbortController();

  constructor(stacks: readonly string[] = ["prod"]) {
    super();
    this.env["PATH"] = "/usr/bin:/bin";
    this.write("clone/Pulumi.yaml", "name: board\nruntime: nodejs\n");
    for (const stack of stacks) this.write(`clone/Pulumi.${stack}.yaml`, `encryptionsalt: v1:salt-of-${stack}\nconfig:\n  board:password: { secure: v1:abc }\n`);
    this.write("config.json", JSON.stringify({ "board:password": { value: "hunter2-vault", secret: true }, "board:host": { value: "board.example.com", secret: false } }));
    this.write("state.json", JSON.stringify({ deployment: { resources: [{ urn: "urn:pulumi:prod::board::pulumi:pulumi:Stack::board-prod" }] } }));
    this.events(imageEvents("api:2"));
    this.pulumi(`
for argument; do printf '<%s>' "$argument"; done >> "$W/calls"; echo >> "$W/calls"
[ -f "$W/before" ] && . "$W/before"
case "$1 $2" in
  "config --show-secrets") cat "$W/config.json" ;;
  "stack export") cat "$W/state.json" ;;
  "up --stack") env > "$W/up-environment"; exit 0 ;;
  *) env > "$W/environment"; [ -f "$W/during" ] && . "$W/during"; cat "$W/events" ;;
esac`);
  }

  events(text: string): void {
    this.write("events", `${text}\n`);
  }

  /** A shell line that every call of the engine begins with. */
  before(line: string): void {
    this.write("before", line);
  }

  context(changes: Partial<CommandContext> = {}): CommandContext {
    return {
      root: this.place.root,
      from: this.folder,
      env: this.env,
      signal: this.interruption.signal,
      screen: { colour: false },
      print: (text) => void (this.said.out += text),
      progress: { isTerminal: false, colour: false, write: (text) => void (this.said.err += text) },
      ...changes,
    };
  }
}

