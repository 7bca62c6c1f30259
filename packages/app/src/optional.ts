/** A property only where there is a value for it. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}

/** Whether there is nothing in it. */
export function isEmpty(values: object): boolean {
  return Object.keys(values).length === 0;
}
