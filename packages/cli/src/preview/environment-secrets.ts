import { readFileSync, statSync } from "node:fs";
import { namedLikeSecret } from "@moorage/core";
import { loginsIn, secretTexts } from "./secret-texts.ts";

const FILE = /_FILE$/i;
/** What lies in a longer file is no password. */
const LONGEST_FILE = 65_536;

/** Secrets in variables: those that are named so, what lies in files that they name, and passwords in addresses. */
export function environmentSecrets(env: NodeJS.ProcessEnv): readonly string[] {
  const found = Object.entries(env).flatMap(([name, value = ""]) => {
    if (namedLikeSecret(name)) return secretTexts(value);
    if (FILE.test(name) && namedLikeSecret(name.replace(FILE, ""))) return secretTexts(contentsOf(value));
    return loginsIn(value);
  });
  return [...new Set(found)];
}

function contentsOf(path: string): string {
  try {
    return statSync(path).size > LONGEST_FILE ? "" : readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}
