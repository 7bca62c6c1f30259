import type pc from "picocolors";
import { clipped } from "./visible-text.ts";

/** Colours, or nothing in their place. */
export type Colours = ReturnType<typeof pc.createColors>;

/** A piece of a line, and how it looks. */
export interface Piece {
  /** What it says. */
  readonly text: string;
  /** How it looks. @default as the terminal shows text */
  readonly look?: (text: string) => string;
}

/** A line for a terminal. Its colours do not count as its width. */
export type Line = readonly Piece[];

/** A piece that looks like something. */
export function piece(text: string, look?: (text: string) => string): Piece {
  return look === undefined ? { text } : { text, look };
}

/** The lines, none longer than `width` characters: what is too much is cut off, never a colour. */
export function printed(lines: readonly Line[], width: number): string {
  return lines.map((line) => `${print(line, width)}\n`).join("");
}

function print(line: Line, width: number): string {
  let room = width;
  return line
    .map(({ text, look }) => {
      const shown = room <= 0 ? "" : clipped(text, room);
      room -= text.length;
      return look === undefined || shown === "" ? shown : look(shown);
    })
    .join("")
    .trimEnd();
}
