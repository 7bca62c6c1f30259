export { contractProblems, keptContracts, publishedFiles } from "./contracts.ts";
export { main } from "./main.ts";
export { projectsOf } from "./project.ts";
export { renderStack } from "./render-stack.ts";
export { workspace } from "./workspace.ts";
