/** How the engine writes values: apart from all the rest, because every command loads it. */
export { isOfEngine, isSecret } from "./model/engine-values.ts";
export { asObject, jsonIn } from "./model/json.ts";
export { withoutMadeUpNames } from "./model/made-up-names.ts";
