import type { Database } from "../../kernel/database/database";
import { once } from "../../kernel/database/idempotency";
import { searchPatterns } from "../../kernel/greek";
import { isId, newId } from "../../kernel/identifier";
import { checkFirst, toPage, type Page } from "../../kernel/paging/paging";
import { NO_GRANTS } from "../../kernel/policy/grants";
import type { Action } from "../../kernel/policy/vocabulary";
import { badInput, notFound, Refusal } from "../../kernel/refusal";
import type { Vault } from "../../kernel/secrets/vault";
import type { ServedCall } from "../../kernel/subgraph";
import type { Viewer } from "../../kernel/viewer";
import type { HouseholdRecord, PersonRepository } from "../data/person.repository";
import { personWriter, type PersonRows } from "../data/person.writer";
import { searchNameOf } from "../data/record-change.writer";
import { checkNumber } from "./number.rules";
import { readPosition } from "./position.rules";
import { checkRegistration, type Registration } from "./registration.rules";
import { SeenPerson } from "./seen-person";
import { checkText } from "./text.rules";

export interface Search {
  readonly name?: string | null;
  readonly birthDate?: string | null;
  readonly identifier?: { readonly kind: string; readonly value: string } | null;
}

/** People: find, search, register. */
export class PersonService {
  private readonly viewer: Viewer;

  constructor(
    private readonly call: ServedCall,
    private readonly people: PersonRepository,
    private readonly database: Database,
    private readonly vault: Vault,
  ) {
    this.viewer = call.viewer;
  }

  /** Null for who does not exist and for who is not the viewer's to see. */
  async find(id: string): Promise<SeenPerson | null> {
    if (!isId(id)) return null;
    const record = await this.people.find(id);
    if (!record) return this.missing(id);
    const seen = new SeenPerson(this.call.disclosures, record);
    return seen.may("person:read", "IDENTITY") ? seen : null;
  }

  /** Somebody asked about a person out of reach, or about nobody: noted as a refusal, alike. */
  private missing(id: string): null {
    const question = { category: "IDENTITY", relation: "NONE", grants: NO_GRANTS } as const;
    this.call.disclosures.decide(id.toLowerCase(), "person:read", question);
    return null;
  }

  /** A write in this request changed them: the next look reads anew. */
  forget(id: string): void {
    this.people.forget(id);
  }

  /** For commands: a person the viewer may do `action` to. NOT_FOUND when out of sight, FORBIDDEN when only seen. */
  async getFor(action: Action, id: string): Promise<SeenPerson> {
    const seen = await this.find(id);
    if (!seen) throw notFound("person");
    const decision = seen.decide(action, action === "referral:send" ? "REFERRAL" : "IDENTITY");
    if (decision.granted) return seen;
    if (decision.reason === "RESTRICTED") {
      throw new Refusal("FORBIDDEN", "The person had the processing of their data restricted.", {
        reason: "RESTRICTED",
      });
    }
    throw new Refusal("FORBIDDEN", "Your role, or the purpose you stated, does not allow this.");
  }

  /** The centre's people, newest first, by name (any script, case or accents), birth date or number. */
  async search(search: Search, first: number, after?: string | null): Promise<Page<SeenPerson>> {
    const limit = checkFirst(first);
    const { kind, value } = search.identifier ?? {};
    const number = kind && value ? { kind, match: this.vault.match(kind, checkNumber(kind, value)) } : null;
    const names = search.name ? searchPatterns(checkText("name", search.name, 200)) : [];
    if (search.name && names.length === 0) return { rows: [], hasNextPage: false };
    const cursor = readPosition(after);
    const hits = await this.people.search({
      names,
      birthDate: search.birthDate ?? null,
      number,
      after: cursor,
      limit: limit + 1,
    });
    const page = toPage(hits, limit);
    const seen = await Promise.all(page.rows.map((hit) => this.find(hit.id)));
    return { hasNextPage: page.hasNextPage, rows: seen.filter((person) => person !== null) };
  }

  /** Null when the household is not part of what the viewer may see of this person. */
  async findHousehold(seen: SeenPerson): Promise<HouseholdRecord | null> {
    const { householdId } = seen.record;
    if (!householdId || !seen.may("person:read", "HOUSEHOLD")) return null;
    return this.people.findHousehold(householdId);
  }

  /** Registers a person at the viewer's centre, with or without any number, and records the visit. */
  async register(input: Registration): Promise<SeenPerson> {
    const { viewer } = this;
    const own = { category: "IDENTITY", relation: "OWN_CENTRE", grants: NO_GRANTS } as const;
    if (!viewer.organisationId || !this.call.disclosures.foresee("person:write", own).granted) {
      throw new Refusal("FORBIDDEN", "People are registered by the workers of a Community Centre.");
    }
    const checked = checkRegistration(input, new Date());
    const household = checked.householdWith ? await this.householdOf(checked.householdWith) : newId();
    const id = await this.database.transaction(viewer, (tx) =>
      once(tx, viewer, checked.idempotencyKey, ["register", this.withoutNumbers(checked)], async () => {
        const rows = this.toRows(checked, viewer.organisationId!, household);
        await personWriter.insertPerson(tx, rows);
        return rows.beneficiary.id;
      }),
    );
    return this.getFor("person:write", id);
  }

  /** What a retry is known by is stored as a plain hash, from which a number could be guessed: ours go in keyed. */
  private withoutNumbers(input: Registration): object {
    const { identifiers, contacts, ...rest } = input;
    return { ...rest, numbers: this.vault.fingerprint(JSON.stringify([identifiers, contacts])) };
  }

  private async householdOf(memberId: string): Promise<string> {
    const { record } = await this.getFor("person:write", memberId);
    if (!record.householdId) throw badInput("householdWith", "household", "This person belongs to no household yet.");
    return record.householdId;
  }

  private toRows(input: Registration, centreId: string, householdId: string): PersonRows {
    const id = newId();
    const now = new Date();
    const { address, visit } = input;
    const names = {
      givenName: input.givenName,
      surname: input.surname,
      fatherName: input.fatherName ?? null,
      motherName: input.motherName ?? null,
      givenNameLatin: input.givenNameLatin ?? null,
      surnameLatin: input.surnameLatin ?? null,
    };
    return {
      beneficiary: {
        id,
        centreId,
        workerId: this.viewer.id,
        ...names,
        sex: input.sex,
        birthDate: input.birthDate ?? null,
        nationality: input.nationality ?? null,
        languages: [...(input.languages ?? [])],
        street: address?.street ?? null,
        postcode: address?.postcode ?? null,
        municipalityCode: address?.municipalityCode ?? null,
        searchName: searchNameOf(names),
        registeredAt: now,
        synthetic: false,
      },
      membership: { beneficiaryId: id, householdId, role: input.householdRole },
      contacts: (input.contacts ?? []).map(({ kind, value, safeToContact, note }) => ({
        beneficiaryId: id,
        id: newId(),
        kind,
        sealed: this.vault.seal(value),
        safeToContact,
        note: note ?? null,
      })),
      identifiers: (input.identifiers ?? []).map(({ kind, value }) => {
        const { odd: matchOdd, even: matchEven } = this.vault.match(kind, value);
        return { beneficiaryId: id, kind, centreId, sealed: this.vault.seal(value), matchOdd, matchEven };
      }),
      visit: { beneficiaryId: id, id: newId(), at: now, workerId: this.viewer.id, ...visit, note: visit.note ?? null },
    };
  }
}
