import { z } from "zod";
import { secret, setting } from "@moorage/config";
import { hostProblem } from "@moorage/network";

/** An Ingress would refuse it too, but only after much else was registered. */
function checkHost(host: string, context: z.RefinementCtx): void {
  const wrong = hostProblem(host);
  if (wrong !== undefined) context.addIssue({ code: "custom", message: wrong.expected ?? wrong.problem });
}

const WHOLE = "a whole number from 1 to 100";

/** Every setting of board, as `pulumi config` knows it. */
export const boardSettings = {
  replicas: setting(z.string().regex(/^\d+$/, WHOLE).transform(Number).refine((count) => count >= 1 && count <= 100, WHOLE), { example: "2", fallback: 2 }),
  logLevel: setting(z.enum(["DEBUG", "INFO", "WARNING", "ERROR"], "one of DEBUG, INFO, WARNING, ERROR"), { example: "INFO", fallback: "INFO" as const }),
  host: setting(z.string().superRefine(checkHost), { example: "board.localhost" }),
  databasePassword: secret(),
};
