import { Kind, type DocumentNode } from "graphql";

/** Which types are which, over the whole supergraph, also the parts clients cannot see. Built once. */
export class TypeIndex {
  private readonly objects = new Set<string>();
  private readonly kinds = new Map<string, Set<string>>();

  /** Of type definitions as they are written: no schema has to be made of them. */
  constructor({ definitions }: DocumentNode) {
    for (const each of definitions) {
      if (!("interfaces" in each)) continue;
      const type = each.name.value;
      if (each.kind === Kind.OBJECT_TYPE_DEFINITION) this.objects.add(type);
      this.note(type, type);
      for (const { name } of each.interfaces ?? []) this.note(type, name.value);
    }
    for (const each of definitions)
      if ("types" in each) for (const { name } of each.types ?? []) this.note(name.value, each.name.value);
  }

  private note(type: string, kind: string): void {
    this.kinds.set(type, (this.kinds.get(type) ?? new Set()).add(kind));
  }

  isObject(name: unknown): boolean {
    return this.objects.has(name as string);
  }

  /** Whether an object with this `__typename` matches `... on condition`. False for names nobody knows. */
  matches(typename: unknown, condition: string): boolean {
    return typename === condition || (this.kinds.get(typename as string)?.has(condition) ?? false);
  }
}
