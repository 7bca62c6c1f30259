import type { PreviewModel } from "@moorage/preview";
import { asObject, jsonIn } from "@moorage/preview/engine";
import { CliError } from "../cli-error.ts";
import { engineEnvironment } from "../preview/engine-run.ts";
import { rendered } from "../preview/formats.ts";
import { planHash, wasReviewed } from "../preview/plan-hash.ts";
import { withPlanFile } from "../preview/plan-file.ts";
import { reviewedAt } from "../preview/reviewed.ts";
import type { Reviewed } from "../preview/reviewed.ts";
import { runPreviews, titleOf } from "../preview/run-previews.ts";
import { targetsOf } from "../preview/target.ts";
import type { Target } from "../preview/target.ts";
import { runPulumi } from "../pulumi.ts";
import type { CommandContext } from "./preview.ts";

/** What `moorage up` was told. */
export interface UpFlags {
  readonly planOf: string;
  readonly project?: string;
  readonly yes?: true;
}

const MOST_NAMES = 3;

/**
 * `moorage up`: brings a stack up if that changes what was reviewed, and nothing else. The engine holds itself to the plan that was
 * compared, so that nothing slips in between. Gives the exit code.
 * @throws CliError when another plan was reviewed
 */
export async function up(stack: string, { planOf, project, yes }: UpFlags, context: CommandContext): Promise<number> {
  const { env, signal, progress } = context;
  const { target, reviewed } = await prepared(stack, planOf, project, context);
  return withPlanFile(async (path) => {
    const [preview] = await runPreviews([target], { about: "plan", args: ["--save-plan", path], env, signal }, progress);
    if (preview === undefined) return 1;
    const { model } = preview;
    if (model.failed) {
      progress.write(await rendered("terminal", [model], { title: titleOf([target]), labels: [target.label] }, { colour: progress.colour }));
      throw new CliError(`${target.label} was not brought up: its preview failed`);
    }
    const hash = await planHash(target, model);
    if (hash === undefined || !wasReviewed(hash, reviewed.hashes)) throw new CliError(`${target.label} was not brought up: ${whatChanged(model, reviewed)}. Fix: run \`moorage preview\` again and have its comment reviewed`);
    return runPulumi(target.place, stack, ["up", "--stack", stack, "--plan", path, ...(yes === true ? ["--yes", "--skip-preview"] : [])], engineEnvironment(target, env));
  });
}

async function prepared(stack: string, planOf: string, project: string | undefined, { root, from, env, signal }: CommandContext): Promise<{ readonly target: Target; readonly reviewed: Reviewed }> {
  const [targets, reviewed] = await Promise.allSettled([(async () => targetsOf(root, [stack], project === undefined ? [] : [project], from))(), reviewedAt(planOf, from, env, signal)]);
  const problems = [targets, reviewed].flatMap((each) => (each.status === "rejected" ? [each.reason instanceof Error ? each.reason.message : String(each.reason)] : []));
  const [target] = targets.status === "fulfilled" ? targets.value : [];
  if (problems.length > 0 || target === undefined || reviewed.status !== "fulfilled") throw new CliError(problems.join("\n"));
  return { target, reviewed: reviewed.value };
}

/** As far as what was reviewed tells. */
function whatChanged({ changes }: PreviewModel, { text }: Reviewed): string {
  if (changes.length === 0) return "other than reviewed, it would change no resource any more";
  const known = readable(text);
  const unseen = changes.filter(({ kind, name }) => !known.includes(`${kind} ${name}`)).map(({ op, kind, name }) => `${op} ${kind} ${name}`);
  if (unseen.length === 0) return "it would change the resources that were reviewed in another way than reviewed";
  const more = unseen.length > MOST_NAMES ? ` and ${unseen.length - MOST_NAMES} more` : "";
  return `other than reviewed, it would ${unseen.slice(0, MOST_NAMES).join(", ")}${more}`;
}

/** Resources by kind and name, whichever format they were reviewed in. */
function readable(text: string): string {
  const previews = asObject(jsonIn(text))?.["previews"];
  if (!Array.isArray(previews)) return text.replaceAll(/<[^>]*>|[`\\]/g, "");
  const changes = previews.flatMap((preview) => asObject(preview)?.["changes"] ?? []);
  return changes.map((change) => `${String(asObject(change)?.["kind"])} ${String(asObject(change)?.["name"])}`).join("\n");
}
