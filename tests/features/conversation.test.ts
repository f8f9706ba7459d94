import { newId } from "../../subgraphs/kernel/identifier";
import { linesOf, peopleOf, recordsOf } from "../support/access-log";
import { codeOf, refusalOf } from "../support/answers";
import { accepted, answer, consent, GRANT, HOSTEL, refer, register, TRAINING } from "../support/desk";
import { download, PDF, pdfOf, refused, stored, upload, type Upload } from "../support/documents";
import { useHub, type Ask } from "../support/hub";
import { openRequest, settle } from "../support/officer";
import { operationOf } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, serviceId } from "../support/people";

const CONVERSATION = operationOf("Conversation", "Conversation");
const POST = operationOf("Conversation", "PostMessage");
const TOGETHER = operationOf("RegisterAndRefer", "ReferTogether");
const TRANSFER = operationOf("RegisterAndRefer", "TransferReferral");
const OF_PERSON = `query ($id: ID!) { beneficiary(id: $id) {
  messages { edges { node { text } } } referrals { edges { node { id messages { edges { node { text } } } } } }
} }`;
const COUNSELLING = serviceId("md-family-support/psychosocial-counselling");
const UNKNOWN = "019b7673-ffff-7000-8000-000000000009";
const OVERSIGHT = { "x-purpose-of-use": "OVERSIGHT" };

interface Written {
  readonly id: string;
  readonly text: string;
  readonly documents: readonly { readonly id: string; readonly name: string }[];
}

describe("the conversation about a referral", () => {
  const using = useHub("http");
  const { as } = using;
  const [desk, colleague, agency, hostel] = [as("caseworker"), as("colleague"), as("oaed"), as("hostel")];
  const sent = async (fields = {}): Promise<string> => refer(desk, await register(desk), fields);
  const write = (ask: Ask, referralId: string, text: string, fields = {}, headers = {}) =>
    ask(POST, { input: { referralId, text, ...fields } }, headers);
  const read = async (ask: Ask, referralId: string, fields = {}): Promise<Written[]> => {
    const { messages } = accepted(await ask(CONVERSATION, { referralId, ...fields })).referral;
    return messages.edges.map(({ node }: { node: Written }) => node);
  };
  const texts = async (ask: Ask, referralId: string): Promise<string[]> =>
    (await read(ask, referralId)).map(({ text }) => text);

  it("is nobody's but its two sides', known or not, in the same words", async () => {
    const referralId = await sent();
    accepted(await write(desk, referralId, "Μόνο πρωινές ώρες."));
    for (const stranger of [hostel, as("caseworker-dirfys"), as("analyst-attica")]) {
      const answered = await write(stranger, referralId, "Καλημέρα.");
      expect(codeOf(answered)).toBe("NOT_FOUND");
      expect(answered).toEqual(await write(stranger, UNKNOWN, "Καλημέρα."));
      expect(accepted(await stranger(CONVERSATION, { referralId })).referral).toBeNull();
    }
    expect(await texts(agency, referralId)).toEqual(["Μόνο πρωινές ώρες."]);
  });

  it("is overseen without being written in, and no consent opens it", async () => {
    const person = await register(desk);
    const referralId = await refer(desk, person);
    await refer(desk, person, { serviceId: HOSTEL });
    accepted(await write(agency, referralId, "Χρειάζεται το Ε1."));
    expect(codeOf(await write(desk, referralId, "Ναι.", {}, OVERSIGHT))).toBe("FORBIDDEN");
    expect(accepted(await desk(CONVERSATION, { referralId }, OVERSIGHT)).referral.messages.edges).toHaveLength(1);
    const given = consent(person, ["REFERRAL"], { recipientId: agencyId("md-homeless-hostels") });
    accepted(await desk(GRANT, { input: given }));
    expect(await read(hostel, referralId)).toEqual([]);
    expect(codeOf(await write(hostel, referralId, "Γεια σας."))).toBe("FORBIDDEN");
  });

  it("about a confidential referral is as hidden as the referral", async () => {
    const person = await register(desk);
    const referralId = await refer(desk, person, { serviceId: COUNSELLING });
    await refer(desk, person);
    accepted(await write(desk, referralId, "Επικοινωνήστε μόνο με μένα."));
    const documentId = await stored(using.hub, "caseworker", { referralId });
    accepted(await write(desk, referralId, "Συνημμένο.", { documentIds: [documentId] }));
    for (const outsider of ["colleague", "oaed", "head"]) {
      expect(accepted(await as(outsider)(CONVERSATION, { referralId })).referral).toBeNull();
      expect(await refused(await download(using.hub, outsider, documentId))).toBe("404 NOT_FOUND");
      const seen = accepted(await as(outsider)(OF_PERSON, { id: person })).beneficiary;
      expect([seen.messages.edges, seen.referrals.edges.length]).toEqual([[], 1]);
    }
    expect(await texts(as("family-support"), referralId)).toHaveLength(2);
    expect((await download(using.hub, "family-support", documentId)).status).toBe(200);
  });

  it("refuses what is no message", async () => {
    const referralId = await sent();
    const attempt = async (text: string, fields = {}) => refusalOf(await write(desk, referralId, text, fields));
    expect(await attempt("  ")).toBe("BAD_USER_INPUT text empty");
    expect(await attempt("α".repeat(4001))).toBe("BAD_USER_INPUT text length");
    expect(await attempt("\u202eαβγ")).toBe("BAD_USER_INPUT text characters");
    expect(await attempt("Ναι.", { documentIds: [UNKNOWN] })).toBe("BAD_USER_INPUT documentIds unknown");
    expect(await attempt("Ναι.", { documentIds: ["x"] })).toBe("BAD_USER_INPUT documentIds unknown");
    expect(await attempt("Ναι.", { documentIds: Array.from({ length: 11 }, newId) })).toBe(
      "BAD_USER_INPUT documentIds length",
    );
    const draft = await refer(desk, await register(desk), { draft: true });
    expect(codeOf(await write(desk, draft, "Ναι."))).toBe("CONFLICT");
    expect(await read(desk, referralId)).toEqual([]);
  });

  it("goes to and fro, is read page by page, newest first, and a repetition writes nothing twice", async () => {
    const referralId = await sent();
    for (const [ask, text] of [...["1", "3"].map((each) => [desk, each] as const), [agency, "2"] as const]) {
      const idempotencyKey = `message-${text}-${referralId}`;
      const first = accepted(await write(ask, referralId, text, { idempotencyKey }));
      expect(accepted(await write(ask, referralId, text, { idempotencyKey }))).toEqual(first);
      expect(codeOf(await write(ask, referralId, `${text}!`, { idempotencyKey }))).toBe("CONFLICT");
    }
    expect(await texts(desk, referralId)).toEqual(["2", "3", "1"]);
    const { messages } = accepted(await agency(CONVERSATION, { referralId, first: 2 })).referral;
    const after = messages.pageInfo.endCursor;
    expect((await read(agency, referralId, { first: 2, after })).map(({ text }) => text)).toEqual(["1"]);
    expect(codeOf(await agency(CONVERSATION, { referralId, after: "x" }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await agency(CONVERSATION, { referralId, first: 101 }))).toBe("BAD_USER_INPUT");
  });

  it("of a household is one; each agency reads of it what was written about its own", async () => {
    const mother = await register(desk);
    const child = await register(desk, { householdWith: mother, householdRole: "CHILD" });
    const referrals = [
      { beneficiaryId: mother, serviceId: HOSTEL },
      { beneficiaryId: child, serviceId: HOSTEL },
      { beneficiaryId: mother, serviceId: TRAINING },
    ];
    const [first, second, training] = accepted(await desk(TOGETHER, { input: { referrals } })).referTogether.referrals;
    accepted(await write(desk, first.id, "Για τη μητέρα."));
    accepted(await write(hostel, second.id, "Για το παιδί."));
    accepted(await write(agency, training.id, "Για την κατάρτιση."));
    expect(await texts(desk, first.id)).toEqual(["Για την κατάρτιση.", "Για το παιδί.", "Για τη μητέρα."]);
    expect(await texts(hostel, first.id)).toEqual(["Για το παιδί.", "Για τη μητέρα."]);
    expect(await texts(agency, training.id)).toEqual(["Για την κατάρτιση."]);
    const requestId = newId();
    await hostel(CONVERSATION, { referralId: first.id }, { "x-request-id": requestId });
    const [record] = await recordsOf(using.hub, requestId);
    expect(peopleOf(record!)).toEqual([mother, child].toSorted());
    expect(linesOf(record!)).toContain("beneficiaries message:read REFERRAL: PUBLIC_TASK");
  });

  it("goes on after a transfer for the centre; the new agency begins with its own", async () => {
    const referralId = await sent();
    accepted(await write(agency, referralId, "Δεν υπάρχει θέση."));
    const input = { referralId, serviceId: HOSTEL, reason: "NO_CAPACITY" };
    const child = accepted(await desk(TRANSFER, { input })).transferReferral.referral.id;
    accepted(await write(desk, child, "Μπορείτε εσείς;"));
    expect(await texts(desk, child)).toEqual(["Μπορείτε εσείς;", "Δεν υπάρχει θέση."]);
    expect(await texts(hostel, child)).toEqual(["Μπορείτε εσείς;"]);
    expect(await texts(agency, referralId)).toEqual(["Δεν υπάρχει θέση."]);
  });

  describe("a document", () => {
    const attempt = async (wish: Partial<Upload>, persona = "caseworker", referralId = "") =>
      refused(await upload(using.hub, persona, { referralId, ...wish }));

    it("of a wrong kind, size or name is refused, and who may not write stores none", async () => {
      const referralId = await sent();
      const wrong = async (wish: Partial<Upload>, persona?: string) => attempt(wish, persona, referralId);
      expect(await wrong({ content: Buffer.from("<script>alert(1)</script>") })).toBe(
        "400 BAD_USER_INPUT content type",
      );
      expect(await wrong({ content: Buffer.from("MZ"), name: "a.pdf" })).toBe("400 BAD_USER_INPUT content type");
      expect(await wrong({ type: "image/png" })).toBe("400 BAD_USER_INPUT content declared");
      expect(await wrong({ content: PDF.subarray(0, 12) })).toBe("400 BAD_USER_INPUT content incomplete");
      expect(await wrong({ content: Buffer.alloc(0) })).toBe("400 BAD_USER_INPUT content empty");
      expect(await wrong({ content: pdfOf((10 << 20) + 1) })).toBe("413 PAYLOAD_TOO_LARGE");
      expect(await wrong({ name: null })).toBe("400 BAD_USER_INPUT name required");
      for (const name of ["../../etc/passwd", "a\nb.pdf", "a\u202efdp.exe", "\u200bα.pdf", "a\u0000.pdf"]) {
        expect(await wrong({ name })).toBe("400 BAD_USER_INPUT name characters");
      }
      expect(await wrong({ name: "α".repeat(201) })).toBe("400 BAD_USER_INPUT name length");
      expect(await wrong({ name: null, headers: { "x-document-name": "%ff" } })).toBe(
        "400 BAD_USER_INPUT name required",
      );
      expect(await wrong({ confidentiality: "SECRET" })).toBe("400 BAD_USER_INPUT confidentiality unknown");
      expect(await wrong({}, "hostel")).toBe("404 NOT_FOUND");
      expect(await attempt({ referralId: UNKNOWN })).toBe("404 NOT_FOUND");
      expect(await attempt({ referralId: "x" })).toBe("404 NOT_FOUND");
      const anonymous = await fetch(using.hub.url.replace("/graphql", `/documents?id=${UNKNOWN}`));
      expect(await refused(anonymous)).toBe("401 UNAUTHENTICATED token");
      const { rows } = await asOwnerRole(using.hub, "beneficiaries", (client) =>
        client.query("select from document where referral_id = $1", [referralId]),
      );
      expect(rows).toEqual([]);
    });

    it.each([1 << 20, 2_500_000, 10 << 20])("of %i bytes comes back as it went, always as a download", async (size) => {
      const referralId = await sent();
      const content = pdfOf(size);
      const wish = { referralId, content, name: "Βεβαίωση (ΑΜΚΑ).html", type: "application/pdf" };
      const documentId = await stored(using.hub, "caseworker", wish);
      accepted(await write(desk, referralId, "Η βεβαίωση.", { documentIds: [documentId] }));
      const [message] = await read(agency, referralId);
      expect(message!.documents).toMatchObject([
        { id: documentId, name: `${wish.name}.pdf`, mediaType: "application/pdf", size },
      ]);
      const opened = await download(using.hub, "oaed", documentId);
      expect([opened.status, opened.headers.get("content-type")]).toEqual([200, "application/pdf"]);
      expect(opened.headers.get("content-disposition")).toMatch(/^attachment; filename\*=UTF-8''%CE%92/);
      expect(opened.headers.get("content-security-policy")).toContain("sandbox");
      expect(Buffer.from(await opened.arrayBuffer()).equals(content)).toBe(true);
    });

    it("is its uploader's alone until it goes with a message, and goes with one", async () => {
      const referralId = await sent();
      const documentId = await stored(using.hub, "caseworker", { referralId });
      expect((await download(using.hub, "caseworker", documentId)).status).toBe(200);
      for (const other of ["colleague", "oaed", "hostel"]) {
        const [here, nowhere] = [documentId, UNKNOWN].map((id) => download(using.hub, other, id));
        expect(await (await here!).text()).toBe(await (await nowhere!).text());
      }
      const documentIds = [documentId];
      expect(refusalOf(await write(colleague, referralId, "Ναι.", { documentIds }))).toContain("documentIds unknown");
      expect(refusalOf(await write(desk, await sent(), "Ναι.", { documentIds }))).toContain("documentIds unknown");
      accepted(await write(desk, referralId, "Ναι.", { documentIds }));
      expect(refusalOf(await write(desk, referralId, "Πάλι.", { documentIds }))).toContain("documentIds unknown");
      expect(await texts(agency, referralId)).toEqual(["Ναι."]);
    });

    it("that is restricted is for those who carry the referral", async () => {
      const referralId = await refer(desk, await register(colleague));
      const documentId = await stored(using.hub, "caseworker", { referralId, confidentiality: "RESTRICTED" });
      accepted(await write(desk, referralId, "Μόνο για σας.", { documentIds: [documentId] }));
      const shown = async (ask: Ask) => (await read(ask, referralId))[0]!.documents.length;
      // The author, the person's supervisor, the agency; the head reads the message without it.
      expect([await shown(desk), await shown(colleague), await shown(agency), await shown(as("head"))]).toEqual([
        ...[1, 1, 1, 0],
      ]);
      expect(await refused(await download(using.hub, "head", documentId))).toBe("404 NOT_FOUND");
      expect((await download(using.hub, "oaed", documentId)).status).toBe(200);
    });

    it("sent twice with one key is stored once, and nothing of it lies in clear", async () => {
      const referralId = await sent();
      const wish = { referralId, headers: { "idempotency-key": `document-${referralId}` } };
      const documentId = await stored(using.hub, "caseworker", wish);
      expect(await stored(using.hub, "caseworker", wish)).toBe(documentId);
      expect(await refused(await upload(using.hub, "caseworker", { ...wish, name: "άλλο.pdf" }))).toBe(
        "400 CONFLICT idempotencyKey",
      );
      accepted(await write(desk, referralId, "Μυστικό κείμενο.", { documentIds: [documentId] }));
      const dump = await asOwnerRole(using.hub, "beneficiaries", async (client) => {
        const all = ["message", "document", "document_part"].map((table) => `select t.*::text as row from ${table} t`);
        const { rows } = await client.query<{ row: string }>(all.join(" union all "));
        return rows.map(({ row }) => row).join("\n");
      });
      for (const words of [Buffer.from("Μυστικό"), PDF, Buffer.from("βεβαίωση")]) {
        expect(dump).not.toContain(words.toString("hex"));
        expect(dump).not.toContain(words.toString("utf8"));
      }
    });

    it("is recorded when it is stored and when it is opened, also when that is refused", async () => {
      const person = await register(desk);
      const referralId = await refer(desk, person);
      const told = async (requestId: string) => {
        const [record] = await recordsOf(using.hub, requestId);
        return [record!.operationName, record!.kind, record!.outcome, peopleOf(record!), linesOf(record!)];
      };
      const [storing, opening, peeping] = [newId(), newId(), newId()];
      const documentId = await stored(using.hub, "caseworker", { referralId, headers: { "x-request-id": storing } });
      const base = ["person:read IDENTITY", "referral:read REFERRAL"];
      const lines = (...actions: string[]) => actions.map((each) => `beneficiaries ${each}: PUBLIC_TASK`).toSorted();
      expect(await told(storing)).toEqual([
        ...["StoreDocument", "mutation", "ANSWERED", [person], lines(...base, "message:write REFERRAL")],
      ]);
      accepted(await write(desk, referralId, "Ναι.", { documentIds: [documentId] }));
      await (await download(using.hub, "oaed", documentId, { "x-request-id": opening })).arrayBuffer();
      expect(await told(opening)).toEqual([
        ...["OpenDocument", "query", "ANSWERED", [person], lines("person:read IDENTITY", "document:read REFERRAL")],
      ]);
      const statistics = { "x-request-id": peeping, "x-purpose-of-use": "STATISTICS" };
      expect(await refused(await download(using.hub, "caseworker", documentId, statistics))).toBe("404 NOT_FOUND");
    });

    it("and its message leave with the person", async () => {
      const person = await register(desk);
      const referralId = await refer(desk, person);
      const documentId = await stored(using.hub, "caseworker", { referralId });
      accepted(await write(desk, referralId, "Ναι.", { documentIds: [documentId] }));
      accepted(await answer(agency, referralId, "DECLINE", { reason: "OUT_OF_AREA" }));
      const requestId = await openRequest(desk, person, "ERASURE");
      accepted(await settle(as("dpo"), requestId, "APPROVE"));
      const { token } = await using.hub.issuer.issue("dpo");
      const erased = await fetch(using.hub.url.replace("/graphql", "/erasure"), {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ requestId }),
      });
      expect(erased.status).toBe(200);
      const left = await asOwnerRole(using.hub, "beneficiaries", (client) =>
        client.query(
          `select from message where beneficiary_id = $1 union all select from document where beneficiary_id = $1
           union all select from document_part where beneficiary_id = $1`,
          [person],
        ),
      );
      expect(left.rows).toEqual([]);
    });
  });
});
