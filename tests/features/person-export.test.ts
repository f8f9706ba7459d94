import { accepted, consent, GRANT, refer, register, TRAINING } from "../support/desk";
import { useHub } from "../support/hub";
import { openRequest, settle } from "../support/officer";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, serviceId, SHOWCASE } from "../support/people";

const LOOK = "query ($id: ID!) { beneficiary(id: $id) { name { surname } } }";
const REFUGE = serviceId("md-house-of-woman/women-shelter");
const UNKNOWN = "019b7673-ffff-7000-8000-000000000009";

/** A copy, as far as it is looked into here. */
interface Copy {
  readonly about: Readonly<Record<string, string>>;
  readonly withheld: readonly object[];
  readonly person: {
    readonly name: { readonly surname: string };
    readonly identifiers: readonly object[];
    readonly consents: readonly object[];
    readonly referrals: readonly { readonly id: string }[];
    readonly subjectRequests: readonly object[];
    readonly employment: File<"registrations">;
    readonly housing: File<"stays">;
    readonly enrolments: File<"enrolments">;
    readonly childcare: { readonly enrolments: readonly { readonly attendance: readonly Month[] }[] };
    readonly mentalHealth: File<never>;
    readonly accessLog: readonly {
      readonly id: string;
      readonly sentence: string;
      readonly items: readonly { readonly reason: string | null }[];
    }[];
  };
}
type Month = Readonly<Record<"present" | "absent" | "excused", readonly string[]>>;
type File<Content extends string> = { readonly access: { readonly granted: boolean } } & Readonly<
  Record<Content, readonly object[]>
>;

/** The person's one referral, a hundred times over. */
const HUNDREDFOLD = `
  with made as (
    insert into referral (beneficiary_id, id, conversation_id, centre_id, author_id, service_id, agency_id, confidential,
      urgency, do_not_contact, request_state, fulfilment_state, created_at, sent_at, version)
    select beneficiary_id, gen_random_uuid(), conversation_id, centre_id, author_id, service_id, agency_id, confidential,
      urgency, do_not_contact, request_state, fulfilment_state, created_at, sent_at, version
    from referral, generate_series(1, 99) where beneficiary_id = $1 returning *)
  insert into referral_step (beneficiary_id, referral_id, number, request_state, fulfilment_state, at)
    select beneficiary_id, id, 1, request_state, fulfilment_state, created_at from made`;

describe("the copy of everything held on a person", () => {
  const using = useHub();
  const desk = using.as("caseworker");
  const dpo = using.as("dpo");

  async function post(persona: string, body: unknown, headers: Record<string, string> = {}) {
    const { token } = await using.hub.issuer.issue(persona);
    return fetch(using.hub.url.replace("/graphql", "/export"), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }
  const refusedWith = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    return [response.status, errors[0]!.extensions.code];
  };
  const exported = async (beneficiaryId: string) => {
    const response = await post("dpo", { beneficiaryId });
    expect(response.status).toBe(200);
    return (await response.json()) as Copy;
  };

  it("is made by nobody but the officer, and for no other purpose", async () => {
    const requestId = await openRequest(desk, SHOWCASE, "ACCESS");
    for (const persona of ["caseworker", "head", "oaed", "analyst-central-macedonia"]) {
      expect(await refusedWith(await post(persona, { beneficiaryId: SHOWCASE }))).toEqual([403, "FORBIDDEN"]);
    }
    const asCare = await post("dpo", { beneficiaryId: SHOWCASE }, { "x-purpose-of-use": "CARE" });
    expect(await refusedWith(asCare)).toEqual([403, "FORBIDDEN"]);
    accepted(await settle(dpo, requestId, "ANSWER"));
  });

  it("is of nobody without an open request, whoever it is", async () => {
    const unknown = await (await post("dpo", { beneficiaryId: UNKNOWN })).text();
    for (const beneficiaryId of [SHOWCASE, "μαρία", ""]) {
      const response = await post("dpo", { beneficiaryId });
      expect([response.status, await response.text()]).toEqual([404, unknown]);
    }
  });

  it.each([
    ["no JSON", "{", {}, 400, "BAD_USER_INPUT"],
    ["nobody", {}, {}, 400, "BAD_USER_INPUT"],
    ["more than asked for", { beneficiaryId: SHOWCASE, everyone: true }, {}, 400, "BAD_USER_INPUT"],
    ["another form", { beneficiaryId: SHOWCASE, format: "pdf" }, {}, 400, "BAD_USER_INPUT"],
    ["a novel", { beneficiaryId: "α".repeat(5000) }, {}, 413, "PAYLOAD_TOO_LARGE"],
    ["a form of a page", "beneficiaryId=1", { "content-type": "text/plain" }, 415, "BAD_USER_INPUT"],
    ["no token", { beneficiaryId: SHOWCASE }, { authorization: "" }, 401, "UNAUTHENTICATED"],
  ])("asked with %s is refused", async (_, body, headers, status, code) => {
    expect(await refusedWith(await post("dpo", body, headers as Record<string, string>))).toEqual([status, code]);
  });

  it("has every owner's part, states each gap, and says the same of confidential services to everybody", async () => {
    const stranger = await register(desk, { surname: "Άγνωστη" });
    const requests = [await openRequest(desk, SHOWCASE, "ACCESS"), await openRequest(desk, stranger, "ACCESS")];
    const [known, new_] = [await exported(SHOWCASE), await exported(stranger)];
    expect(known.person.name.surname).toBeTruthy();
    expect(known.person.identifiers.length).toBeGreaterThan(0);
    const { employment, housing, enrolments } = known.person;
    for (const [file, content] of [
      [employment, employment.registrations],
      [housing, housing.stays],
      [enrolments, enrolments.enrolments],
    ] as const) {
      expect(file.access.granted).toBe(true);
      expect(content.length).toBeGreaterThan(0);
    }
    expect(known.person.accessLog[0]).toMatchObject({
      sentence: expect.stringContaining("στέλεχος Κέντρου Κοινότητας"),
    });
    expect(known.about).toEqual({ ...new_.about, madeAt: expect.any(String) });
    expect(known.withheld).toEqual(new_.withheld);
    expect(known.person.mentalHealth).toEqual({
      access: { ...new_.person.mentalHealth.access, asOf: expect.any(String) },
    });
    for (const id of requests) accepted(await settle(dpo, id, "ANSWER"));
  });

  it("has every day on which a child came or did not", async () => {
    const [book] = await asOwnerRole(using.hub, "kdap", async (client) => {
      const days = `select beneficiary_id as child, count(*)::int as days from attendance group by 1 order by 2 desc limit 1`;
      return (await client.query<{ child: string; days: number }>(days)).rows;
    });
    await openRequest(dpo, book!.child, "ACCESS");
    const { enrolments } = (await exported(book!.child)).person.childcare;
    const days = enrolments.flatMap(({ attendance }) =>
      attendance.flatMap(({ present, absent, excused }) => [...present, ...absent, ...excused]),
    );
    expect(days).toHaveLength(book!.days);
  });

  it("tells who saw them, as often as it was, and makes no list of workers of it", async () => {
    const id = await register(desk);
    for (let look = 0; look < 101; look++) accepted(await desk(LOOK, { id }));
    await openRequest(desk, id, "ACCESS");
    const { accessLog } = (await exported(id)).person;
    const told = accessLog.filter(({ sentence }) => sentence.includes("είδε"));
    expect(told.length).toBeGreaterThanOrEqual(101);
    expect(new Set(accessLog.map((entry) => entry.id)).size).toBe(accessLog.length);
    expect(JSON.stringify(accessLog)).not.toContain("viewerId");
  });

  it("of a child and of somebody under judicial support is whole while they are restricted, and names nobody else", async () => {
    const year = new Date().getUTCFullYear();
    const mother = await register(desk, { birthDate: `${year - 40}-01-01`, surname: "Μητροπούλου" });
    const living = { householdWith: mother, householdRole: "CHILD" };
    const child = await register(desk, { birthDate: `${year - 9}-01-01`, ...living });
    const old = await register(desk, { birthDate: `${year - 80}-01-01` });
    const supporter = { name: "Άννα Συμπαραστάτου", courtDecision: "ΜΠρΚιλκίς 12/2025" };
    const toSafety = { recipientId: undefined, recipientDomain: "SAFETY" };
    for (const paper of [
      consent(child, ["CHILDREN"], { guardianId: mother }),
      consent(child, ["HOUSEHOLD"], { guardianId: mother, ...toSafety }),
      consent(old, ["HOUSING"], { supporter }),
    ]) {
      accepted(await desk(GRANT, { input: paper }));
    }
    for (const [id, kind] of [
      [child, "OBJECTION"],
      [old, "RESTRICTION"],
    ] as const) {
      await refer(desk, id);
      await refer(desk, id, { serviceId: REFUGE });
      const requestId = await openRequest(desk, id, kind);
      if (kind === "RESTRICTION") accepted(await settle(dpo, requestId, "APPROVE"));
      expect(accepted(await using.as("oaed")(LOOK, { id })).beneficiary).toBeNull();
      await openRequest(desk, id, "ACCESS");
    }
    for (const [id, given] of [
      [child, { categories: ["CHILDREN"], givenBy: "GUARDIAN", supporter: null }],
      [old, { categories: ["HOUSING"], givenBy: "SUPPORTER", supporter: supporter.name }],
    ] as const) {
      const { person, withheld } = await exported(id);
      expect(person).toMatchObject({ restrictedSince: expect.any(String), consents: [given], referrals: [{}] });
      expect([person.consents.length, person.referrals.length, withheld]).toEqual([1, 1, []]);
      const refused = person.accessLog.filter(({ items }) => items.some(({ reason }) => reason === "RESTRICTED"));
      expect(refused.map(({ sentence }) => sentence)).toEqual([expect.stringContaining("περιορισμό")]);
      const page = await (await post("dpo", { beneficiaryId: id, format: "html" })).text();
      expect(page).toContain("Περιορισμός της επεξεργασίας από");
      for (const copy of [page, JSON.stringify(person)]) {
        for (const hidden of [mother, "Μητροπούλου", REFUGE, agencyId("md-house-of-woman"), "Σπίτι της Γυναίκας"]) {
          expect(copy).not.toContain(hidden);
        }
      }
    }
  });

  it("follows long lists to their end", async () => {
    const id = await register(desk);
    await refer(desk, id, { serviceId: TRAINING });
    await asOwnerRole(using.hub, "beneficiaries", (client) => client.query(HUNDREDFOLD, [id]));
    await refer(desk, id, { serviceId: REFUGE });
    await refer(desk, id, { draft: true });
    await openRequest(desk, id, "ACCESS");
    const { person } = await exported(id);
    // Drafts are data of the person too; the refuge answers them itself.
    expect(new Set(person.referrals.map((each) => each.id)).size).toBe(101);
    expect(person.subjectRequests).toHaveLength(1);
  });

  it("can be printed: Greek, whole, escaped, loading nothing", async () => {
    const id = await register(desk, { surname: "<script>alert('α')</script>", fatherName: 'Γ"&' });
    await openRequest(desk, id, "ACCESS");
    const response = await post("dpo", { beneficiaryId: id, format: "html" });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="export.html"');
    const page = await response.text();
    expect(page).toContain("&lt;script&gt;alert(&#39;α&#39;)&lt;/script&gt;");
    expect(page).toContain("Γ&quot;&amp;");
    expect(page).not.toContain("<script");
    expect(page).not.toMatch(/(src|href|url)\s*[=(]/i);
    for (const word of ["Αντίγραφο προσωπικών δεδομένων", "Επώνυμο", "γυναίκα", "Απασχόληση", "απαντά η ίδια"]) {
      expect(page).toContain(word);
    }
    expect(page).not.toMatch(/undefined|\[object|>null</);
  });
});
