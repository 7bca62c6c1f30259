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
  50: "no program here takes a StackReference from its user: the one stack that is read is the stack itself, by a name that is not asked for",
  51: "outputs have no contract versions yet, so nobody can consume one of the wrong version",
};
