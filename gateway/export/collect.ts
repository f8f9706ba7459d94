import { Refusal } from "../../subgraphs/kernel/refusal";

/** What one question of the export came back with. */
export interface Answered {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** Asks one operation of schema/operations/PersonExport.graphql, as any client asks. */
export type AskExport = (operationName: string, variables: Record<string, unknown>) => Promise<Answered>;

export type Person = Record<string, unknown>;

interface Connection {
  readonly edges: readonly { readonly node: unknown }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Everything of one person, every connection followed to its end and turned into a plain list. Null for who is not
 * there or not the viewer's to see. An export is whole or none: when an owner cannot answer, it is refused.
 */
export async function collectPerson(ask: AskExport, id: string): Promise<Person | null> {
  const person = personOf(await ask("PersonExport", { id }));
  if (!person) return null;
  for (const [field, value] of Object.entries(person)) {
    if (isConnection(value)) person[field] = await collectList(ask, id, field, value);
  }
  return plain(person) as Person;
}

/** Pages deeper down are whole already (an export asks for more than there can be) and become plain lists as well. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (isConnection(value)) return value.edges.map(({ node }) => plain(node));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

async function collectList(ask: AskExport, id: string, field: string, first: Connection): Promise<unknown[]> {
  const nodes = first.edges.map(({ node }) => node);
  for (let { pageInfo } = first; pageInfo.hasNextPage;) {
    const more = personOf(await ask(`More${capital(field)}`, { id, after: pageInfo.endCursor }))?.[field];
    if (!isConnection(more)) throw new Refusal("CONFLICT", "The person's request was closed meanwhile.");
    nodes.push(...more.edges.map(({ node }) => node));
    pageInfo = more.pageInfo;
  }
  return nodes;
}

function personOf({ data, errors }: Answered): Person | null {
  if (errors?.length) throw incomplete(errors);
  return (data?.["beneficiary"] as Person | null | undefined) ?? null;
}

/** An error of a service means that its part is missing; the client is told which, to try again. */
function incomplete(errors: NonNullable<Answered["errors"]>): Refusal {
  const services = errors.flatMap(({ extensions }) => extensions?.["service"] ?? []).map(String);
  return new Refusal("SERVICE_UNAVAILABLE", "Not every service answered, and an export is whole or none. Try again.", {
    services: [...new Set(services)],
  });
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const isConnection = (value: unknown): value is Connection =>
  typeof value === "object" && value !== null && "edges" in value && "pageInfo" in value;
