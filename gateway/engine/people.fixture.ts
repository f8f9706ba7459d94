/** For tests: people and their jobs, in two subgraphs that refer to each other. */
import type { SubgraphSource } from "./in-memory-subgraphs.js";

export const people: Record<string, SubgraphSource> = {
  people: {
    typeDefs: `
      type Query { people: [Person!] person: Person now: Int strict: Int! groups: [[Person]!]! }
      type Person @key(fields: "id") { id: ID! name: String weight: Int size: Size }
      type Size { cm: Int }`,
    resolvers: {
      Query: {
        people: () => PEOPLE,
        person: () => PEOPLE[0],
        now: () => 1,
        strict: () => 2,
        groups: () => [PEOPLE.slice(0, 2), PEOPLE.slice(2)],
      },
      Person: { __resolveReference: ({ id }: { id: string }) => PEOPLE.find((person) => person.id === id) },
    },
  },
  jobs: {
    typeDefs: `
      type Query { jobs: [Job!] best: Job }
      type Job @key(fields: "id") { id: ID! title: String holder: Person }
      type Person @key(fields: "id") {
        id: ID! weight: Int @external job: Job must: Int! double: Int @requires(fields: "weight") plain: Int
      }`,
    resolvers: {
      Query: { jobs: () => JOBS, best: () => JOBS[0] },
      Person: {
        job: ({ id }: { id: string }) => JOBS.find((job) => job.id === id),
        must: () => 1,
        plain: () => 5,
        double: ({ weight }: { weight: number }) => weight * 2,
      },
    },
  },
};
export const PEOPLE = ["1", "2", "3"].map((id) => ({ id, name: `P${id}`, weight: 10, size: { cm: 3 } }));
export const JOBS = ["1", "2"].map((id) => ({ id, title: `J${id}`, holder: { id } }));
