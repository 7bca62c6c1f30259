import type { PreviewModel, ResourceChange } from "../../src/model/model.ts";
import { SECRET, UNKNOWN, added, change, changed, deletion, output, plainValue, preview, removed } from "./previews.ts";

/** One of everything that a preview can hold. */
export const EVERYTHING: PreviewModel = preview({
  failed: true,
  changes: [
    deletion("Deployment board/web", { consequences: ["deleted.", "Its pods stop."] }),
    change("replace", "StatefulSet board/postgres", { destructive: true, consequences: ["deleted, then made again.", "Its name is fixed: expect an outage."], replaceReasons: ["spec.serviceName"], properties: [changed("spec.serviceName", "postgres", "db"), added("spec.template.spec.containers[name=postgres].env[name=TZ].value", "UTC")] }),
    change("replace", "Deployment board/worker-3f1", { consequences: ["made again, then the old one deleted."], properties: [changed("metadata.name", plainValue("worker-3f1"), UNKNOWN)] }),
    change("update", "ConfigMap board/settings", { properties: [changed('data["application.yaml"]', "server:\n  port: 8080\n  greeting: hello\nlog: info\n", "server:\n  port: 8080\n  greeting: good morning\nlog: info\n"), removed("data.OLD", "1")] }),
    change("update", "Deployment board/board-api", { effect: "pods roll", properties: [{ ...changed("spec.replicas", "3", "6"), note: "an autoscaler sets these" }, changed("spec.template.spec.containers[name=board-api].image", "registry/board-api:1.8.2", "registry/board-api:1.9.0")] }),
    change("update", "Secret board/board-db", { properties: [changed("data.password", SECRET, SECRET), added("data.user", SECRET)] }),
    change("create", "Service board/metrics", { properties: [added("spec.type", "ClusterIP"), added("spec.ports[port=9090].port", "9090")] }),
    change("create", "Namespace metrics"),
    change("import", "ConfigMap board/legacy", { properties: [added("data.KEY", "value")] }),
  ],
  policies: {
    packs: ["house-rules"],
    violations: [
      { policy: "house-rules/image-has-digest", mandatory: false, resource: "Deployment board-api", message: "An image has no digest." },
      { policy: "house-rules/limits", mandatory: true, resource: "Deployment worker", message: "Containers have memory limits.\nworker has none." },
    ],
  },
  outputs: [output(removed("url", "https://board.example.com"), { breaking: true }), output(changed("adminPassword", SECRET, plainValue("shown")), { exposed: true }), output(added("replicas", "6")), output(removed("v1.host", "a"), { breaking: true })],
  imagesBuilt: [{ name: "registry/board-api:1.9.0", urn: "urn:1" }, { name: "registry/board-web:1.9.0", urn: "urn:2" }],
  diagnostics: [
    { severity: "error", resource: "Deployment worker", message: "spec.template.spec.containers[0].image: Required value\n  the API server refused it" },
    { severity: "warning", message: "the provider is old" },
  ],
});

const OPS = ["update", "create"] as const;

/** Many changed resources, some of them destructive. */
export function many(count: number, destructive = Math.floor(count / 20)): PreviewModel {
  const changes = Array.from({ length: count }, (_, index): ResourceChange => {
    const number = String(index).padStart(3, "0");
    if (index < destructive) return deletion(`Deployment board/gone-${number}`, { consequences: ["deleted.", "Its pods stop."] });
    return change(OPS[index % 2] ?? "update", `Deployment board/component-${number}`, {
      ...(index % 2 === 0 ? { effect: "pods roll" } : {}),
      properties: [changed("spec.replicas", "1", "2"), changed(`spec.template.spec.containers[name=component-${number}].image`, `registry.example.com/team/component-${number}:1.8.2`, `registry.example.com/team/component-${number}:1.9.0`), added("spec.template.spec.containers[name=main].env[name=GREETING].value", "good morning to you all".repeat(2))],
    });
  });
  return preview({ changes });
}
