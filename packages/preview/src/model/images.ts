import { cleaned } from "./clean.ts";
import { asObject } from "./json.ts";
import { canonical } from "./list-items.ts";
import type { Mask } from "./masker.ts";
import type { BuiltImage, PropertyChange } from "./model.ts";
import type { Properties, Step } from "./step.ts";
import { urnParts } from "./urn.ts";

/** Resources that build when they are made, changed or made again. */
const BUILDERS = new Set(["docker:index/remoteImage:RemoteImage", "docker:index/image:Image", "docker-build:index:Image"]);
const PUSHER = "docker:index/registryImage:RegistryImage";
const BUILDING = new Set(["create", "update", "replace", "import"]);
/** What says which content an image has, of `docker.RemoteImage`. */
const CONTENT = ["name", "triggers"];
const DIGEST = /sha256:[0-9a-f]{64}/;

/** Whether a step is about an image that is built here. One that is only pulled is a resource like others. */
export function isBuilder({ type, old, new: next }: Step): boolean {
  return BUILDERS.has(type) && [old, next].some((state) => asObject(state?.inputs?.["build"]) !== undefined || (state !== undefined && state.inputs?.["context"] !== undefined));
}

/** Whether a step is the way of an image: its build, or its push beside a build. */
export function isImageStep(step: Step, steps: readonly Step[]): boolean {
  return isBuilder(step) || (isPusher(step) && steps.some((other) => isBuilder(other) && BUILDING.has(other.op)));
}

/** Digests of images that are made again of what they were made of before. */
export function rebuiltDigests(steps: readonly Step[]): ReadonlySet<string> {
  const rebuilt = steps.filter((step) => isBuilder(step) && BUILDING.has(step.op) && isSameContent(step));
  return new Set(rebuilt.flatMap(({ old }) => JSON.stringify(old?.outputs ?? {}).match(new RegExp(DIGEST, "g")) ?? []));
}

/** The changes without those that only wait for an image to be made again of what it was made of before. */
export function withoutRebuilt<T extends { readonly change: PropertyChange }>(changes: readonly T[], rebuilt: ReadonlySet<string>): readonly T[] {
  return changes.filter(({ change }) => !waitsForBuild(change) || !rebuilt.has(DIGEST.exec(change.before?.text ?? "")?.[0] ?? ""));
}

/** Whether a step is about an image that is pushed. */
export function isPusher({ type }: Step): boolean {
  return type === PUSHER;
}

/** The images that these steps build, by name. */
export function builtImages(steps: readonly Step[], mask: Mask): readonly BuiltImage[] {
  return steps
    .filter((step) => isBuilder(step) && BUILDING.has(step.op) && !isSameContent(step))
    .map(({ urn, new: next, type }) => ({ name: mask(nameOf(cleaned(next?.inputs, type)) ?? urnParts(urn).name), urn: mask(urn) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether an image is made again from what it was made of before: a rebuild that the provider asks for, and nothing that changes. */
function isSameContent({ type, old, new: next }: Step): boolean {
  const [before, after] = [cleaned(old?.inputs, type), cleaned(next?.inputs, type)];
  return old !== undefined && before["triggers"] !== undefined && CONTENT.every((key) => canonical(before[key]) === canonical(after[key]));
}

function nameOf(inputs: Properties): string | undefined {
  const name = inputs["name"] ?? inputs["imageName"];
  return typeof name === "string" && !name.startsWith("\u0000") ? name : undefined;
}

/**
 * Several properties of a resource that all wait for the digest of one build are one change: the first stays, an image's own
 * before others.
 */
export function collapsedDigests(properties: readonly PropertyChange[]): readonly PropertyChange[] {
  const waiting = properties.filter(waitsForBuild);
  const kept = new Map<string, PropertyChange>();
  for (const property of [...waiting.filter(isImage), ...waiting.filter((other) => !isImage(other))]) {
    const digest = DIGEST.exec(property.before?.text ?? "")?.[0] ?? "";
    if (!kept.has(digest)) kept.set(digest, property);
  }
  return properties.filter((property) => !waitsForBuild(property) || [...kept.values()].includes(property) || isImage(property));
}

function waitsForBuild({ before, after }: PropertyChange): boolean {
  return after?.shown === "unknown" && before?.shown === "plain" && DIGEST.test(before.text);
}

function isImage({ path }: PropertyChange): boolean {
  return path.endsWith(".image");
}
