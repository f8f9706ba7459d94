import { Refusal } from "./refusal";

const VARIABLE = /^Variable "\$(\w+)" got invalid value /;

/**
 * graphql's complaint about the request, made anew without its words: they quote the value that is refused, and that may
 * be a person's number. What may be told is where in the variables it stands: names of the schema. What the gateway knows of it, the client
 * was told there; this is for scalars that only their owner reads, such as a day that is in no calendar.
 */
export function misfit(complaint: string): Refusal {
  const variable = VARIABLE.exec(complaint)?.[1];
  if (!variable) return new Refusal("BAD_USER_INPUT", "The request does not fit this service.");
  // The place begins with the variable's name; what looks like one within the quoted value does only if its sender wrote it.
  const place = new RegExp(` at "(${variable}(?:\\.\\w+|\\[\\d+\\])+)"; `).exec(complaint)?.[1];
  const field = place ?? variable;
  return new Refusal("BAD_USER_INPUT", `"${field}" is no value of its type.`, { field, check: "type" });
}
