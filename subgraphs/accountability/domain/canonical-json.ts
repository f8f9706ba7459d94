/** What canonical JSON can hold here: no numbers but whole ones, so that there is one way to write each. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * One text for one value: keys in code unit order, no spaces (RFC 8785, JCS, for values without fractions). What was
 * hashed can be hashed again from the parsed value, in any language.
 */
export function canonicalJson(value: Canonical): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key]!)}`);
  return `{${members.join(",")}}`;
}

const isList = (value: object): value is readonly Canonical[] => Array.isArray(value);
