import type { Output } from "../progress.ts";
import { renderStack } from "../render-stack.ts";
import type { Workspace } from "../workspace.ts";

/** `moorage render` */
export async function render(workspace: Workspace, stack: string, folder: string, output: Output): Promise<void> {
  const files = await renderStack(stack, folder, workspace);
  output.line(`${files.length} objects of ${workspace.project.system}, stack ${stack}, are in ${folder}; Secrets hold placeholders`);
}
