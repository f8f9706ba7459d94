import { GraphQLScalarType, type GraphQLScalarTypeConfig } from "graphql";
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";

const DAY = /^\d{4}-\d\d-\d\d$/;

/** ISO 8601 has a year 0; the calendar has none, nor the database: whoever gives it is told so, as of any day there is not. */
function sinceYearOne<Internal extends string | Date, External>(
  config: GraphQLScalarTypeConfig<Internal, External>,
): Pick<GraphQLScalarTypeConfig<Internal, External>, "parseValue" | "parseLiteral"> {
  const { parseValue, parseLiteral } = new GraphQLScalarType(config);
  const checked = (value: Internal): Internal => {
    const text = typeof value === "string" ? value : value.toISOString();
    if (text.startsWith("0000") || text.startsWith("-")) throw new TypeError("There is no year 0.");
    return value;
  };
  return {
    parseValue: (value) => checked(parseValue(value)),
    parseLiteral: (node, variables) => checked(parseLiteral(node, variables)),
  };
}

/** A calendar day, `YYYY-MM-DD`: it has no hour and no time zone, and is a string everywhere in the code. */
export const DateScalar = new GraphQLScalarType<string, string>({
  ...GraphQLLocalDate.toConfig(),
  ...sinceYearOne(GraphQLLocalDate.toConfig()),
  name: "Date",
  description: "A calendar day in Greece, YYYY-MM-DD (ISO 8601). It has no hour and no time zone.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  // The database has no 30th of February; only what comes from clients is looked up in the calendar.
  serialize: (value) => (typeof value === "string" && DAY.test(value) ? value : GraphQLLocalDate.serialize(value)),
});

/** An instant of the JSON of a database in UTC. Everything else takes the way over Date. */
const UTC_TEXT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{3})\d{0,3})?\+00:00$/;

/** As most of them are: with microseconds. */
const isUtcWithMicros = (text: string): boolean => text.length === 32 && text[19] === "." && text.endsWith("+00:00");

function toUtc(text: string): string {
  if (isUtcWithMicros(text)) return `${text.slice(0, 23)}Z`;
  const parts = UTC_TEXT.exec(text);
  return parts ? `${parts[1]}.${parts[2] ?? "000"}Z` : new Date(text).toISOString();
}

/**
 * An instant. The database and the code hold it as Date or, inside JSON aggregates, as ISO text; clients always get
 * UTC with milliseconds.
 */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTimeISO.toConfig(),
  ...sinceYearOne(GraphQLDateTimeISO.toConfig()),
  name: "DateTime",
  description: "An instant in UTC, YYYY-MM-DDTHH:MM:SS.sssZ (RFC 3339). Show it to people in Europe/Athens.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
  serialize: (value) => (typeof value === "string" ? toUtc(value) : (value as Date).toISOString()),
});
