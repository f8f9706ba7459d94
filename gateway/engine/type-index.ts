import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from "graphql";

/** Which types are which, over the whole supergraph, also the parts clients cannot see. Built once. */
export class TypeIndex {
  private readonly objects = new Set<string>();
  private readonly kinds = new Map<string, Set<string>>();

  constructor(schema: GraphQLSchema) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (isObjectType(type)) this.objects.add(type.name);
      if (isObjectType(type) || isInterfaceType(type))
        this.kinds.set(type.name, new Set([type.name, ...type.getInterfaces().map((each) => each.name)]));
    }
    for (const type of Object.values(schema.getTypeMap()))
      if (isAbstractType(type))
        for (const possible of schema.getPossibleTypes(type)) this.kinds.get(possible.name)?.add(type.name);
  }

  isObject(name: unknown): boolean {
    return this.objects.has(name as string);
  }

  /** Whether an object with this `__typename` matches `... on condition`. False for names nobody knows. */
  matches(typename: unknown, condition: string): boolean {
    return typename === condition || (this.kinds.get(typename as string)?.has(condition) ?? false);
  }
}
