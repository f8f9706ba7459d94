import { ArgsType, Directive, Field, Int, ObjectType, type ClassType } from "type-graphql";
import type { PERSONAL } from "../disclosure/personal";
import { encodeCursor, MAX_PAGE, type Page } from "./paging";

@Directive("@shareable")
@ObjectType({ description: "Where a page stands in its list (GraphQL Cursor Connections)." })
export class PageInfo {
  @Field({ description: "True when there is more after this page." })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Give this as `after` for the next page; null on an empty page.",
  })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: `How many to return, 1 to ${MAX_PAGE}.` })
  first!: number;

  @Field(() => String, { nullable: true, description: "Cursor of the item after which to continue." })
  after?: string | null;
}

export interface Edge<Node> {
  cursor: string;
  node: Node;
}

export interface Connection<Node> {
  edges: Edge<Node>[];
  pageInfo: PageInfo;
}

/**
 * Makes the edge and connection types of a list, named after its node. Call it once per node type and export the
 * result: `export const BeneficiaryConnection = connectionOf(() => Beneficiary, "Beneficiary", "people", PERSONAL)`.
 * `mark`: a directive for the edges, which tell of what they lead to.
 */
export function connectionOf<Node extends object>(
  node: () => ClassType<Node>,
  name: string,
  plural: string,
  mark?: typeof PERSONAL,
) {
  @ObjectType(`${name}Edge`, { description: `One of the ${plural}, with its place in the list.` })
  class NodeEdge implements Edge<Node> {
    @Field({ description: "Place of this item in the list, for `after`." })
    cursor!: string;

    @Field(node, { description: "The item itself." })
    node!: Node;
  }

  if (mark) Directive(mark)(NodeEdge);

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.` })
  class NodeConnection implements Connection<Node> {
    @Field(() => [NodeEdge], { description: "The items of this page, in order." })
    edges!: NodeEdge[];

    @Field(() => PageInfo, { description: "Whether there is more." })
    pageInfo!: PageInfo;
  }
  return NodeConnection;
}

/** Maps a page of rows to a connection; `keyOf` gives the sort key that the cursor holds. */
export function toConnection<Row, Node>(
  page: Page<Row>,
  toNode: (row: Row) => Node,
  keyOf: (row: Row) => readonly string[],
): Connection<Node> {
  const edges = page.rows.map((row) => new RowEdge(row, toNode(row), keyOf));
  return { edges, pageInfo: { hasNextPage: page.hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}

/** Its cursor is made when somebody asks for it: most ask for that of the page only. */
class RowEdge<Row, Node> implements Edge<Node> {
  constructor(
    private readonly row: Row,
    readonly node: Node,
    private readonly keyOf: (row: Row) => readonly string[],
  ) {}

  get cursor(): string {
    return encodeCursor(...this.keyOf(this.row));
  }
}
