/** Whose preview it is, and what must not be seen of it. */
export interface PreviewSource {
  /** Name of the project. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** Secrets that the caller knows, as they are: masked wherever they turn up, in every encoding. @default none */
  readonly secrets?: readonly string[];
  /** What is asked: what an update would do, or how far live objects are from the last one. @default "plan" */
  readonly about?: "plan" | "drift";
}
