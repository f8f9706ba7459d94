import type { Database, Transaction } from "../../kernel/database/database";
import { answeredBefore, once } from "../../kernel/database/idempotency";
import { isId, newId } from "../../kernel/identifier";
import { NO_GRANTS } from "../../kernel/policy/grants";
import type { Question } from "../../kernel/policy/decide";
import { notFound, Refusal } from "../../kernel/refusal";
import type { Vault } from "../../kernel/secrets/vault";
import type { ServedCall } from "../../kernel/subgraph";
import type { Viewer } from "../../kernel/viewer";
import type { EmergencyRecord, EmergencyRepository, EmergencySubject } from "../data/emergency.repository";
import { attemptOf, emergencyWriter } from "../data/emergency.writer";
import { noticeWriter } from "../data/notice.writer";
import type { PersonRepository } from "../data/person.repository";
import { checkEmergency, MOST_ATTEMPTS, tooManyAttempts } from "./emergency.rules";
import type { CheckedEmergency, NewEmergency } from "./emergency.rules";
import { emergencyAddressees } from "./notice.rules";

const HOUR = 3_600_000;
const ANYBODY = { category: "IDENTITY", relation: "NONE", grants: NO_GRANTS } as const satisfies Question;

export interface EndedEmergency {
  readonly emergencyAccessId: string;
  readonly idempotencyKey?: string | null;
}

/**
 * Break-glass (PRIVACY rule 6). Whoever opens somebody's file leaves a reason, and the heads and the officer are told
 * in the same transaction: it is open and they know, or neither.
 */
export class EmergencyService {
  private readonly viewer: Viewer;

  constructor(
    private readonly call: ServedCall,
    private readonly emergencies: EmergencyRepository,
    private readonly persons: PersonRepository,
    private readonly database: Database,
    private readonly vault: Vault,
  ) {
    this.viewer = call.viewer;
  }

  /**
   * Opens categories of anybody known to a centre. NOT_FOUND for a wrong number, and the same for a colleague whom the
   * viewer would not know otherwise; FORBIDDEN for a colleague they know; CONFLICT when it is open already.
   */
  async open(input: NewEmergency): Promise<EmergencyRecord> {
    this.refuseUnlessAllowed();
    const checked = checkEmergency(input);
    const request = ["openEmergencyAccess", this.withoutNumber(input)] as const;
    const earlier = await this.answeredBefore(input.idempotencyKey, request);
    if (earlier) return this.get(earlier);
    await this.countAttempt();
    const subject = await this.findSubject(checked);
    const id = await this.database.transaction(this.viewer, (tx) =>
      once(tx, this.viewer, input.idempotencyKey, request, () => this.write(tx, subject, checked)),
    );
    this.persons.forget(subject.id);
    return this.get(id);
  }

  /** Ends an access of the viewer's own before its time. CONFLICT when it is over. */
  async end(input: EndedEmergency): Promise<EmergencyRecord> {
    const { emergencyAccessId: id } = input;
    const access = await this.get(id);
    if (access.openerId !== this.viewer.id) throw new Refusal("FORBIDDEN", "Only who opened an access ends it early.");
    await this.database.transaction(this.viewer, (tx) =>
      once(tx, this.viewer, input.idempotencyKey, ["endEmergencyAccess", input], async () => {
        const ended = await emergencyWriter.end(tx, access.beneficiaryId, access.id);
        if (!ended) throw new Refusal("CONFLICT", "This access is over already.", { state: "ENDED" });
        return access.id;
      }),
    );
    this.emergencies.forget(id);
    this.persons.forget(access.beneficiaryId);
    return this.get(id);
  }

  /** Opening is decided before anybody is looked for: the answer says nothing about who is known. */
  private refuseUnlessAllowed(): void {
    const { granted } = this.call.disclosures.foresee("emergency:open", ANYBODY);
    if (granted && this.viewer.organisationId) return;
    throw new Refusal("FORBIDDEN", "Only a worker who states the purpose EMERGENCY may open a file.");
  }

  /** A transaction of its own: an attempt that fails is kept. */
  private async countAttempt(): Promise<void> {
    const { viewer } = this;
    const made = await this.database.transaction(viewer, async (tx) => {
      const count = await emergencyWriter.attempt(tx, attemptOf(viewer, newId()));
      if (count === MOST_ATTEMPTS + 1) {
        const tidings = { kind: "EMERGENCY_ATTEMPTS", at: new Date(), beneficiaryId: null, subjectId: null } as const;
        await noticeWriter.tell(tx, emergencyAddressees(viewer, null), tidings, viewer);
      }
      return count;
    });
    if (made > MOST_ATTEMPTS) throw tooManyAttempts();
  }

  private async findSubject({ subject: key, categories }: CheckedEmergency): Promise<EmergencySubject> {
    const subject = await this.lookUp(key);
    if (!subject || subject.colleague) {
      const id = subject?.id ?? ("id" in key ? key.id.toLowerCase() : null);
      // Noted as the look at a stranger that it is, whoever it was.
      if (id && isId(id)) this.call.disclosures.decide(id, "person:read", ANYBODY);
      if (!subject?.reached) throw notFound("person");
      throw new Refusal("FORBIDDEN", "Nobody opens their own file or a colleague's. Ask another organisation.", {
        check: "colleague",
      });
    }
    for (const category of categories) {
      this.call.disclosures.decide(subject.id, "emergency:open", { ...ANYBODY, category });
    }
    return subject;
  }

  private async lookUp(key: CheckedEmergency["subject"]): Promise<EmergencySubject | null> {
    if ("amka" in key) return this.emergencies.findSubjectByAmka(this.vault.match("AMKA", key.amka));
    return isId(key.id) ? this.emergencies.findSubject(key.id) : null;
  }

  private async write(tx: Transaction, subject: EmergencySubject, checked: CheckedEmergency): Promise<string> {
    const { viewer } = this;
    const id = newId();
    const now = await emergencyWriter.now(tx);
    await emergencyWriter.open(tx, {
      beneficiaryId: subject.id,
      id,
      openerId: viewer.id,
      openerRole: viewer.role,
      organisationId: viewer.organisationId!,
      centreId: subject.centreId,
      categories: [...checked.categories],
      reason: checked.reason,
      openedAt: now,
      untilAt: new Date(now.getTime() + checked.hours * HOUR),
      endedAt: null,
    });
    const tidings = { kind: "EMERGENCY_OPENED", at: now, beneficiaryId: subject.id, subjectId: id } as const;
    const discreet = await emergencyWriter.isDiscreet(tx, viewer.organisationId!);
    await noticeWriter.tell(tx, emergencyAddressees(viewer, discreet ? null : subject.centreId), tidings, viewer);
    return id;
  }

  private async get(id: string): Promise<EmergencyRecord> {
    const access = isId(id) ? await this.emergencies.find(id) : null;
    if (!access) throw notFound("emergency access");
    return access;
  }

  /** What an idempotency key is held against must not be a plain hash over an AMKA. */
  private withoutNumber({ amka, ...input }: NewEmergency): object {
    return amka ? { ...input, fingerprint: this.vault.fingerprint(amka) } : input;
  }

  private async answeredBefore(key: string | null | undefined, request: readonly [string, object]) {
    if (!key) return null;
    return answeredBefore(this.database, this.viewer, key, request);
  }
}
