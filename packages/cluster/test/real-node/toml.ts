/** A table of a TOML file. */
export type Table = { [key: string]: unknown };

/**
 * Reads as much of TOML as settings use: tables, and one line for each key, with a value that JSON has as well.
 * @throws SyntaxError at everything else, and at a key or table that is there twice
 */
export function fromToml(text: string): Table {
  const root: Table = {};
  let table = root;
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const header = /^\[(.+)\]$/.exec(line)?.[1];
    if (header !== undefined) {
      table = tableAt(root, keysOf(header));
      continue;
    }
    const [, key, value] = /^([\w-]+) = (.+)$/.exec(line) ?? [];
    if (key === undefined || value === undefined || key in table) throw new SyntaxError(line);
    table[key] = JSON.parse(value);
  }
  return root;
}

function keysOf(header: string): readonly string[] {
  const keys = [...header.matchAll(/"([^"]+)"|([\w-]+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
  const written = keys.map((key) => (/^[\w-]+$/.test(key) ? key : JSON.stringify(key))).join(".");
  if (written !== header) throw new SyntaxError(header);
  return keys;
}

function tableAt(root: Table, keys: readonly string[]): Table {
  const last = keys.length - 1;
  return keys.reduce<Table>((table, key, index) => {
    if (index === last && key in table && Object.values(table[key] as Table).some((value) => typeof value !== "object")) throw new SyntaxError(`${keys.join(".")} is there twice`);
    return (table[key] ??= {}) as Table;
  }, root);
}
