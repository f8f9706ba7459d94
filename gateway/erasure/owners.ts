import { Kind, type ConstDirectiveNode, type DefinitionNode, type DocumentNode } from "graphql";

const DOOR = "eraseBeneficiary";
/** The centres' own record goes last: until then the person can be found again (see CentreErasureService). */
const LAST = "beneficiaries";

/** The owners that keep people, in the order in which they are asked to erase one, read from the supergraph. */
export function ownersOfPeople({ definitions }: DocumentNode): readonly string[] {
  const graphs = definitions.flatMap(graphNames);
  const owners = definitions.flatMap(doorGraphs).map((graph) => graphs.find(([key]) => key === graph)?.[1] ?? graph);
  return [...owners.filter((owner) => owner !== LAST).sort(), ...owners.filter((owner) => owner === LAST)];
}

/** From the names in directives to those of services: MENTAL_HEALTH is mental-health. */
function graphNames(node: DefinitionNode): (readonly [key: string, name: string])[] {
  if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== "join__Graph") return [];
  return (node.values ?? []).flatMap(({ name, directives }) => {
    const service = directives?.map((directive) => argumentOf(directive, "name")).find(Boolean);
    return service ? [[name.value, service] as const] : [];
  });
}

function doorGraphs(node: DefinitionNode): string[] {
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || node.name.value !== "Mutation") return [];
  const door = node.fields?.find(({ name }) => name.value === DOOR);
  return (door?.directives ?? []).flatMap((directive) =>
    directive.name.value === "join__field" ? (argumentOf(directive, "graph") ?? []) : [],
  );
}

function argumentOf({ arguments: given = [] }: ConstDirectiveNode, name: string): string | undefined {
  const value = given.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}
