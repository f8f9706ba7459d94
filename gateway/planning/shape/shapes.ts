import { Kind, visit } from "graphql";
import { compileShape, type ClientSelection } from "./response-shape.js";
import type { ObjectShape } from "../../engine/answering/complete.js";
import type { Variables } from "../../engine/run.js";

/** Combinations of @skip and @include a kept operation holds shapes for. Beyond that they are compiled anew. */
const MAX_SHAPES = 64;

/** The shapes of one operation's answers: one for each way in which its @skip and @include can hold. */
export class Shapes {
  private readonly conditions: readonly string[];
  private readonly known = new Map<string, ObjectShape>();

  constructor(private readonly asked: ClientSelection) {
    this.conditions = conditionsOf(asked);
    if (this.conditions.length === 0) this.of({});
  }

  of(variables: Variables): ObjectShape {
    let key = "";
    for (const name of this.conditions) key += variables[name] === true ? "1" : "0";
    let shape = this.known.get(key);
    if (shape === undefined) {
      if (this.known.size >= MAX_SHAPES) this.known.clear();
      this.known.set(key, (shape = compileShape(this.asked, variables)));
    }
    return shape;
  }
}

function conditionsOf({ planned: { operation, fragments } }: ClientSelection): string[] {
  const names = new Set<string>();
  for (const definition of [operation, ...fragments.values()])
    visit(definition, {
      Directive: ({ name, arguments: given }) => {
        if (name.value !== "skip" && name.value !== "include") return;
        for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  return [...names];
}
