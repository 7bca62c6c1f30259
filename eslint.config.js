import eslint from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";
import tseslint from "typescript-eslint";
import { documented } from "./tools/docs/src/documented.js";
import { houseRules } from "./tools/docs/src/require-default.js";

const MAX_LINES = 300;

const INTERFACE_MEMBERS = ["TSPropertySignature", "TSMethodSignature"].map(
  // Inline object types are shown property by property; parameters of function types are not shown.
  (member) => `ExportNamedDeclaration > TSInterfaceDeclaration ${member}:not(TSFunctionType *)`,
);
const METHODS = "ExportNamedDeclaration > ClassDeclaration > ClassBody > MethodDefinition[kind!='constructor'][accessibility!='private'][override!=true][key.type!='PrivateIdentifier']";

export default tseslint.config(
  // Sources of images are checked by their own tools, with the versions that their images have.
  { ignores: ["**/dist/**", "**/node_modules/**", ".moorage/**", "apps/**", "examples/*/*/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: MAX_LINES }],
      "@typescript-eslint/ban-ts-comment": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/prefer-nullish-coalescing": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      // Numbers and booleans in messages are what they look like.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // A callback that gives nothing may end in a call that gives nothing.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true }],
      "@typescript-eslint/no-meaningless-void-operator": "off",
      "@typescript-eslint/prefer-promise-reject-errors": "off",
      "@typescript-eslint/only-throw-error": "off",
      // Adapters answer at once where others must wait; they share an interface.
      "@typescript-eslint/require-await": "off",
      // What is taken out of an object to leave the rest.
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
    },
  },
  {
    files: ["packages/*/src/**/*.ts", "tools/*/src/**/*.ts", "stacks/*.ts"],
    plugins: { jsdoc },
    rules: {
      "jsdoc/require-jsdoc": ["error", { publicOnly: true, contexts: ["TSInterfaceDeclaration", "TSTypeAliasDeclaration"], require: { ClassDeclaration: true, FunctionDeclaration: true, MethodDefinition: false } }],
    },
  },
  {
    // What docs/components is made from: its pages are as good as these packages' doc comments.
    files: documented.map((name) => `packages/${name}/src/**/*.ts`),
    // The plugin a second time: a rule has one setting for each name, and jsdoc/require-jsdoc has its own above.
    plugins: { jsdoc, members: jsdoc, house: houseRules },
    rules: {
      "members/require-jsdoc": ["error", { contexts: [...INTERFACE_MEMBERS, METHODS], require: { FunctionDeclaration: false }, enableFixer: false }],
      "members/require-description": ["error", { contexts: INTERFACE_MEMBERS }],
      "house/require-default": "error",
    },
  },
  {
    files: ["**/test/**/*.ts"],
    rules: {
      // Tests state what must be there; a missing value fails them, which is their job.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-floating-promises": ["error", { allowForKnownSafeCalls: [] }],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs", "*.js"],
    languageOptions: { globals: { process: "readonly", console: "readonly", require: "readonly", module: "readonly" } },
  },
);
