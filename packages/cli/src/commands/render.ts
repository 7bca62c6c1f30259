import type { Output } from "../progress.ts";
import { renderStack } from "../render-stack.ts";

/** `moorage render` */
export async function render(stack: string, folder: string, output: Output): Promise<void> {
  const files = await renderStack(stack, folder);
  output.line(`${files.length} objects of the stack ${stack} are in ${folder}; Secrets hold placeholders`);
}
