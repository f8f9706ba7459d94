const VARIABLE = /^Variable "(\$\w+)" got invalid value /;
const PLACE = / at "([\w.[\]]+)"; /;

/** Endings of graphql's complaint that hold names of the schema and of the input, and no value. */
const REASONS = [
  /Expected (non-nullable )?type "[\w![\]]+" (not to be null|to be an object)\.$/,
  /Field "\w+" of required type "[\w![\]]+" was not provided\.$/,
  /Field "\w+" is not defined by type "\w+"\.( Did you mean [\w", ]+\?)?$/,
];
const EXPECTED = [/Expected type "(\w+)"\./, /(\w+) cannot represent /, /(?:Enum|in) "(\w+)" (?:cannot|enum)/];

/**
 * graphql quotes a variable's refused value, and the value may be a person's number. The complaint is made anew from
 * its parts that are names: which variable, where in it, what was expected.
 */
export function withoutValue(message: string): string {
  const variable = VARIABLE.exec(message)?.[1];
  if (!variable) return message;
  const place = PLACE.exec(message)?.[1];
  return `Variable "${variable}" got an invalid value${place ? ` at "${place}"` : ""}${reasonOf(message)}`;
}

function reasonOf(message: string): string {
  for (const pattern of REASONS) {
    const reason = pattern.exec(message)?.[0];
    if (reason) return `; ${reason}`;
  }
  for (const pattern of EXPECTED) {
    const type = pattern.exec(message)?.[1];
    if (type) return `; Expected type "${type}".`;
  }
  return ".";
}
