import { posix } from "node:path";
import { ignorePattern } from "./ignore-pattern.ts";

interface Rule {
  /** Whether it brings back what an earlier rule left out. */
  readonly exception: boolean;
  readonly pattern: RegExp;
}

/** What the rules say of one path. */
export interface Judgement {
  /** Whether the path is left out. */
  readonly ignored: boolean;
  /** Which rules hold for it and so for all that is below it. */
  readonly holding: readonly boolean[];
}

/**
 * The rules of a `.dockerignore`, read as BuildKit reads them.
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export class DockerIgnore {
  /** Lines that the engine would refuse. */
  readonly malformed: readonly string[];
  /** Whether something below a folder that is left out may be brought back. */
  readonly exceptions: boolean;
  readonly #rules: readonly Rule[];

  /** @param text What the file says. */
  constructor(text: string) {
    const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/).filter((line) => !line.startsWith("#") && line.trim() !== "");
    const read = lines.map((line) => ({ line, rule: ruleOf(line.trim()) }));
    this.#rules = read.flatMap(({ rule }) => rule ?? []);
    this.malformed = read.flatMap(({ line, rule }) => (rule === undefined ? [line] : []));
    this.exceptions = this.#rules.some(({ exception }) => exception);
  }

  /**
   * Judges a path of the context. Folders come before what is in them: a rule that holds for a folder holds below it.
   * @param above What was said of the folder it is in. @default it is in none
   */
  judge(path: string, above?: Judgement): Judgement {
    let ignored = false;
    const holding = this.#rules.map(({ exception, pattern }, index) => {
      // A rule is not asked where it could change nothing, and then does not hold below either.
      const holds = above?.holding[index] === true || (exception === ignored && pattern.test(path));
      if (holds) ignored = !exception;
      return holds;
    });
    return { ignored, holding };
  }
}

/** What a line says; nothing when it is malformed. */
function ruleOf(line: string): Rule | undefined {
  const inverted = line.startsWith("!");
  const path = cleaned(inverted ? line.slice(1).trim() : line);
  // Once more with the mark before it, as the engine does: `!/` is no rule, and `/!a` is an exception.
  const text = cleaned(`${inverted ? "!" : ""}${path.length > 1 ? path.replace(/^\//, "") : path}`.trim());
  const exception = text.startsWith("!");
  const plain = exception ? text.slice(1) : text;
  const pattern = plain === "" ? undefined : ignorePattern(plain);
  return pattern === undefined ? undefined : { exception, pattern };
}

/** The shortest way to write a path; nothing stays nothing. */
function cleaned(path: string): string {
  return path === "" ? "" : posix.normalize(path).replace(/(?<=.)\/$/, "");
}
