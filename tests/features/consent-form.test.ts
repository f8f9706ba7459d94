import { createHash } from "node:crypto";
import { codeOf, refusalOf } from "../support/answers";
import { accepted, consent, dayIn, register } from "../support/desk";
import { useHub } from "../support/hub";
import { operationOf } from "../support/operations";
import { agencyId, beneficiaryId, SHOWCASE, testLives } from "../support/people";

const PRINT = operationOf("ConsentLedger", "PrintConsentForm");
const RECORD = operationOf("ConsentLedger", "RecordConsent");
const LEDGER = operationOf("ConsentLedger", "ConsentLedger");

const { as } = useHub();
const desk = as("caseworker");

/** What is asked, without how it was given. */
const terms = (person: string, categories: readonly string[], fields: object = {}) => {
  const { how: _how, ...asked } = consent(person, categories, { ...fields });
  return asked;
};
const print = async (input: object) => accepted(await desk(PRINT, { input })).consentForm;

describe("the form of a consent", () => {
  it("is not printed for who may not ask, nor for what could not be recorded", async () => {
    const input = terms(SHOWCASE, ["HOUSING"]);
    for (const persona of ["caseworker-dirfys", "dpo", "analyst-attica"]) {
      expect(codeOf(await as(persona)(PRINT, { input }))).toBe("NOT_FOUND");
    }
    expect(codeOf(await as("oaed")(PRINT, { input }))).toBe("FORBIDDEN");
    const refused = async (asked: object) => refusalOf(await desk(PRINT, { input: asked }));
    expect(await refused(terms(SHOWCASE, ["HOUSEHOLD"]))).toBe("BAD_USER_INPUT categories recipient");
    expect(await refused(terms(SHOWCASE, ["HOUSING"], { until: dayIn(-1) }))).toBe("BAD_USER_INPUT until past");
    expect(await refused(terms(beneficiaryId(2), ["CHILDREN"]))).toBe("BAD_USER_INPUT guardianId guardian");
  });

  it("says who, what, why, how long, how to withdraw and which rights, and nothing twice differently", async () => {
    const until = dayIn(30);
    const input = terms(SHOWCASE, ["HOUSEHOLD", "FINANCIAL"], { recipientId: agencyId("oaed"), until });
    const { html, hash, version } = await print(input);
    const said = [
      "<!doctype html>",
      'lang="el"',
      "@page { size: A4",
      testLives()[0]!.person.surname,
      "Κέντρο Κοινότητας Δήμου Παιονίας",
      "+302343033151",
      "Σύνθεση του νοικοκυριού",
      "Οικονομικά στοιχεία",
      until.split("-").reverse().join("/"),
      "ανακαλέσετε τη συγκατάθεσή σας οποτεδήποτε",
      "καταγγελία στην Αρχή Προστασίας Δεδομένων",
      "Υπεύθυνος προστασίας δεδομένων",
      `Έκδοση εντύπου ${version}`,
    ];
    for (const words of said) expect(html).toContain(words);
    expect(html).not.toMatch(/<script|<img|<link|https?:\/\/|undefined|null|Στοιχεία ψυχικής υγείας/);
    expect(hash).toBe(createHash("sha256").update(html).digest("hex"));
    expect(await print(input)).toEqual({ html, hash, version });
  });

  it("names the guardian of a child, the supporter and the decision, a domain in words", async () => {
    const child = await print(terms(beneficiaryId(2), ["CHILDREN"], { guardianId: SHOWCASE }));
    expect(child.html).toContain("γονική μέριμνα");
    const supporter = { name: "Άννα Συμπαραστάτου", courtDecision: "ΜΠρΚιλκίς 12/2025" };
    const alone = await register(desk, { birthDate: `${new Date().getUTCFullYear() - 12}-01-01` });
    const appointedGuardian = { name: "Δήμητρα Επιτρόπου", courtDecision: "ΜΠρΑθ 77/2026" };
    const minor = await print(terms(alone, ["CHILDREN"], { appointedGuardian }));
    for (const words of ["επίτροπος του ανηλίκου", ...Object.values(appointedGuardian)])
      expect(minor.html).toContain(words);
    const domain = { recipientId: undefined, recipientDomain: "HOUSING" };
    const { html } = await print(terms(SHOWCASE, ["HOUSEHOLD"], { supporter, ...domain }));
    for (const words of [supporter.name, supporter.courtDecision, "τομέα «στέγαση»"]) expect(html).toContain(words);
  });

  it("shows a hostile name as text", async () => {
    const person = await register(desk, { surname: `<script>alert("1")</script>`, fatherName: "Ο'Νηλ & Σία" });
    const { html } = await print(terms(person, ["HOUSING"]));
    expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect(html).toContain("Ο&#39;Νηλ &amp; Σία");
    expect(html).not.toContain("<script");
  });
});

describe("a signed form", () => {
  it("is kept with the consent: its version, its hash, its day", async () => {
    const person = await register(desk);
    const { version, hash } = await print(terms(person, ["HOUSING"]));
    const form = { version, hash, signedOn: dayIn(-2) };
    const recorded = accepted(await desk(RECORD, { input: consent(person, ["HOUSING"], { form }) })).grantConsent;
    expect(recorded.beneficiary.consents).toMatchObject([{ state: "IN_FORCE", form }]);
    const [kept] = accepted(await desk(LEDGER, { id: person })).beneficiary.consents;
    expect(kept).toMatchObject({ form, recipient: { nameEl: "Κέντρο Κοινότητας Δήμου Παιονίας" } });
    expect(kept.history.edges).toMatchObject([
      { node: { kind: "GRANTED", actorOrganisation: { id: expect.any(String) } } },
    ]);
  });

  it("is refused when it says something else than is recorded, or was signed when nobody could", async () => {
    const person = await register(desk);
    const { version, hash } = await print(terms(person, ["HOUSING"]));
    const form = { version, hash, signedOn: dayIn(0) };
    const record = async (fields: object, categories: readonly string[] = ["HOUSING"]) =>
      refusalOf(await desk(RECORD, { input: consent(person, categories, { form, ...fields }) }));
    expect(await record({}, ["HOUSING", "EMPLOYMENT"])).toBe("BAD_USER_INPUT form.hash mismatch");
    expect(await record({ until: dayIn(181) })).toBe("BAD_USER_INPUT form.hash mismatch");
    expect(await record({ form: { ...form, hash: "" } })).toBe("BAD_USER_INPUT form.hash mismatch");
    expect(await record({ form: { ...form, version: "el-1821" } })).toBe("BAD_USER_INPUT form.version unknown");
    expect(await record({ form: { ...form, signedOn: dayIn(1) } })).toBe("BAD_USER_INPUT form.signedOn future");
    expect(await record({ form: { ...form, signedOn: dayIn(-91) } })).toBe("BAD_USER_INPUT form.signedOn past");
    const others = consent(SHOWCASE, ["HOUSING"], { form });
    expect(refusalOf(await desk(RECORD, { input: others }))).toBe("BAD_USER_INPUT form.hash mismatch");
  });
});
