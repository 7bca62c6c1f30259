/** A place within a value, one step further in. */
export const places = Object.freeze({
  field: (path: string, name: string): string => (path === "" ? name : `${path}.${name}`),
  item: (path: string, index: number): string => `${path}[${index}]`,
  everyItem: (path: string): string => `${path}[]`,
  otherFields: (path: string): string => `${path}.*`,
  fieldNames: (path: string): string => `${path} (names of its fields)`,
  variant: (path: string, field: string, value: string): string => `${path}(${field}: ${value})`,
});

/** Where in a value a place of its JSON Schema leads to: `properties.hosts.items` is `hosts[]`. */
export function placeOfSchema(start: string, keywords: readonly (string | number)[]): string {
  const [keyword, ...rest] = keywords;
  if (keyword === undefined) return start;
  const [next, ...further] = rest;
  if (keyword === "properties" && next !== undefined) return placeOfSchema(places.field(start, String(next)), further);
  if (keyword === "prefixItems" && next !== undefined) return placeOfSchema(places.item(start, Number(next)), further);
  if (keyword === "items") return placeOfSchema(places.everyItem(start), rest);
  if (keyword === "additionalProperties") return placeOfSchema(places.otherFields(start), rest);
  if (keyword === "propertyNames") return placeOfSchema(places.fieldNames(start), rest);
  // anyOf and the like stay at the same place of the value.
  return placeOfSchema(start, rest);
}
