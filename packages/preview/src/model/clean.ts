import { isMasked, isUnknown } from "./engine-values.ts";
import { asObject } from "./json.ts";
import type { Properties } from "./step.ts";

/** What stands for a secret in a cleaned tree: no text of a program has it. */
export const SECRET_MARK = "\u0000secret";
/** What stands for what only the update finds out. */
export const UNKNOWN_MARK = "\u0000unknown";

/** Fields that the API server, the provider or the bridge make, wherever they are. */
const MADE_ANYWHERE = new Set(["__defaults", "__internal", "__meta", "__fieldManager", "__initialApiVersion", "__inputs", "__pulumi_raw_state_delta"]);
const MADE_IN_METADATA = new Set(["creationTimestamp", "deletionGracePeriodSeconds", "deletionTimestamp", "generation", "managedFields", "resourceVersion", "selfLink", "uid"]);
const AUTONAMED = "pulumi.com/autonamed";
const MADE_ANNOTATIONS = new Set([AUTONAMED, "deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration", "kubectl.kubernetes.io/restartedAt"]);

/** Whether its name was made up for it, so that another name means nothing. */
export function isAutonamed(inputs: Properties | undefined): boolean {
  return asObject(asObject(inputs?.["metadata"])?.["annotations"])?.[AUTONAMED] === "true";
}

/** The properties as the program means them: secrets and unknowns as marks, nothing that the provider made, no nulls. */
export function cleaned(properties: Properties | null | undefined, type: string): Properties {
  const tree = asObject(marked(properties ?? {})) ?? {};
  if (!type.startsWith("kubernetes:")) return tree;
  const { status, metadata, ...rest } = tree;
  const kept = typeof metadata === "object" && metadata !== null ? { metadata: cleanedMetadata(metadata as Properties, isAutonamed(tree)) } : metadata === undefined ? {} : { metadata };
  return { ...(type.endsWith(":Secret") ? withoutStringData(rest) : rest), ...kept };
}

function marked(value: unknown): unknown {
  if (isMasked(value)) return SECRET_MARK;
  if (isUnknown(value)) return UNKNOWN_MARK;
  if (Array.isArray(value)) return value.map(marked);
  const object = asObject(value);
  if (object === undefined) return value;
  return Object.fromEntries(Object.entries(object).filter(([key, inner]) => inner !== null && inner !== undefined && !MADE_ANYWHERE.has(key)).map(([key, inner]) => [key, marked(inner)]));
}

function cleanedMetadata(metadata: Properties, autonamed: boolean): Properties {
  const { annotations, name, ...rest } = Object.fromEntries(Object.entries(metadata).filter(([key]) => !MADE_IN_METADATA.has(key)));
  const kept = Object.entries(asObject(annotations) ?? {}).filter(([key]) => !MADE_ANNOTATIONS.has(key));
  return {
    ...rest,
    ...(autonamed || name === undefined ? {} : { name }),
    ...(typeof annotations === "string" ? { annotations } : kept.length === 0 ? {} : { annotations: Object.fromEntries(kept) }),
  };
}

/** The API server puts `stringData` into `data`: to people they are one. */
function withoutStringData({ stringData, ...rest }: Properties): Properties {
  if (stringData === undefined) return rest;
  const data = rest["data"];
  if (typeof stringData === "string" || typeof data === "string") return { ...rest, data: SECRET_MARK };
  return { ...rest, data: { ...asObject(data), ...asObject(stringData) } };
}
