import { Kind, type ConstDirectiveNode, type DocumentNode, type TypeDefinitionNode } from "graphql";
import { argumentOf, servicesOf } from "./requirements.js";

/** What the supergraph says of each subgraph's own types. */
export class SubgraphTypes {
  /** For each union and interface, the object types that a subgraph which has it can bring for it. */
  private readonly members = new Map<string, Map<string, Set<string>>>();
  private readonly own = new Set<string>();
  /** Where a field is not there what it is in the supergraph, but one of its types. */
  private readonly narrower = new Map<string, string>();
  private readonly services: ReadonlyMap<string, string>;
  /** Whether there is an interface or union for which one subgraph can bring what another cannot. */
  readonly arePartial: boolean;

  constructor(supergraph: DocumentNode) {
    this.services = servicesOf(supergraph);
    const types = supergraph.definitions.filter((each): each is TypeDefinitionNode => "name" in each);
    for (const type of types) this.readAbstract(type);
    for (const type of types) this.readFields(type);
    this.arePartial = [...this.members.keys()].some((abstract) => this.isPartial(abstract));
  }

  /** The object types a subgraph can bring where it says that there is this interface or union. */
  membersOf(service: string, abstract: string): readonly string[] {
    return [...(this.members.get(abstract)?.get(service) ?? [])];
  }

  /** Whether one subgraph can bring for it what another cannot. */
  isPartial(abstract: string): boolean {
    const [first, ...others] = this.members.get(abstract)?.values() ?? [];
    return others.some((each) => each.size !== first?.size || [...each].some((type) => !first.has(type)));
  }

  /** Whether a subgraph brings this field by itself: with nothing but the object, and whatever labels hold. */
  owns(service: string, type: string, field: string): boolean {
    return this.own.has(`${service}.${type}.${field}`);
  }

  /** The type of a field in one subgraph, without lists; undefined where it is that of the supergraph. */
  narrowerType(service: string, type: string, field: string): string | undefined {
    return this.narrower.get(`${service}.${type}.${field}`);
  }

  private readAbstract({ kind, name, directives }: TypeDefinitionNode): void {
    if (kind !== Kind.UNION_TYPE_DEFINITION && kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
    const members = new Map<string, Set<string>>();
    for (const each of named(directives, "join__type"))
      if (argumentOf(each, "isInterfaceObject") !== "true") members.set(this.serviceOf(each), new Set());
    for (const each of named(directives, "join__unionMember"))
      members.get(this.serviceOf(each))?.add(argumentOf(each, "member") ?? "");
    this.members.set(name.value, members);
  }

  private readFields(type: TypeDefinitionNode): void {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
    const name = type.name.value;
    if (type.kind === Kind.OBJECT_TYPE_DEFINITION)
      for (const each of named(type.directives, "join__implements"))
        this.members
          .get(argumentOf(each, "interface") ?? "")
          ?.get(this.serviceOf(each))
          ?.add(name);
    const everywhere = named(type.directives, "join__type");
    for (const field of type.fields ?? []) {
      const given = named(field.directives, "join__field");
      for (const each of given.length > 0 ? given.filter(isPlain) : everywhere)
        this.own.add(`${this.serviceOf(each)}.${name}.${field.name.value}`);
      for (const each of given) {
        const narrower = argumentOf(each, "type")?.replaceAll(/[[\]!]/g, "");
        if (narrower !== undefined) this.narrower.set(`${this.serviceOf(each)}.${name}.${field.name.value}`, narrower);
      }
    }
  }

  private serviceOf(directive: ConstDirectiveNode): string {
    return this.services.get(argumentOf(directive, "graph") ?? "") ?? "";
  }
}

const named = (directives: readonly ConstDirectiveNode[] | undefined, name: string): readonly ConstDirectiveNode[] =>
  directives?.filter((each) => each.name.value === name) ?? [];

const isPlain = ({ arguments: given = [] }: ConstDirectiveNode): boolean =>
  given.some(({ name }) => name.value === "graph") &&
  given.every(({ name }) => ["graph", "type", "override", "provides"].includes(name.value));
