import { newId } from "../../../subgraphs/kernel/identifier";
import { toldOf } from "../../support/agency-desk";
import { codeOf } from "../../support/answers";
import { refer, register } from "../../support/desk";
import type { Ask, TestHub } from "../../support/hub";
import { serviceId } from "../../support/people";

/** Somebody and the referral by which an agency has to do with them. */
export interface Case {
  readonly person: string;
  readonly referral: string;
}

/** A hub with a centre that refers, and the agencies it refers to. */
export class Desks {
  readonly centre: Ask;

  constructor(private readonly using: { readonly hub: TestHub; as: TestHub["as"] }) {
    this.centre = using.as("caseworker");
  }

  get hub(): TestHub {
    return this.using.hub;
  }

  as(persona: string): Ask {
    return this.using.as(persona);
  }

  /** Somebody referred to a service whose owner knows of it. */
  async sent(owner: string, service: string, fields: object = {}): Promise<Case> {
    const person = await register(this.centre);
    const referral = await refer(this.centre, person, { serviceId: serviceId(service), ...fields });
    if (!(await toldOf(this.hub, owner, referral))) throw new Error(`${owner} was not told of the referral`);
    return { person, referral };
  }
}

/** What every change of every owner has in common: who may, for whom, and what of the same key. */
export async function refusesStrangers(
  desks: Desks,
  ask: Ask,
  document: string,
  input: (person: string) => object,
  to: Case,
): Promise<void> {
  const stranger = await register(desks.centre);
  const [theirs, nobodys] = [
    await ask(document, { input: input(stranger) }),
    await ask(document, { input: input(newId()) }),
  ];
  expect([codeOf(theirs), theirs]).toEqual(["NOT_FOUND", nobodys]);
  expect(codeOf(await ask(document, { input: { ...input(to.person), referralId: newId() } }))).toBe("NOT_FOUND");
  expect(codeOf(await desks.centre(document, { input: input(to.person) }))).toBe("FORBIDDEN");
  const overseeing = { "x-purpose-of-use": "OVERSIGHT" };
  expect(codeOf(await ask(document, { input: input(to.person) }, overseeing))).toBe("FORBIDDEN");
  expect(codeOf(await ask(document, { input: { ...input(to.person), idempotencyKey: "κ" } }))).toBe("BAD_USER_INPUT");
  for (const beneficiaryId of ["", "Μαρία'; drop table stay", "x".repeat(5000)]) {
    expect(["NOT_FOUND", "BAD_USER_INPUT"]).toContain(
      codeOf(await ask(document, { input: { ...input(to.person), beneficiaryId } })),
    );
  }
}
