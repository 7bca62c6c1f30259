import type { Callable, ClassEntry, ConstantEntry, Doc, FunctionEntry, PackageApi, Property, TypeEntry } from "./api.ts";
import { arranged } from "./arrangement.ts";
import type { Links } from "./links.ts";
import { block, code, firstSentence, paragraphs, table } from "./markdown.ts";
import { isData, partsOf } from "./values.ts";

const READABLE = 100;

/** What a page is made of besides the package's own words. */
export interface PageContext {
  readonly links: Links;
  /** Everything that the package exports, for the values of its constants. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The page of a package: what it exports, each with its example, arguments and errors. */
export function packagePage(api: PackageApi, { links, values }: PageContext): string {
  const { classes, functions, constants, types } = arranged(api);
  const contents = [...classes.map(({ entry }) => entry), ...functions, ...constants, ...types].map(({ name, doc }) => [links.name(name), firstSentence(links.prose(doc.summary))]);
  const section = (title: string, parts: readonly string[]): string => (parts.length === 0 ? "" : paragraphs(`## ${title}`, ...parts));
  return `${paragraphs(
    `<!-- Made by \`pnpm run docs\` from the doc comments of packages/${api.folder}: change those, not this. -->`,
    `# ${api.name}`,
    api.description,
    table(["Export", "What it is"], contents),
    ...classes.map(({ entry, args }) => classSection(entry, args, links)),
    section("Functions", functions.map((entry) => functionSection(entry, links))),
    section("Constants", constants.map((entry) => constantSection(entry, values[entry.name], links))),
    section("Types", types.map((entry) => typeSection(entry, links))),
  )}\n`;
}

function classSection({ name, doc, construction, fields, methods }: ClassEntry, args: TypeEntry | undefined, links: Links): string {
  return paragraphs(
    `## ${name}`,
    links.prose(doc.summary),
    ...doc.examples,
    construction === undefined ? "" : block("typescript", construction.signatures.join("\n")),
    parameterList(construction?.parameters.filter(({ doc: { summary } }) => summary !== "") ?? [], links),
    thrown([...(construction?.doc.throws ?? []), ...doc.throws], links),
    furtherReading(doc, links),
    args === undefined ? "" : typeSection(args, links),
    fields.length === 0 ? "" : paragraphs("### Fields", table(["Field", "Type", "What it is"], fields.map((field) => [code(field.path), links.type(field.type), links.prose(field.doc.summary)]))),
    methods.length === 0 ? "" : paragraphs("### Methods", ...methods.map((method) => callable(method, links))),
  );
}

function functionSection(entry: FunctionEntry, links: Links): string {
  return paragraphs(`### ${entry.name}`, callable(entry, links));
}

function callable({ signatures, parameters, doc }: Callable, links: Links): string {
  return paragraphs(
    block("typescript", signatures.join("\n")),
    links.prose(doc.summary),
    parameterList(parameters, links),
    doc.returns === undefined ? "" : `Returns ${ended(links.prose(doc.returns))}`,
    doc.fallback === undefined ? "" : `Default: ${ended(links.prose(doc.fallback))}`,
    thrown(doc.throws, links),
    ...doc.examples,
    furtherReading(doc, links),
  );
}

function constantSection({ name, doc, meanings }: ConstantEntry, value: unknown, links: Links): string {
  const parts = isData(value) ? partsOf(value, Object.keys(meanings)) : [];
  const explained = Object.keys(meanings).length > 0;
  const rows = parts.map((part) => [code(part.path), code(JSON.stringify(part.value)), links.prose(meanings[part.path] ?? "")]);
  const whole = isData(value) ? block("json", JSON.stringify(value, undefined, 2)) : "";
  return paragraphs(`### ${name}`, links.prose(doc.summary), explained ? table(["Property", "Value", "Meaning"], rows) : whole, furtherReading(doc, links));
}

function typeSection({ name, doc, definition, properties }: TypeEntry, links: Links): string {
  const rows = properties.map((property) => [code(property.path), links.type(property.type), defaultOf(property, links), links.prose(property.doc.summary)]);
  const shown = rows.length === 0 ? "" : table(["Property", "Type", "Default", "Meaning"], rows);
  return paragraphs(`### ${name}`, links.prose(doc.summary), ...doc.examples, definitionOf(definition, links), shown, furtherReading(doc, links));
}

function definitionOf(alternatives: readonly string[], links: Links): string {
  const line = alternatives.join(" | ");
  return line.length <= READABLE ? links.type(line) : alternatives.map((alternative) => `- ${links.type(alternative)}`).join("\n");
}

function defaultOf({ optional, doc }: Property, links: Links): string {
  if (doc.fallback !== undefined) return links.prose(doc.fallback);
  return optional ? "optional" : "**required**";
}

/** The parameters that there is something to say about, or somewhere to go to. */
function parameterList(parameters: readonly Property[], links: Links): string {
  const worth = parameters.filter(({ type, doc }) => doc.summary !== "" || links.leads(type));
  return worth.map(({ path, type, doc }) => `- ${code(path)} (${links.type(type)})${saying(doc, links)}`).join("\n");
}

function saying({ summary, fallback }: Doc, links: Links): string {
  const words = [summary, fallback === undefined ? "" : `Default: ${ended(fallback)}`].filter((text) => text !== "").join(" ");
  return words === "" ? "" : `: ${links.prose(words)}`;
}

function thrown(throws: readonly string[], links: Links): string {
  return throws.map((text) => `Throws ${ended(links.prose(text).replace(/^[A-Z]\w*/, (name) => links.type(name)))}`).join("\n\n");
}

/** Tags hold a sentence's end with or without its dot. */
function ended(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

function furtherReading({ see }: Doc, links: Links): string {
  return see.map((text) => `See ${links.prose(text)}`).join("\n\n");
}
