import { GraphQLScalarType } from "graphql";
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";

/** A calendar day, `YYYY-MM-DD`: it has no hour and no time zone, and is a string everywhere in the code. */
export const DateScalar = new GraphQLScalarType<string, string>({
  ...GraphQLLocalDate.toConfig(),
  name: "Date",
  description: "A calendar day in Greece, YYYY-MM-DD (ISO 8601). It has no hour and no time zone.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
});

/**
 * An instant. The database and the code hold it as Date or, inside JSON aggregates, as ISO text; clients always get
 * UTC with milliseconds.
 */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTimeISO.toConfig(),
  name: "DateTime",
  description: "An instant in UTC, YYYY-MM-DDTHH:MM:SS.sssZ (RFC 3339). Show it to people in Europe/Athens.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  serialize: (value) => (value instanceof Date ? value : new Date(value as string)).toISOString(),
});
