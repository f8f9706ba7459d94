import { Kind, print, stripIgnoredCharacters, visit, type DefinitionNode, type FieldNode } from "graphql";
import { Selected } from "./selected.js";
import { checkAnswer } from "./answer.js";
import type { EntityFetch } from "./entity-fetch.js";
import { badAnswer, callFault } from "../fault.js";
import { operationOf, pickVariables } from "./fetch-text.js";
import type { Gathered } from "./representations.js";
import { together, type Run } from "../run.js";
import type { SubgraphAnswer, SubgraphRequest } from "../subgraph-call.js";

/** One entity fetch of a merged request that has something to ask. */
interface Part {
  readonly at: number;
  readonly fetch: EntityFetch;
  readonly gathered: Gathered;
}

/**
 * Entity fetches of one Parallel node to the same subgraph, as one request with aliased `_entities`. The text is always
 * the same, so that subgraphs can keep what they made of it: a part with nothing to ask sends an empty list.
 *
 * `_entities` may not be null, so one part's failure nulls the whole answer: then each part is asked for alone. When no
 * answer comes at all, each part reports as if it had been asked alone.
 */
export class MergedFetch {
  private readonly query: string;
  private readonly representationNames: readonly string[];
  private readonly variableNames: readonly string[];
  private readonly data: Selected;

  constructor(private readonly fetches: readonly EntityFetch[]) {
    this.variableNames = [...new Set(fetches.flatMap((fetch) => fetch.variableNames))];
    this.representationNames = fetches.map((_, at) => this.unused(`representations_${at}`));
    this.query = this.mergeTexts();
    this.data = new Selected(new Map(fetches.map(({ selected }, at) => [aliasOf(at), selected])));
  }

  step(run: Run): Promise<void> | undefined {
    const parts: Part[] = [];
    const running: Promise<void>[] = [];
    for (const [at, fetch] of this.fetches.entries()) {
      const gathered = fetch.gather(run);
      if (gathered.representations.length > 0) parts.push({ at, fetch, gathered });
      running.push(...fetch.sendWeaker(run, gathered));
    }
    const [first] = parts;
    if (first !== undefined)
      running.push(parts.length === 1 ? first.fetch.send(run, first.gathered) : this.send(run, parts));
    return together(running);
  }

  private send(run: Run, parts: readonly Part[]): Promise<void> {
    const { serviceName: service, operationName } = (parts[0] as Part).fetch.node;
    const variables = pickVariables(this.variableNames, run.variables);
    for (const name of this.representationNames) variables[name] = [];
    for (const { at, gathered } of parts) variables[this.representationNames[at] as string] = gathered.representations;
    const request: SubgraphRequest = { service, query: this.query, kind: "query", variables };
    return run.call(operationName === undefined ? request : { ...request, operationName }, this.data).then(
      (answer) => this.receive(run, parts, answer),
      (reason: unknown) => {
        for (const { fetch, gathered } of parts) fetch.fail(run, gathered, callFault(service, reason));
      },
    );
  }

  private receive(run: Run, parts: readonly Part[], answer: SubgraphAnswer): Promise<void> | undefined {
    const checked = checkAnswer(answer);
    if (checked === undefined) {
      for (const { fetch, gathered } of parts) fetch.fail(run, gathered, badAnswer(fetch.node.serviceName));
      return undefined;
    }
    const { data, errors } = checked;
    if (data === undefined) return this.sendAlone(run, parts);
    const aliases = new Set<unknown>(parts.map(({ at }) => aliasOf(at)));
    for (const [order, { at, fetch, gathered }] of parts.entries()) {
      const alias = aliasOf(at);
      const isMine = (head: unknown) => head === alias || (order === 0 && !aliases.has(head));
      fetch.reportErrors(
        run,
        gathered,
        errors.filter((error) => isMine(error.path?.[0])),
      );
      fetch.accept(run, gathered, data[alias]);
    }
    return undefined;
  }

  private async sendAlone(run: Run, parts: readonly Part[]): Promise<void> {
    await Promise.all(parts.map(({ fetch, gathered }) => fetch.send(run, gathered)));
  }

  private mergeTexts(): string {
    const operations = this.fetches.map((fetch, at) =>
      operationOf(
        visit(fetch.document, {
          Variable: (node) =>
            node.name.value === "representations"
              ? { ...node, name: { ...node.name, value: this.representationNames[at] as string } }
              : undefined,
        }),
      ),
    );
    const [first] = operations;
    if (first === undefined) throw new Error("There is nothing to merge.");
    const definitions = new Map(
      operations.flatMap(({ variableDefinitions = [] }) =>
        variableDefinitions.map((each) => [each.variable.name.value, each]),
      ),
    );
    const selections = operations.map(({ selectionSet }, at): FieldNode => ({
      ...(selectionSet.selections[0] as FieldNode),
      alias: { kind: Kind.NAME, value: aliasOf(at) },
    }));
    const merged: DefinitionNode = {
      ...first,
      variableDefinitions: [...definitions.values()],
      selectionSet: { kind: Kind.SELECTION_SET, selections },
    };
    return stripIgnoredCharacters(print(merged));
  }

  private unused(name: string): string {
    return this.variableNames.includes(name) ? this.unused(`${name}_`) : name;
  }
}

function aliasOf(at: number): string {
  return `_${at}`;
}
