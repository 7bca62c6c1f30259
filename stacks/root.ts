import { fileURLToPath } from "node:url";

/** Folder of the project, which is the root folder of the clone. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));
