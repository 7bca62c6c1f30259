import type { Problem } from "@moorage/core";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const SHORTHANDS = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/** The five fields in their order; a field's names stand for the numbers from its first on. */
const FIELDS = [
  { name: "minute", first: 0, last: 59, names: [] },
  { name: "hour", first: 0, last: 23, names: [] },
  { name: "day of the month", first: 1, last: 31, names: [] },
  { name: "month", first: 1, last: 12, names: MONTHS },
  { name: "day of the week", first: 0, last: 6, names: DAYS },
] as const;

type Field = (typeof FIELDS)[number];

/**
 * What keeps `schedule` from being one of a CronJob.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function scheduleProblem(schedule: string): Omit<Problem, "path"> | undefined {
  if (SHORTHANDS.includes(schedule)) return undefined;
  const got = JSON.stringify(schedule);
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return { problem: "is no schedule", got, expected: `minute hour day month weekday, such as "17 3 * * *", or one of ${SHORTHANDS.join(", ")}` };
  const wrong = FIELDS.find((field, index) => !(fields[index] ?? "").split(",").every((part) => isPart(part.toLowerCase(), field)));
  return wrong === undefined ? undefined : { problem: `has a bad ${wrong.name}`, got, expected: `${wrong.first} to ${wrong.last}, *, a range, or steps such as */5` };
}

function isPart(part: string, field: Field): boolean {
  const [range = "", step, more] = part.split("/");
  if (more !== undefined || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) return false;
  if (range === "*" || range === "?") return true;
  const ends = range.split("-").map((end) => numberOf(end, field));
  const [from = Number.NaN, to = from] = ends;
  return ends.length <= 2 && from >= field.first && to <= field.last && from <= to;
}

function numberOf(text: string, { names, first }: Field): number {
  const named = (names as readonly string[]).indexOf(text);
  if (named >= 0) return first + named;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
