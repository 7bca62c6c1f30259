import type { OutputChange, PreviewModel } from "../model/model.ts";

/** Hosts whose longest comment is known. */
export type CommentHost = "github" | "gitlab" | "bitbucket-server" | "azure-devops";

/** How previews are shown. */
export interface RenderOptions {
  /** What is previewed, for people: the name of the system. */
  readonly title: string;
  /**
   * Names of the previews, one each, in their order.
   * @default the names of their stacks
   */
  readonly labels?: readonly string[];
  /**
   * Commit that was previewed. Its first seven characters are shown.
   * @default none is shown
   */
  readonly sha?: string;
  /**
   * What `diffHash` says of the previews; `diffHashOf` reads it back.
   * @default none
   */
  readonly diffHash?: string;
  /**
   * Host whose longest comment the text keeps to. Only Markdown does.
   * @default none: everything is in the text
   */
  readonly host?: CommentHost;
  /**
   * Name of what holds the whole text, for a comment that leaves something out.
   * @default none is named
   */
  readonly artifact?: string;
}

/** Longest comment in UTF-16 units. Hosts count these or code points, which are never more. */
export const BUDGETS: Readonly<Record<CommentHost, number>> = Object.freeze({ github: 65_536, gitlab: 1_000_000, "bitbucket-server": 32_768, "azure-devops": 150_000 });

const SHORT_SHA = 7;

/** The beginning of the commit, as people name it. */
export function shortSha({ sha }: RenderOptions): string | undefined {
  return sha === undefined || sha === "" ? undefined : sha.slice(0, SHORT_SHA);
}

/** A preview and its name. */
export interface Labelled {
  /** Its name for people. */
  readonly label: string;
  /** What is known of it. */
  readonly model: PreviewModel;
}

/** Each preview with its name, in the order given. What an output would expose is not shown before it is exposed. */
export function labelled(models: readonly PreviewModel[], { labels }: RenderOptions): readonly Labelled[] {
  return models.map((model, index) => ({ label: labels?.[index] ?? model.stack, model: { ...model, outputs: model.outputs.map(concealed) } }));
}

function concealed(output: OutputChange): OutputChange {
  return output.exposed && output.after !== undefined ? { ...output, after: { text: "[secret]", shown: "secret" } } : output;
}
