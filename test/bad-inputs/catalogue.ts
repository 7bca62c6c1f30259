/** How many bad inputs the catalogue knows. */
export const CATALOGUE_SIZE = 56;

/** Bad inputs with a test of their own beside the tables, by number. */
export const testedByThemselves: Readonly<Record<number, string>> = {
  40: "test/unit/bad-descriptions.spec.ts: base64 in a secret is a warning, and the rest goes on",
  42: "test/engine/bad-settings.spec.ts: a stack that no program is for",
  55: "test/engine/bad-settings.spec.ts: stack files that are no YAML",
  56: "test/engine/bad-settings.spec.ts: passphrases",
};

/** Bad inputs that nobody can give to what there is, by number, and why. */
export const notApplicable: Readonly<Record<number, string>> = {
  50: "a missing output is told with what the producer has, in test/engine/contracts.spec.ts; which stacks there are only the backend knows, and the engine refuses a missing one by its name before any program hears of it",
  51: "refused in the consumer's own preview, with what the producer has: on two projects at once, in test/engine/contracts.spec.ts",
};
