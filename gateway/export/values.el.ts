import { DateTime } from "luxon";
import { isEnumType, type GraphQLNamedType } from "graphql";
import { ATHENS } from "../../subgraphs/kernel/athens";

/** One value as a person reads it in Greek. Enum values by the Greek term that stands in their description. */
export function sayValue(value: string | number | boolean, type: GraphQLNamedType): string {
  if (typeof value === "boolean") return value ? "Ναι" : "Όχι";
  if (typeof value === "number") return String(value);
  if (isEnumType(type)) return greekTerm(type.getValue(value)?.description) ?? value;
  if (type.name === "Date") return DateTime.fromISO(value).toFormat("dd/MM/yyyy");
  if (type.name === "DateTime") return DateTime.fromISO(value, { zone: ATHENS }).toFormat("dd/MM/yyyy HH:mm");
  return value;
}

const GREEK_IN_BRACKETS = /\(([^()]*\p{Script=Greek}[^()]*)\)/gu;

/** "Woman or girl (γυναίκα)." says γυναίκα; undefined where the description has no Greek term. */
export const greekTerm = (description: string | null | undefined): string | undefined =>
  [...(description ?? "").matchAll(GREEK_IN_BRACKETS)].at(-1)?.[1];
