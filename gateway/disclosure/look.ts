import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { PersonalSchema } from "./personal-schema";

/** The entity every answer about somebody hangs on. */
export const PERSON = "Beneficiary";

/** Where in the answers to one fetch persons can be. Compiled once per fetch; leads nowhere else. */
export interface Look {
  /** Name in the answer. */
  readonly key: string;
  /** Any value here is about a person. */
  readonly personal: boolean;
  /** Under which name the id of the person is, where this is a person and the fetch asks for it. */
  readonly idKey: string | undefined;
  readonly below: readonly Look[];
}

/** Entities of an answer: what each is, its representation in the request says. */
export interface EntityLook {
  readonly key: string;
  readonly variable: string;
  readonly below: readonly Look[];
}

export interface FetchLooks {
  readonly fields: readonly Look[];
  readonly entities: readonly EntityLook[];
}

const ROOTS = { query: "Query", mutation: "Mutation", subscription: "Subscription" } as const;

const NOWHERE: readonly Look[] = [];

export class LookCompiler {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();

  constructor(
    private readonly schema: PersonalSchema,
    private readonly document: DocumentNode,
  ) {
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(node.name.value, node);
  }

  compile(): FetchLooks {
    const fields: Look[] = [];
    const entities: EntityLook[] = [];
    for (const node of this.document.definitions) {
      if (node.kind !== Kind.OPERATION_DEFINITION) continue;
      fields.push(...this.looks(node.selectionSet, ROOTS[node.operation], false));
      for (const selection of node.selectionSet.selections)
        if (selection.kind === Kind.FIELD && selection.name.value === "_entities")
          entities.push(this.entity(selection));
    }
    return { fields, entities };
  }

  private entity(field: FieldNode): EntityLook {
    const given = field.arguments?.find(({ name }) => name.value === "representations")?.value;
    const variable = given?.kind === Kind.VARIABLE ? given.name.value : "";
    return { key: keyOf(field), variable, below: this.looks(field.selectionSet, "_Entity", false) };
  }

  /** `inside`: something above is personal already, so that only persons themselves are still looked for. */
  private looks(selectionSet: SelectionSetNode | undefined, type: string, inside: boolean): readonly Look[] {
    const found = selectionSet?.selections.flatMap((selection) => this.look(selection, type, inside)) ?? NOWHERE;
    return found.length === 0 ? NOWHERE : found;
  }

  private look(selection: SelectionNode, type: string, inside: boolean): readonly Look[] {
    if (selection.kind !== Kind.FIELD) return this.fragment(selection, type, inside);
    const facts = this.schema.find(type, selection.name.value);
    if (!facts) return NOWHERE;
    const personal = facts.personal || this.schema.isPersonal(facts.type);
    const idKey = facts.type === PERSON ? this.idKeyOf(selection.selectionSet) : undefined;
    const below = this.looks(selection.selectionSet, facts.type, inside || personal);
    const leads = (personal && !inside) || idKey !== undefined || below.length > 0;
    return leads ? [{ key: keyOf(selection), personal, idKey, below }] : NOWHERE;
  }

  private fragment(selection: Exclude<SelectionNode, FieldNode>, type: string, inside: boolean): readonly Look[] {
    const spread = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection;
    const narrowed = spread?.typeCondition?.name.value ?? type;
    return this.looks(spread?.selectionSet, narrowed, inside || this.schema.isPersonal(narrowed));
  }

  private idKeyOf(selectionSet: SelectionSetNode | undefined): string | undefined {
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value === "id") return keyOf(selection);
        continue;
      }
      const spread = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection;
      const key = this.idKeyOf(spread?.selectionSet);
      if (key !== undefined) return key;
    }
    return undefined;
  }
}

const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;
