// The entry point is plain JavaScript, so that every Pulumi CLI can run it; it brings the TypeScript loader along.
import { register } from "tsx/esm/api";

register();
const { runStack } = await import("./index.ts");
const { previousData } = await import("@moorage/project");

/** Called by the engine; its result becomes the stack's outputs. */
export default async () => runStack({ previous: previousData });
