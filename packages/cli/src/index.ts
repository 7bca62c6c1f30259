export { main } from "./main.ts";
export { renderStack } from "./render-stack.ts";
export { workspace } from "./workspace.ts";
