import { fileURLToPath } from "node:url";
import { readSettings, stackSource } from "@moorage/config";
import { localPlatform } from "@moorage/platform";
import type { Platform } from "@moorage/platform";
import { board } from "./board.ts";
import type { BoardOutputs } from "./board.ts";
import { boardSettings } from "./settings.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const STATE = fileURLToPath(new URL("../.moorage", import.meta.url));

/** board on this machine's cluster, its database beside it. */
export function dev(platform: () => Platform = () => localPlatform({ stateDir: STATE })): BoardOutputs {
  const settings = readSettings(boardSettings, stackSource());
  return board({ root: ROOT, platform: platform(), ...settings });
}
