import assert from "node:assert/strict";
import { unwrapSecrets } from "@moorage/testing";
import type { Recorded } from "@moorage/testing";
import { CANARY, kindOf, objectsOf, withoutSecrets } from "./board-run.ts";
import { runUnderMocks } from "./stack-run.ts";
import type { Stack } from "./stack-run.ts";
import { systems } from "./systems.ts";

interface Amounts {
  readonly cpu?: string;
  readonly memory?: string;
  readonly "ephemeral-storage"?: string;
}
interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly resources: { readonly requests?: Amounts; readonly limits?: Amounts };
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
}
interface Template {
  readonly spec: { readonly containers: readonly Container[]; readonly initContainers?: readonly Container[] };
}

const AMOUNTS = ["cpu", "memory", "ephemeral-storage"] as const;
const SECRET_NAME = /(SECRET|PASSWORD|TOKEN|_KEY|DATABASE_URL|MONGO_URI|NATS_URL)$/;

/** Names by which an image has no version of its own. */
function unversioned(image: string): boolean {
  const [reference = ""] = image.split("@");
  const tag = /:([^/:]+)$/.exec(reference)?.[1];
  return tag === undefined || tag === "latest";
}

function templates(all: readonly Recorded[]): readonly Template[] {
  return objectsOf(all).flatMap((resource) => {
    const spec = resource.inputs["spec"] as { readonly template?: Template; readonly jobTemplate?: { readonly spec: { readonly template: Template } } } | undefined;
    return spec?.template ?? spec?.jobTemplate?.spec.template ?? [];
  });
}

const containersOf = (all: readonly Recorded[]): readonly Container[] => templates(all).flatMap(({ spec }) => [...spec.containers, ...(spec.initContainers ?? [])]);

for (const { name, dev, prod } of systems) {
  for (const stack of [dev, prod] satisfies readonly Stack<unknown>[]) {
    describe(`${name} in ${stack.stack}`, () => {
      let all: readonly Recorded[];
      before(async () => ({ all } = await runUnderMocks(stack)));

      it("shows its secrets to nothing but the data of Secrets, where they are marked", () => {
        for (const { type, name: logical, inputs } of all) {
          const open = JSON.stringify(withoutSecrets(inputs));
          for (const form of [CANARY, encodeURIComponent(CANARY), Buffer.from(CANARY).toString("base64").slice(0, 28)]) assert.ok(!open.includes(form), `${type} ${logical}`);
          const whole = JSON.stringify(unwrapSecrets(inputs));
          if (whole.includes(CANARY) || whole.includes("made-up-password")) assert.match(type, /:Secret$|randomPassword/i, logical);
        }
      });

      it("writes no secret into an environment", () => {
        for (const { env = [] } of containersOf(all)) for (const { name: variable, value } of env) assert.ok(value === undefined || !SECRET_NAME.test(variable), variable);
      });

      it("runs no image without a version of its own, and none that is called latest", () => {
        assert.ok(containersOf(all).length > 0);
        assert.deepEqual(containersOf(all).map(({ image }) => image).filter(unversioned), []);
      });

      it("rewrites no path on its way to a service", () => {
        for (const { inputs } of [...objectsOf(all, "Ingress"), ...objectsOf(all, "Middleware")]) assert.doesNotMatch(JSON.stringify(inputs), /rewrite|stripprefix|replacepath/i);
      });

      it("asks for and limits processor, memory and storage of every container, and for less than the limit or as much", () => {
        for (const { name: container, resources } of containersOf(all)) {
          for (const amount of AMOUNTS) {
            assert.ok(resources.requests?.[amount] !== undefined, `${container}: requests.${amount}`);
            assert.ok(resources.limits?.[amount] !== undefined, `${container}: limits.${amount}`);
          }
        }
      });

      it("is in no namespace but its own, which admit restricted pods only", () => {
        const own = objectsOf(all, "Namespace");
        const names = own.map(({ inputs }) => (inputs["metadata"] as { readonly name: string }).name);
        assert.ok(names.length > 0 && !names.includes("default"));
        for (const { inputs } of own) assert.equal((inputs["metadata"] as { readonly labels: Readonly<Record<string, string>> }).labels["pod-security.kubernetes.io/enforce"], "restricted");
        for (const resource of objectsOf(all).filter((each) => kindOf(each) !== "Namespace")) assert.ok(names.includes((resource.inputs["metadata"] as { readonly namespace?: string }).namespace ?? ""), `${kindOf(resource)} ${resource.name}`);
      });

      it("has two replicas at least of what it builds, and TLS on every Ingress, where that is insisted on", () => {
        if (stack.stack !== "prod") return;
        for (const { inputs, name: logical } of objectsOf(all, "Deployment")) assert.ok(((inputs["spec"] as { readonly replicas?: number }).replicas ?? 2) >= 2, logical);
        for (const { inputs } of objectsOf(all, "Ingress")) assert.ok((inputs["spec"] as { readonly tls?: readonly object[] }).tls?.length === 1);
      });
    });
  }
}
