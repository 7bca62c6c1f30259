import type { OutputChange, PreviewModel, PropertyChange, ResourceChange, Value } from "../../src/model/model.ts";

/** A plain value. */
export const plainValue = (text: string): Value => ({ text, shown: "plain" });
export const SECRET: Value = { text: "[secret]", shown: "secret" };
export const UNKNOWN: Value = { text: "(known after apply)", shown: "unknown" };

/** A property that changes between two texts. */
export const changed = (path: string, before: string | Value, after: string | Value): PropertyChange => ({ path, kind: "changed", before: valueOf(before), after: valueOf(after) });
export const added = (path: string, after: string | Value): PropertyChange => ({ path, kind: "added", after: valueOf(after) });
export const removed = (path: string, before: string | Value): PropertyChange => ({ path, kind: "removed", before: valueOf(before) });

const valueOf = (value: string | Value): Value => (typeof value === "string" ? plainValue(value) : value);

/** A change of a resource, called `Deployment board/web` style. */
export function change(op: ResourceChange["op"], title: string, settings: Partial<ResourceChange> = {}): ResourceChange {
  const [kind = "", name = ""] = title.split(/ (.*)/);
  return { op, urn: `urn:pulumi:prod::board::kubernetes:v1:${kind}::${name}`, type: `kubernetes:v1:${kind}`, kind, name, destructive: false, consequences: [], replaceReasons: [], properties: [], ...settings };
}

/** Something that is deleted. */
export const deletion = (title: string, settings: Partial<ResourceChange> = {}): ResourceChange => change("delete", title, { destructive: true, consequences: ["deleted."], ...settings });

/** An output that changes. */
export const output = (property: PropertyChange, settings: Partial<OutputChange> = {}): OutputChange => ({ ...property, breaking: false, exposed: false, ...settings });

/** A preview with these changes; counts follow. */
export function preview(settings: Partial<PreviewModel> = {}): PreviewModel {
  const changes = settings.changes ?? [];
  const of = (...ops: readonly string[]): number => changes.filter(({ op }) => ops.includes(op)).length;
  return {
    project: "board",
    stack: "prod",
    about: "plan",
    failed: false,
    changes,
    drift: [],
    policies: { packs: [], violations: [] },
    outputs: [],
    imagesBuilt: [],
    diagnostics: [],
    counts: { replace: of("replace"), delete: of("delete"), update: of("update"), create: of("create", "import"), images: settings.imagesBuilt?.length ?? 0 },
    ...settings,
  };
}

/** The previews of the mock: an image tag, replicas, a secret and a replaced Service, one advisory and one field that a contract loses. */
export const MOCK: readonly PreviewModel[] = [
  preview({
    changes: [
      change("replace", "Service board/web", { destructive: true, consequences: ["deleted, then made again.", "Its name is fixed: expect an outage."], replaceReasons: ["spec.clusterIP"], properties: [added("spec.clusterIP", "None")] }),
      change("update", "Deployment board/board-api", { effect: "pods roll", properties: [changed("spec.replicas", "3", "6"), changed("spec.template.spec.containers[name=board-api].image", "registry/board-api:1.8.2", "registry/board-api:1.9.0")] }),
      change("update", "Secret board/board-db", { properties: [changed("data.password", SECRET, SECRET)] }),
    ],
    policies: { packs: ["house-rules"], violations: [{ policy: "house-rules/image-has-digest", mandatory: false, resource: "Deployment board-api", message: "An image has no digest." }] },
    outputs: [output(removed("v1.url", "https://board.example.com"), { breaking: true }), output(changed("contract.schemaHash", "1f", "2e"))],
  }),
  preview({ stack: "dev", policies: { packs: ["house-rules"], violations: [] } }),
];
