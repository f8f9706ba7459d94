import { newId } from "../../subgraphs/kernel/identifier";
import { OFFICES } from "../../subgraphs/oaed/data/oaed.reference";
import { UNITS } from "../../subgraphs/mental-health/data/mental-health.reference";
import {
  APPLY,
  AWAIT_SLOT,
  BOOK_APPOINTMENT,
  CLOSE_EPISODE,
  DECIDE,
  END_ENROLMENT,
  END_PROGRAMME,
  ENROL_CHILD,
  ENROL_IN_COURSE,
  ENROL_IN_PROGRAMME,
  loopOf,
  OPEN_EPISODE,
  PROPOSE,
  reaches,
  RECORD_APPOINTMENT,
  RECORD_ATTENDANCE,
  RECORD_TRAINING,
  REGISTER_JOBSEEKER,
  SETTLE_MATCH,
  toldOf,
  VACANCIES,
} from "../support/agency-desk";
import { codeOf } from "../support/answers";
import { accepted, dayIn, refer, register } from "../support/desk";
import { useHub, type Ask } from "../support/hub";
import { asOwnerRole } from "../support/owner-role";
import { serviceId } from "../support/people";

const hub = useHub();
const desk = hub.as("caseworker");

interface Case {
  readonly person: string;
  readonly referral: string;
}

/** Somebody referred to a service whose owner knows of it. */
async function sent(owner: string, service: string): Promise<Case> {
  const person = await register(desk);
  const referral = await refer(desk, person, { serviceId: serviceId(service) });
  expect(await toldOf(hub.hub, owner, referral)).toBe(true);
  return { person, referral };
}

/** What every change of every owner has in common: who may, for whom, and what of the same key. */
async function refusesStrangers(ask: Ask, document: string, input: (person: string) => object, to: Case) {
  const stranger = await register(desk);
  const [theirs, nobodys] = [
    await ask(document, { input: input(stranger) }),
    await ask(document, { input: input(newId()) }),
  ];
  expect([codeOf(theirs), theirs]).toEqual(["NOT_FOUND", nobodys]);
  expect(codeOf(await ask(document, { input: { ...input(to.person), referralId: newId() } }))).toBe("NOT_FOUND");
  expect(codeOf(await desk(document, { input: input(to.person) }))).toBe("FORBIDDEN");
  const overseeing = { "x-purpose-of-use": "OVERSIGHT" };
  expect(codeOf(await ask(document, { input: input(to.person) }, overseeing))).toBe("FORBIDDEN");
  expect(codeOf(await ask(document, { input: { ...input(to.person), idempotencyKey: "κ" } }))).toBe("BAD_USER_INPUT");
  for (const beneficiaryId of ["", "Μαρία'; drop table stay", "x".repeat(5000)]) {
    expect(["NOT_FOUND", "BAD_USER_INPUT"]).toContain(
      codeOf(await ask(document, { input: { ...input(to.person), beneficiaryId } })),
    );
  }
}

describe("the employment service", () => {
  const counsellor = hub.as("oaed");
  const profile = (beneficiaryId: string) => ({
    ...{ beneficiaryId, officeId: OFFICES[0]!.id, occupationCode: "5223", experienceMonths: 24, educationLevel: 3 },
  });

  it("refuses who was not referred, and what is no profile", async () => {
    const to = await sent("oaed", "oaed/oaed-placement");
    await refusesStrangers(counsellor, REGISTER_JOBSEEKER, profile, to);
    const bad = [
      { occupationCode: "52" },
      { educationLevel: 9 },
      { experienceMonths: -1 },
      { occupation: "α".repeat(201) },
    ];
    for (const fields of bad) {
      const refused = await counsellor(REGISTER_JOBSEEKER, { input: { ...profile(to.person), ...fields } });
      expect([fields, codeOf(refused)]).toEqual([fields, "BAD_USER_INPUT"]);
    }
    const elsewhere = { ...profile(to.person), officeId: newId() };
    expect(codeOf(await counsellor(REGISTER_JOBSEEKER, { input: elsewhere }))).toBe("NOT_FOUND");
    expect((await loopOf(desk, to.person)).state).toBe("SENT");
  });

  it("registers once, also when five ask at once; the same key is the same registration", async () => {
    const { person } = await sent("oaed", "oaed/oaed-placement");
    const input = { ...profile(person), idempotencyKey: `register-${person}` };
    const again = await Promise.all(Array.from({ length: 5 }, () => counsellor(REGISTER_JOBSEEKER, { input })));
    const ids = again.map((answer) => accepted(answer).registerJobseeker.registration.id);
    expect(new Set(ids).size).toBe(1);
    expect(codeOf(await counsellor(REGISTER_JOBSEEKER, { input: { ...input, experienceMonths: 1 } }))).toBe("CONFLICT");
    expect(codeOf(await hub.as("oaed-colleague")(REGISTER_JOBSEEKER, { input: profile(person) }))).toBe("CONFLICT");
    expect((await reaches(desk, person, "IN_PROGRESS")).steps).toBe("SENT ACCEPTED IN_PROGRESS");
  });

  it("from the registration to the job: the closest vacancy first, the last position once, the loop closed", async () => {
    const people = [await sent("oaed", "oaed/oaed-placement"), await sent("oaed", "oaed/oaed-placement")];
    const registered: string[] = [];
    for (const { person } of people) {
      const { registerJobseeker } = accepted(await counsellor(REGISTER_JOBSEEKER, { input: profile(person) }));
      registered.push(registerJobseeker.registration.id);
    }
    const seen: { id: string; distance: number }[] = [];
    for (let after: string | null = null; ;) {
      const page: {
        edges: { node: { id: string; distance: number } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      } = accepted(await counsellor(VACANCIES, { id: registered[0], first: 5, after })).matchingVacancies;
      seen.push(...page.edges.map(({ node }) => node));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen.map(({ distance }) => distance)).toEqual(seen.map(({ distance }) => distance).toSorted());
    expect([seen[0]!.distance, new Set(seen.map(({ id }) => id)).size]).toEqual([0, seen.length]);
    expect(codeOf(await counsellor(VACANCIES, { id: newId(), first: 5 }))).toBe("NOT_FOUND");
    expect(codeOf(await counsellor(VACANCIES, { id: registered[0], first: 5, after: "zzz" }))).toBe("BAD_USER_INPUT");

    const vacancyId = seen[0]!.id;
    await asOwnerRole(hub.hub, "oaed", (client) =>
      client.query("update vacancy set positions = 1 where id = $1", [vacancyId]),
    );
    const matched: string[] = [];
    for (const registrationId of registered) {
      const { proposeVacancy } = accepted(await counsellor(PROPOSE, { input: { registrationId, vacancyId } }));
      matched.push(proposeVacancy.match.id);
    }
    expect(codeOf(await counsellor(PROPOSE, { input: { registrationId: registered[0], vacancyId } }))).toBe("CONFLICT");
    expect(codeOf(await counsellor(PROPOSE, { input: { registrationId: newId(), vacancyId } }))).toBe("NOT_FOUND");
    const hire = (matchId: string, fields = {}) =>
      counsellor(SETTLE_MATCH, { input: { matchId, outcome: "HIRED", startsOn: dayIn(3), ...fields } });
    expect(codeOf(await hire(matched[0]!, { startsOn: null }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await hire(matched[0]!, { startsOn: dayIn(-3) }))).toBe("BAD_USER_INPUT");
    const hired = await Promise.all(matched.map((matchId) => hire(matchId)));
    expect(hired.map(codeOf).toSorted()).toEqual(["CONFLICT", null]);
    const winner = hired.findIndex((answer) => codeOf(answer) === null);
    expect(accepted(hired[winner]!).settleMatch.placement).toMatchObject({ kind: "EMPLOYMENT", startsOn: dayIn(3) });
    expect(codeOf(await hire(matched[winner]!))).toBe("ILLEGAL_TRANSITION");
    const loop = await reaches(desk, people[winner]!.person, "COMPLETED");
    expect(loop).toMatchObject({ outcome: "SERVICE_PROVIDED", steps: "SENT ACCEPTED IN_PROGRESS COMPLETED" });
  });

  it("a course: once per person, hours only grow, not before it begins; dropped out is PARTIAL", async () => {
    const { person } = await sent("oaed", "oaed/oaed-training");
    const { past, running, coming } = await asOwnerRole(hub.hub, "oaed", async (client) => {
      const pick = async (when: string) =>
        (await client.query<{ id: string }>(`select id from course where ${when} order by hours desc limit 1`)).rows[0]!
          .id;
      return {
        past: await pick("ends_on < current_date"),
        running: await pick("current_date between starts_on and ends_on"),
        coming: await pick("starts_on > current_date"),
      };
    });
    const enrol = (courseId: string) => counsellor(ENROL_IN_COURSE, { input: { beneficiaryId: person, courseId } });
    expect(codeOf(await enrol(past))).toBe("BAD_USER_INPUT");
    expect(codeOf(await enrol(newId()))).toBe("NOT_FOUND");
    const { training } = accepted(await enrol(running)).enrolInCourse;
    expect(codeOf(await enrol(running))).toBe("CONFLICT");
    const record = (attendanceId: string, status: string, hoursAttended: number) =>
      counsellor(RECORD_TRAINING, { input: { attendanceId, status, hoursAttended } });
    expect(codeOf(await record(training.id, "COMPLETED", 1))).toBe("ILLEGAL_TRANSITION");
    expect(codeOf(await record(training.id, "ATTENDING", training.hours + 1))).toBe("BAD_USER_INPUT");
    accepted(await record(training.id, "ATTENDING", 10));
    expect(codeOf(await record(training.id, "ATTENDING", 9))).toBe("BAD_USER_INPUT");
    const later = accepted(await enrol(coming)).enrolInCourse.training;
    expect(codeOf(await record(later.id, "ATTENDING", 1))).toBe("BAD_USER_INPUT");
    accepted(await record(training.id, "DROPPED_OUT", 10));
    expect(await reaches(desk, person, "COMPLETED")).toMatchObject({ outcome: "PARTIAL" });
  });
});

describe("a children's centre", () => {
  const centre = hub.as("kdap");
  let slot: {
    id: string;
    ages_from: number;
    starts_on: string;
    weekdays: string[];
    starts_at: string;
    term_id: string;
  };
  beforeAll(async () => {
    slot = await asOwnerRole(hub.hub, "kdap", async (client) => {
      const { rows } = await client.query(
        `select s.id, a.ages_from, t.starts_on, s.weekdays, s.starts_at, s.term_id from slot s
           join activity a on a.id = s.activity_id join term t on t.id = s.term_id
         where current_date between t.starts_on and t.ends_on and s.taken = 0 order by s.id limit 1`,
      );
      await client.query("update slot set places = 1 where id = $1", [rows[0].id]);
      return rows[0];
    });
  });

  const years = (count: number) => `${Number(dayIn(0).slice(0, 4)) - count}-01-01`;
  const place = (beneficiaryId: string) => ({
    ...{
      beneficiaryId,
      slotId: slot.id,
      birthDate: years(slot.ages_from + 1),
      guardianName: "Κηδεμόνας",
      from: dayIn(0),
    },
  });

  it("refuses who was not referred, who is too old, and days outside the term", async () => {
    const to = await sent("kdap", "md-kdap-amea/kdap");
    await refusesStrangers(centre, ENROL_CHILD, place, to);
    const bad = [
      { birthDate: years(40) },
      { birthDate: dayIn(-30) },
      { from: dayIn(-900) },
      { from: dayIn(900) },
      { guardianName: null },
      { guardianName: " " },
      { guardianId: newId() },
      { guardianName: null, guardianId: to.person },
      { guardianName: "α".repeat(201) },
    ];
    for (const fields of bad) {
      const refused = await centre(ENROL_CHILD, { input: { ...place(to.person), ...fields } });
      expect([fields, codeOf(refused)]).toEqual([fields, "BAD_USER_INPUT"]);
    }
    expect(codeOf(await centre(ENROL_CHILD, { input: { ...place(to.person), slotId: newId() } }))).toBe("NOT_FOUND");
  });

  it("the last place is given once; who waits gets it when it is free; attendance is of days the group met", async () => {
    const children = await Promise.all([1, 2, 3].map(() => sent("kdap", "md-kdap-amea/kdap")));
    const answers = await Promise.all(children.map(({ person }) => centre(ENROL_CHILD, { input: place(person) })));
    expect(answers.map(codeOf).toSorted()).toEqual(["CONFLICT", "CONFLICT", null]);
    const first = answers.findIndex((answer) => codeOf(answer) === null);
    const { enrolment } = accepted(answers[first]!).enrolChild;
    const child = children[first]!;
    const other = children[(first + 1) % 3]!;
    expect((await reaches(desk, child.person, "IN_PROGRESS")).steps).toBe("SENT ACCEPTED IN_PROGRESS");
    expect(codeOf(await centre(ENROL_CHILD, { input: place(child.person) }))).toBe("BAD_USER_INPUT");
    accepted(await centre(AWAIT_SLOT, { input: place(other.person) }));
    expect(codeOf(await centre(AWAIT_SLOT, { input: place(other.person) }))).toBe("CONFLICT");
    expect((await reaches(desk, other.person, "WAITLISTED")).state).toBe("WAITLISTED");

    await asOwnerRole(hub.hub, "kdap", (client) =>
      client.query("update enrolment set starts_on = $2 where id = $1", [enrolment.id, slot.starts_on]),
    );
    const attend = (day: string, status = "PRESENT") =>
      centre(RECORD_ATTENDANCE, { input: { enrolmentId: enrolment.id, day, status } });
    expect(codeOf(await attend(dayIn(1)))).toBe("BAD_USER_INPUT");
    expect(codeOf(await attend(`${slot.starts_on.slice(0, 4)}-10-28`))).toBe("BAD_USER_INPUT");
    expect(codeOf(await attend("2026-02-30"))).toBe("BAD_USER_INPUT");
    const met = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((days) => dayIn(-days));
    const codes = await Promise.all(met.map((day) => attend(day).then(codeOf)));
    expect(codes.filter((code) => code === null).length).toBeGreaterThan(0);
    expect(codes.filter((code) => code === "BAD_USER_INPUT").length).toBeGreaterThan(0);
    const came = met[codes.indexOf(null)]!;
    expect(accepted(await attend(came)).recordAttendance.enrolment.lastAttendedOn).toBe(came);
    expect(
      codeOf(
        await hub.as("hostel")(RECORD_ATTENDANCE, {
          input: { enrolmentId: enrolment.id, day: came, status: "ABSENT" },
        }),
      ),
    ).toBe("NOT_FOUND");

    const end = (on: string) => centre(END_ENROLMENT, { input: { enrolmentId: enrolment.id, on } });
    expect(codeOf(await end(dayIn(1)))).toBe("BAD_USER_INPUT");
    expect(accepted(await end(dayIn(0))).endEnrolment.enrolment.status).toBe("ENDED");
    expect(codeOf(await end(dayIn(0)))).toBe("ILLEGAL_TRANSITION");
    expect(await reaches(desk, child.person, "COMPLETED")).toMatchObject({ outcome: "PARTIAL" });
    expect(accepted(await centre(ENROL_CHILD, { input: place(other.person) })).enrolChild.enrolment.status).toBe(
      "ENROLLED",
    );
  });

  it("a child in another group at the same time is refused", async () => {
    const { person } = await sent("kdap", "md-kdap-amea/kdap");
    const [one, same] = await asOwnerRole(hub.hub, "kdap", async (client) => {
      const { rows } = await client.query<{ id: string; ages_from: number }>(
        `select s.id, a.ages_from from slot s join activity a on a.id = s.activity_id
         where s.term_id = $1 and s.weekdays = $2 and s.starts_at = $3 and s.id <> $4 and s.taken < s.places
           and a.ages_from <= 8 and a.ages_to >= 8 order by s.id limit 2`,
        [slot.term_id, slot.weekdays, slot.starts_at, slot.id],
      );
      return rows;
    });
    const at = (slotId: string) => ({ ...place(person), slotId, birthDate: years(8) });
    const both = await Promise.all([one!, same!].map(({ id }) => centre(ENROL_CHILD, { input: at(id) })));
    expect(both.map(codeOf).toSorted()).toEqual(["BAD_USER_INPUT", null]);
  });
});

describe("a mental-health service", () => {
  const unit = UNITS.find(({ kind }) => kind === "COMMUNITY_CENTRE")!;
  const worker = hub.as("family-support");
  const opening = (beneficiaryId: string) => ({ beneficiaryId, unitId: unit.id, careLevel: 2 });

  it("refuses who was not referred, levels that are none, and times that have passed or collide", async () => {
    const to = await sent("mental-health", "md-family-support/mental-health-care");
    await refusesStrangers(worker, OPEN_EPISODE, opening, to);
    expect(codeOf(await worker(OPEN_EPISODE, { input: { ...opening(to.person), careLevel: 5 } }))).toBe(
      "BAD_USER_INPUT",
    );
    expect(codeOf(await worker(OPEN_EPISODE, { input: { ...opening(to.person), unitId: newId() } }))).toBe("NOT_FOUND");
    const { episode } = accepted(await worker(OPEN_EPISODE, { input: opening(to.person) })).openEpisode;
    expect(codeOf(await worker(OPEN_EPISODE, { input: opening(to.person) }))).toBe("CONFLICT");
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const book = (fields: object) =>
      worker(BOOK_APPOINTMENT, {
        input: { episodeId: episode.id, at: at(48), minutes: 60, kind: "INDIVIDUAL", ...fields },
      });
    const bad = [{ at: at(-1) }, { at: at(9000) }, { minutes: 1 }, { minutes: 900 }, { kind: "CHAT" }, { at: "αύριο" }];
    for (const fields of bad) expect([fields, codeOf(await book(fields))]).toEqual([fields, "BAD_USER_INPUT"]);
    const both = await Promise.all([book({}), book({ at: at(48.5) })]);
    expect(both.map(codeOf).toSorted()).toEqual(["CONFLICT", null]);
  });

  it("from the first meeting to the end: the loop knows the outcome, and nobody but the author is told anything", async () => {
    const { person } = await sent("mental-health", "md-family-support/mental-health-care");
    const { episode } = accepted(await worker(OPEN_EPISODE, { input: opening(person) })).openEpisode;
    expect(episode.status).toBe("ASSESSMENT");
    expect((await reaches(desk, person, "IN_PROGRESS")).state).toBe("IN_PROGRESS");
    const soon = { episodeId: episode.id, at: new Date(Date.now() + 3_600_000).toISOString() };
    const booked = accepted(await worker(BOOK_APPOINTMENT, { input: { ...soon, minutes: 45, kind: "FIRST_MEETING" } }));
    const [{ id: appointmentId }] = booked.bookAppointment.episode.appointments;
    const record = (status: string) => worker(RECORD_APPOINTMENT, { input: { appointmentId, status } });
    expect(codeOf(await record("KEPT"))).toBe("BAD_USER_INPUT");
    await asOwnerRole(hub.hub, "mental-health", (client) =>
      client.query("update appointment set at = now() - interval '1 hour' where id = $1", [appointmentId]),
    );
    expect(accepted(await record("KEPT")).recordAppointment.episode.status).toBe("IN_CARE");
    expect(codeOf(await record("MISSED"))).toBe("ILLEGAL_TRANSITION");
    accepted(await worker(BOOK_APPOINTMENT, { input: { ...soon, minutes: 45, kind: "INDIVIDUAL" } }));
    const close = () => worker(CLOSE_EPISODE, { input: { episodeId: episode.id, reason: "LEFT_BY_CHOICE" } });
    const closed = await Promise.all([close(), close()]);
    expect(closed.map(codeOf).toSorted()).toEqual(["ILLEGAL_TRANSITION", null]);
    const { appointments } = accepted(closed.find((answer) => codeOf(answer) === null)!).closeEpisode.episode;
    expect(appointments.map(({ status }: { status: string }) => status)).toEqual(["CANCELLED", "KEPT"]);
    expect(await reaches(desk, person, "COMPLETED")).toMatchObject({ outcome: "REFUSED_BY_CLIENT" });
    expect(codeOf(await hub.as("kdap")(CLOSE_EPISODE, { input: { episodeId: episode.id, reason: "OTHER" } }))).toBe(
      "NOT_FOUND",
    );
  });

  it("the referral is known to no other owner", async () => {
    const { referral } = await sent("mental-health", "md-family-support/mental-health-care");
    for (const owner of ["shelters", "kdap", "oaed", "programmes"]) {
      await asOwnerRole(hub.hub, owner, async (client) => {
        for (const table of ["incoming_referral where id", "inbox where record_id"]) {
          expect([owner, (await client.query(`select from ${table} = $1`, [referral])).rows]).toEqual([owner, []]);
        }
      });
    }
  });
});

describe("an agency that runs a programme", () => {
  const bank = hub.as("goods-bank");
  const SERVICE = "md-goods-bank/basic-goods";
  let programmeId: string;
  beforeAll(async () => {
    programmeId = await asOwnerRole(hub.hub, "programmes", async (client) => {
      const { rows } = await client.query<{ id: string }>("select id from programme where slug = 'basic-goods'");
      return rows[0]!.id;
    });
  });
  const applying = (beneficiaryId: string) => ({ beneficiaryId, programmeId });
  const decide = (applicationId: string, verdict: string, reason?: string) =>
    bank(DECIDE, { input: { applicationId, verdict, reason } });

  it("refuses who was not referred, documents that are none, and a second application", async () => {
    const to = await sent("programmes", SERVICE);
    await refusesStrangers(bank, APPLY, applying, to);
    for (const missingDocuments of [[""], Array.from({ length: 31 }, () => "έντυπο"), ["x".repeat(501)]]) {
      expect(codeOf(await bank(APPLY, { input: { ...applying(to.person), missingDocuments } }))).toBe("BAD_USER_INPUT");
    }
    expect(codeOf(await bank(APPLY, { input: { ...applying(to.person), programmeId: newId() } }))).toBe("NOT_FOUND");
    const both = await Promise.all([1, 2].map(() => bank(APPLY, { input: applying(to.person) })));
    expect(both.map(codeOf).toSorted()).toEqual(["CONFLICT", null]);
  });

  it("approved with a place, ended: the loop is closed as ENROLLED", async () => {
    const { person } = await sent("programmes", SERVICE);
    const { application } = accepted(await bank(APPLY, { input: applying(person) })).applyForProgramme;
    expect((await reaches(desk, person, "ACCEPTED")).steps).toBe("SENT ACCEPTED");
    const enrol = (fields = {}) =>
      bank(ENROL_IN_PROGRAMME, {
        input: { applicationId: application.id, from: dayIn(0), inKind: "Τρόφιμα", ...fields },
      });
    expect(codeOf(await enrol())).toBe("ILLEGAL_TRANSITION");
    accepted(await decide(application.id, "UNDER_REVIEW"));
    accepted(await decide(application.id, "APPROVED"));
    expect(codeOf(await decide(application.id, "REJECTED", "όχι"))).toBe("ILLEGAL_TRANSITION");
    for (const fields of [
      { amountMinor: 100 },
      { until: dayIn(-1) },
      { amountMinor: -1, currency: "EUR", period: "ONCE" },
    ]) {
      expect([fields, codeOf(await enrol(fields))]).toEqual([fields, "BAD_USER_INPUT"]);
    }
    const { enrolment } = accepted(
      await enrol({ amountMinor: 5000, currency: "EUR", period: "ONCE" }),
    ).enrolInProgramme;
    expect(codeOf(await enrol())).toBe("CONFLICT");
    expect((await reaches(desk, person, "IN_PROGRESS")).state).toBe("IN_PROGRESS");
    const end = (on: string) => bank(END_PROGRAMME, { input: { enrolmentId: enrolment.id, on } });
    expect(codeOf(await end(dayIn(2)))).toBe("BAD_USER_INPUT");
    accepted(await end(dayIn(0)));
    expect(codeOf(await end(dayIn(0)))).toBe("ILLEGAL_TRANSITION");
    expect(await reaches(desk, person, "COMPLETED")).toMatchObject({ outcome: "ENROLLED" });
  });

  it("rejected, with a reason: the loop says NOT_ELIGIBLE; what is missing holds an approval up", async () => {
    const { person } = await sent("programmes", SERVICE);
    const input = { ...applying(person), missingDocuments: ["Εκκαθαριστικό"] };
    const { application } = accepted(await bank(APPLY, { input })).applyForProgramme;
    expect(codeOf(await decide(application.id, "APPROVED"))).toBe("BAD_USER_INPUT");
    expect(codeOf(await decide(application.id, "REJECTED"))).toBe("BAD_USER_INPUT");
    expect(codeOf(await decide(newId(), "REJECTED", "όχι"))).toBe("NOT_FOUND");
    const decided = accepted(await decide(application.id, "REJECTED", "Εισόδημα πάνω από το όριο")).decideApplication;
    expect(decided.application.statusHistory.map(({ status }: { status: string }) => status)).toEqual([
      "SUBMITTED",
      "REJECTED",
    ]);
    expect(await reaches(desk, person, "COMPLETED")).toMatchObject({ outcome: "NOT_ELIGIBLE" });
  });
});
