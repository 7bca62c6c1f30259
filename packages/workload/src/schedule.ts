import type { Problem } from "@moorage/core";

type Found = Omit<Problem, "path"> | undefined;

interface Field {
  readonly title: string;
  readonly least: number;
  readonly most: number;
  /** Names of its numbers, from the least on. */
  readonly names: readonly string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SHORTHANDS = ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"];
const FIELDS: readonly Field[] = [
  { title: "minute", least: 0, most: 59, names: [] },
  { title: "hour", least: 0, most: 23, names: [] },
  { title: "day of the month", least: 1, most: 31, names: [] },
  { title: "month", least: 1, most: 12, names: MONTHS },
  { title: "day of the week", least: 0, most: 6, names: DAYS },
];
const EXPECTED = `minute, hour, day of the month, month, day of the week, such as "30 3 * * 1-5", or one of ${SHORTHANDS.join(", ")}`;

/**
 * What keeps a schedule from being one that a CronJob takes, and that ever comes.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function scheduleProblem(schedule: string): Found {
  if (SHORTHANDS.includes(schedule)) return undefined;
  const got = JSON.stringify(schedule);
  if (schedule.includes("TZ=")) return { problem: "names a time zone", got, expected: "the time zone in timeZone" };
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) return { problem: `is no schedule: it has ${schedule.trim() === "" ? 0 : fields.length} fields`, got, expected: EXPECTED };
  const numbers = FIELDS.map((field, index) => numbersOf(field, fields[index] ?? ""));
  const wrong = FIELDS.findIndex((_, index) => numbers[index] === undefined);
  const field = FIELDS[wrong];
  if (field !== undefined) return { problem: `has a ${field.title} that is none: ${JSON.stringify(fields[wrong])}`, got, expected: `${field.title} ${field.least} to ${field.most}${field.names.length === 0 ? "" : ` or ${field.names[0]} to ${field.names.at(-1)}`}, *, ranges a-b, steps /n and lists of these` };
  const [, , days = [], months = []] = numbers;
  // With a day of the week beside it, either of the two days is enough.
  const anyWeekday = (fields[4] ?? "").split(",").some((part) => /^[*?](\/1)?$/.test(part));
  const comes = months.some((month) => days.some((day) => day <= (LONGEST[month - 1] ?? 0)));
  return comes || !anyWeekday ? undefined : { problem: "is a day that no month has", got, expected: "a day that comes" };
}

/** The numbers that a field stands for; `undefined` where it is none. */
function numbersOf(field: Field, text: string): readonly number[] | undefined {
  const found: number[] = [];
  for (const part of text.split(",")) {
    const [range = "", step, ...rest] = part.split("/");
    const bounds = boundsOf(field, range, step !== undefined);
    const width = step === undefined ? 1 : /^\d{1,3}$/.test(step) ? Number(step) : 0;
    if (bounds === undefined || width === 0 || rest.length > 0) return undefined;
    for (let number = bounds.from; number <= bounds.to; number += width) found.push(number);
  }
  return found;
}

function boundsOf(field: Field, range: string, stepped: boolean): { readonly from: number; readonly to: number } | undefined {
  if (range === "*" || range === "?") return { from: field.least, to: field.most };
  const [first = "", last, ...rest] = range.split("-");
  const from = numberOf(field, first);
  // With a step, a single number is where the steps begin.
  const to = last === undefined ? (stepped ? field.most : from) : numberOf(field, last);
  return from === undefined || to === undefined || from > to || rest.length > 0 ? undefined : { from, to };
}

function numberOf({ least, most, names }: Field, text: string): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  const number = named === -1 ? (/^\d{1,2}$/.test(text) ? Number(text) : NaN) : named + least;
  return number >= least && number <= most ? number : undefined;
}
