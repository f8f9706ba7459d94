import fc from "fast-check";
import type { AccessRecord } from "../../../subgraphs/kernel/disclosure/access-record";
import { newId } from "../../../subgraphs/kernel/identifier";
import { CATEGORIES, CONFIDENTIAL_CATEGORIES } from "../../../subgraphs/kernel/policy/vocabulary";
import { accessRecordOf, disclosed, refused, viewerOf } from "../../support/access-records";
import { codeOf } from "../../support/answers";
import { accepted, ADD_NEED, consent, GRANT, REFER, refer, register, steer, WITHDRAW } from "../../support/desk";
import type { Ask } from "../../support/hub";
import { operationOf } from "../../support/operations";
import { agencyId, serviceId, SHOWCASE } from "../../support/people";
import { at, LOG, LOG_OF_OWN, RECORDS, type AuditDesk } from "./audit-desk";

/** What a person is told of who saw them (promise P11). */
export const personsLog = (desk: AuditDesk): void =>
  describe("and a person's log", () => {
    it("tells a person who saw what, when and why, in Greek and in English", async () => {
      const id = newId();
      const [stored] = await desk.record(
        accessRecordOf({
          at: "2025-11-22T08:05:00.000Z",
          disclosures: [
            disclosed([id, newId()]),
            disclosed([id], { category: "CONTACT" }),
            disclosed([id], { category: "REFERRAL", action: "referral:send" }),
            refused([id], { category: "EMPLOYMENT", reason: "CONSENT_REQUIRED" }),
          ],
        }),
      );
      const sentence = async (language: string) =>
        accepted(await desk.dpo(LOG, { id, language })).accessLogOfPerson.edges.find(
          ({ node }: { node: LogNode }) => node.id === stored!.id,
        ).node.sentence as string;
      expect(await sentence("ENGLISH")).toBe(
        "On 22 November 2025 at 10:05 a caseworker of a Community Centre (Community Centre of Paionia) saw who you are " +
          "and how to reach you (basis: task of the public interest given by law); recorded your referrals (basis: task " +
          "of the public interest given by law); was refused your work and training, because you had not agreed to it. " +
          "Purpose: to help the person.",
      );
      expect(await sentence("GREEK")).toMatch(
        /^Στις 22 Νοεμβρίου 2025, ώρα 10:05, στέλεχος Κέντρου Κοινότητας \(.*Παιονίας\) είδε τα στοιχεία ταυτότητάς σας και τα στοιχεία επικοινωνίας σας \(βάση: /,
      );
    });

    it("is read by the head of the person's centre, who is not told which worker it was", async () => {
      const [stored] = await desk.record(accessRecordOf({ disclosures: [disclosed([SHOWCASE, newId()])] }));
      const answer = await desk.as("head")(LOG_OF_OWN, { id: SHOWCASE }, { "x-purpose-of-use": "OVERSIGHT" });
      const { accessLog } = accepted(answer).beneficiary;
      expect(accessLog.access).toEqual({ granted: true, reason: null });
      const entry = accessLog.edges
        .map(({ node }: { node: { id: string } }) => node)
        .find(({ id }: { id: string }) => id === stored!.id);
      expect(entry).toMatchObject({ viewerId: null, role: "CASEWORKER", organisation: { id: agencyId("cc-paionia") } });
    });

    it.each([
      ["head", "CARE", "PURPOSE_NOT_ALLOWED"],
      ["caseworker", "CARE", "ROLE_NOT_ALLOWED"],
      ["caseworker", "OVERSIGHT", "ROLE_NOT_ALLOWED"],
    ])("is not shown to a %s for %s", async (persona, purpose, reason) => {
      const answer = await desk.as(persona)(LOG_OF_OWN, { id: SHOWCASE }, { "x-purpose-of-use": purpose });
      expect(accepted(answer).beneficiary.accessLog).toMatchObject({ access: { granted: false, reason }, edges: [] });
    });

    it("does not exist for another centre, and by id for nobody but the officer", async () => {
      const oversight = { "x-purpose-of-use": "OVERSIGHT" };
      expect(
        accepted(await desk.as("caseworker-dirfys")(LOG_OF_OWN, { id: SHOWCASE }, oversight)).beneficiary,
      ).toBeNull();
      for (const persona of ["head", "caseworker", "oaed"]) {
        const { accessLogOfPerson } = accepted(await desk.as(persona)(LOG, { id: SHOWCASE }, oversight));
        expect(accessLogOfPerson).toMatchObject({ access: { granted: false }, edges: [] });
      }
      expect(codeOf(await desk.dpo(LOG, { id: "nobody" }))).toBe("NOT_FOUND");
    });

    it("is the same whether or not somebody there was referred to a refuge, and lets its insiders know", async () => {
      const worker = desk.as("caseworker");
      const [hidden, plain] = [await register(worker), await register(worker)];
      const look = async (id: string) =>
        accepted(await worker("query ($id: ID!) { beneficiary(id: $id) { id } }", { id }));
      const referral = await refer(worker, hidden, { serviceId: REFUGE });
      accepted(await worker(POST, { input: { referralId: referral, text: "Πότε;" } }));
      accepted(await worker("query ($id: ID!) { referral(id: $id) { state beneficiary { id } } }", { id: referral }));
      accepted(await worker(ADD_NEED, { input: { beneficiaryId: hidden, domain: "SAFETY", severity: 4 } }));
      const consented = accepted(await worker(GRANT, { input: consent(hidden, ["SAFETY"]) })).grantConsent.beneficiary
        .consents;
      accepted(await worker(WITHDRAW, { input: { consentId: consented[0].id } }));
      accepted(await steer(worker, referral, "WITHDRAW"));
      for (const id of [hidden, plain]) await look(id);

      const heard = async (ask: Ask, id: string) =>
        accepted(await ask(LOG_OF_OWN, { id }, { "x-purpose-of-use": "OVERSIGHT" })).beneficiary.accessLog.edges.map(
          ({ node }: { node: LogNode & { role: string } }) => [node.role, node.items],
        );
      expect(await heard(desk.as("head"), hidden)).toEqual(await heard(desk.as("head"), plain));
      const found = async (id: string) =>
        (desk.others(await desk.dpo(RECORDS, { filter: { personId: id } })) as unknown as Named[])
          .filter(({ role }) => role === "CASEWORKER")
          .map(({ operationName, disclosures }) => [operationName, disclosures.length]);
      expect(await found(hidden)).toEqual(await found(plain));
      const { accessRecords } = accepted(await desk.dpo(RECORDS, { filter: { viewerId: viewerOf("caseworker").id } }));
      const named = accessRecords.edges.filter(({ node }: { node: Named }) => JSON.stringify(node).includes(hidden));
      expect(named.map(({ node }: { node: Named }) => node.operationName)).toEqual([null, "RegisterBeneficiary"]);

      const head = desk.as("head");
      const own = await register(head);
      accepted(await head(REFER, { input: { beneficiaryId: own, serviceId: REFUGE } }));
      const sent = { verb: "RECORDED", categories: ["REFERRAL"] };
      expect((await heard(head, own)).flatMap(([, items]: [string, object[]]) => items)).toContainEqual(
        expect.objectContaining(sent),
      );
    });

    it("is read page by page by cursors that count nothing of others, and that have no place in another's log", async () => {
      const [person, other] = [newId(), newId()];
      const looks = [person, other, person, other, other, person].map((id) =>
        accessRecordOf({ at: at("10:00:00"), disclosures: [disclosed([id])] }),
      );
      await desk.record(...looks);
      const own = looks.filter(({ disclosures }) => disclosures[0]!.people.includes(person)).map(({ id }) => id);
      const page = async (after: string | null): Promise<{ edges: { node: LogNode }[]; pageInfo: PageInfo }> =>
        accepted(await desk.dpo(LOG, { id: person, first: 1, after })).accessLogOfPerson;
      const [read, cursors]: [string[], (string | null)[]] = [[], [null]];
      // The officer's own looks are newer and come first.
      for (let isMore = true; isMore;) {
        const { edges, pageInfo } = await page(cursors.at(-1)!);
        read.push(...edges.map(({ node }) => node.id));
        cursors.push(pageInfo.endCursor);
        isMore = pageInfo.hasNextPage;
      }
      expect(read.slice(-3)).toEqual(own.toReversed());
      const keys = cursors
        .slice(1)
        .map((cursor) => JSON.parse(Buffer.from(cursor!, "base64url").toString()) as string[]);
      expect(keys.map(([, id]) => id)).toEqual(read);
      const forged = (...key: string[]) => page(Buffer.from(JSON.stringify(key)).toString("base64url"));
      const nobodys = await forged(at("10:00:00"), newId());
      for (const { id } of looks.filter((look) => !own.includes(look.id))) {
        expect(await forged(at("10:00:00"), id)).toEqual(nobodys);
      }
      expect(nobodys.edges).toEqual([]);
      await expect(forged(at("10:00:00"), "5")).rejects.toThrow("BAD_USER_INPUT");
    });

    it("equals the records, save what rule 5 keeps, and nothing says that something is kept", async () => {
      const workers = ["caseworker", "oaed", "house-of-woman", "family-support", "dpo", "hostel"];
      const discreet = new Set(["house-of-woman", "family-support"].map((persona) => viewerOf(persona).organisationId));
      const person = newId();
      const decision = fc.record({
        category: fc.constantFrom(...CATEGORIES),
        granted: fc.boolean(),
        others: fc.nat(2),
        about: fc.boolean(),
      });
      const looks = fc.array(
        fc.record({ worker: fc.constantFrom(...workers), decisions: fc.array(decision, { maxLength: 4 }) }),
        {
          minLength: 20,
          maxLength: 40,
        },
      );
      const [sample] = fc.sample(looks, 1);
      const records = sample!.map(({ worker, decisions }) =>
        accessRecordOf({
          viewer: viewerOf(worker),
          disclosures: decisions.flatMap(({ category, granted, others, about }) => {
            const people = [...Array.from({ length: others }, newId), ...(about ? [person] : [])];
            if (people.length === 0) return [];
            return [granted ? disclosed(people, { category }) : refused(people, { category })];
          }),
        }),
      );
      await desk.record(...records);
      const told = (each: AccessRecord) =>
        each.disclosures.filter(
          ({ category, people }) => people.includes(person) && !CONFIDENTIAL_CATEGORIES.has(category),
        );
      const expected = records
        .filter((each) => told(each).length > 0 && !discreet.has(each.viewer.organisationId))
        .map((each) => [each.id, each.at, each.viewer.id, categoriesOf(told(each))]);
      const { accessLogOfPerson } = accepted(await desk.dpo(LOG, { id: person }));
      const entries = accessLogOfPerson.edges.map(({ node }: { node: LogNode }) => [
        node.id,
        node.at,
        node.viewerId,
        categoriesOf(
          node.items.flatMap(({ verb, categories }) =>
            categories.map((category) => ({ category, granted: verb !== "WAS_REFUSED" })),
          ),
        ),
      ]);
      const own = new Set(records.map(({ id }) => id));
      const isOfTheRun = ([id]: [string]) => own.has(id);
      expect(entries.filter(isOfTheRun).sort()).toEqual(expected.sort());
      expect(
        new Set(entries.filter((entry: [string]) => !isOfTheRun(entry)).map(([, , viewer]: string[]) => viewer)),
      ).toEqual(new Set());
      const clean = newId();
      expect(JSON.stringify(accepted(await desk.dpo(LOG, { id: clean })))).toBe(
        JSON.stringify({
          accessLogOfPerson: {
            access: { granted: true, reason: null },
            edges: [],
            pageInfo: { hasNextPage: false, endCursor: null },
          },
        }),
      );
    });
  });

const REFUGE = serviceId("md-house-of-woman/women-shelter");
const POST = operationOf("Conversation", "PostMessage");

interface Named {
  readonly role: string;
  readonly operationName: string | null;
  readonly disclosures: readonly unknown[];
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

interface LogNode {
  readonly id: string;
  readonly at: string;
  readonly viewerId: string;
  readonly items: readonly { readonly verb: string; readonly categories: readonly string[] }[];
}

const categoriesOf = (decisions: readonly { readonly category: string; readonly granted: boolean }[]): string[] =>
  [...new Set(decisions.map(({ category, granted }) => `${category} ${granted}`))].sort();
