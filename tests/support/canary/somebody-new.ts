import { randomInt } from "node:crypto";
import { accepted, consent, GRANT, refer, register, somebody, REGISTER } from "../desk";
import { stored } from "../documents";
import { open } from "../emergency";
import type { TestHub } from "../hub";
import { amkaOf } from "../numbers";
import { operation } from "../operations";

const random = (letters: string, length: number): string =>
  Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
const word = (first: string): string => first + random("αεινορστ", 14);

/**
 * A person of whom nothing stands in any file, whom half the hub deals with: what is known of them, as bytes. When it
 * resolves, everybody has been answered.
 */
export async function dealWithSomebodyNew(hub: TestHub): Promise<readonly Buffer[]> {
  const [givenName, surname, note, file, witness] = ["Μ", "Κ", "Φ", "Β", "Γ"].map(word) as [string, ...string[]];
  const amka = amkaOf("1971-04-05", randomInt(10_000));
  const phone = `+3069${random("0123456789", 8)}`;
  const desk = hub.as("caseworker");
  const fields = {
    ...{ givenName, surname, idempotencyKey: "somebody-new" },
    identifiers: [{ kind: "AMKA", value: amka }],
    contacts: [{ kind: "MOBILE", value: phone }],
  };
  const id = await register(desk, fields);
  await register(desk, fields);
  await desk(REGISTER, { input: somebody({ ...fields, idempotencyKey: "another" }) });
  const referralId = await refer(desk, id, { note });
  await stored(hub, "caseworker", { referralId, name: file });
  const spoken = { how: "ORAL_WITNESSED", witness };
  accepted(await desk(GRANT, { input: consent(id, ["EMPLOYMENT"], spoken) }));
  for (const search of [{ name: surname }, { identifier: { kind: "AMKA", value: amka } }])
    accepted(await desk(operation("FindBeneficiary"), { search }));
  for (const persona of ["caseworker", "colleague", "oaed"])
    accepted(await hub.as(persona)(operation("FollowBeneficiary"), { id }));
  accepted(await hub.as("oaed")(operation("AgencyInbox")));
  accepted(await open(hub.as("goods-bank"), { amka, reason: `${note}, ${surname}` }));
  // The client of a connection keeps what it sent on it last.
  await desk("{ __typename }");
  return [givenName, surname, note!, file!, witness!, amka, phone].map((each) => Buffer.from(each!));
}
