/** Interfaces that users fill in: what they leave out has a default, and the doc comment says which. */
const FILLED_IN = /(?:Args|Settings|Options|Overrides)$/;
const MEMBERS = ":matches(TSPropertySignature, TSMethodSignature)";
const DEFAULT_TAG = /(?:^|\s)@default\s+[^\s*]/;

/**
 * What is asked of TypeScript's nodes, which ESLint's own types do not know.
 * @typedef {{ readonly type: string, readonly optional?: unknown, readonly id?: unknown, readonly key?: unknown }} Typed
 */

/**
 * The nodes between a member and its interface, and the interface.
 * @param {readonly Typed[]} ancestors
 * @returns {{ readonly owner: Typed | undefined, readonly between: readonly Typed[] }}
 */
function placeOf(ancestors) {
  const at = ancestors.findIndex(({ type }) => type === "TSInterfaceDeclaration");
  return { owner: ancestors[at], between: ancestors.slice(at + 1) };
}

/**
 * Every optional member of an exported interface for users carries `@default`; within an optional one only the outermost has to.
 * @type {import("eslint").Rule.RuleModule}
 */
export const requireDefault = {
  meta: {
    type: "problem",
    docs: { description: "require `@default` with a value or a sentence on what users may leave out" },
    messages: { missing: "`{{ name }}` may be left out of {{ owner }}: say in its doc comment what holds then, `@default …`" },
    schema: [],
  },
  create(context) {
    const { sourceCode } = context;
    return {
      [`ExportNamedDeclaration > TSInterfaceDeclaration[id.name=${FILLED_IN}] ${MEMBERS}[optional=true]:not(TSFunctionType *)`](/** @type {import("eslint").Rule.Node & Typed} */ node) {
        const { owner, between } = placeOf(sourceCode.getAncestors(node));
        // The outer member's `@default` already says what leaving all of it out means.
        if (between.some(({ optional }) => optional === true)) return;
        const comment = sourceCode.getCommentsBefore(node).at(-1);
        if (comment?.type === "Block" && comment.value.startsWith("*") && DEFAULT_TAG.test(comment.value)) return;
        const text = (/** @type {unknown} */ named) => sourceCode.getText(/** @type {import("eslint").Rule.Node} */ (named));
        context.report({ node, messageId: "missing", data: { name: text(node.key), owner: text(owner?.id) } });
      },
    };
  },
};

/** The rules of this repository as a plugin. */
export const houseRules = { rules: { "require-default": requireDefault } };
