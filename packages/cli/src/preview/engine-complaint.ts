const REMEDIES: readonly (readonly [complaint: RegExp, fix: string])[] = [
  [/passphrase/, "set PULUMI_CONFIG_PASSPHRASE to the passphrase of this stack"],
  [/no stack named/, "pulumi stack init makes it, and PULUMI_BACKEND_URL says where it is looked for"],
];

/** What the engine complained about when it could not begin, with what to do about it. */
export function complaintOf(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !isLog(line));
  const said = lines.filter((line) => line.startsWith("error:")).map((line) => line.slice("error:".length).trim());
  const complaint = (said.length > 0 ? said : lines).join("\n");
  if (complaint === "") return "the engine ended without a word. Fix: --verbose shows its log";
  const [, fix] = REMEDIES.find(([pattern]) => pattern.test(complaint)) ?? [];
  return fix === undefined ? complaint : `${complaint}. Fix: ${fix}`;
}

/** With `--logtostderr` the log is there too, a JSON object a line. */
function isLog(line: string): boolean {
  return line.startsWith('{"time"');
}
