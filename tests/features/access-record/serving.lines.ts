import { newId } from "../../../subgraphs/kernel/identifier";
import { OFFICES } from "../../../subgraphs/oaed/data/oaed.reference";
import { UNITS } from "../../../subgraphs/mental-health/data/mental-health.reference";
import { toldOf } from "../../support/agency-desk";
import { dayIn, refer } from "../../support/desk";
import { asOwnerRole } from "../../support/owner-role";
import { serviceId } from "../../support/people";
import type { Line, Story } from "./line";

const wrote = (owner: string, category: string, action = "file:write") => [
  `${owner} ${action} ${category}: PUBLIC_TASK`,
];

/** The person of the story is referred to a service, and its owner knows it. */
async function referred({ hub, person }: Story, owner: string, service: string): Promise<string> {
  const referral = await refer(hub.as("caseworker"), person, { serviceId: serviceId(service) });
  await toldOf(hub, owner, referral);
  return referral;
}

const find = async ({ hub }: Story, owner: string, text: string): Promise<string> =>
  asOwnerRole(hub, owner, async (client) => (await client.query<{ id: string }>(text)).rows[0]!.id);

const byOaed = { by: "oaed", says: wrote("oaed", "EMPLOYMENT") };
const byKdap = { by: "kdap", says: wrote("kdap", "CHILDREN") };
const byCare = { by: "family-support", says: wrote("mental-health", "MENTAL_HEALTH") };
const byBank = { by: "goods-bank", says: wrote("programmes", "FINANCIAL", "enrolment:write") };

const OPEN_VACANCY = "select id from vacancy where current_date between posted_on and closes_on order by id limit 1";
const RUNNING_COURSE = "select id from course where current_date between starts_on and ends_on order by id limit 1";
const slot = (place: number) => `select s.id from slot s join activity a on a.id = s.activity_id
  join term t on t.id = s.term_id where current_date between t.starts_on and t.ends_on and s.taken < s.places
    and a.ages_from <= 9 and a.ages_to >= 9 and s.weekdays = '{TU,TH}' order by s.id offset ${place} limit 1`;

const child = async (story: Story, place: number) => ({
  ...{ beneficiaryId: story.person, guardianName: "Κηδεμόνας", from: dayIn(0) },
  birthDate: `${Number(dayIn(0).slice(0, 4)) - 9}-01-01`,
  slotId: await find(story, "kdap", slot(place)),
});

const WORK: readonly Line[] = [
  {
    ...{ ask: "RegisterJobseeker", ...byOaed },
    async with(story) {
      await referred(story, "oaed", "oaed/oaed-placement");
      return { input: { beneficiaryId: story.person, officeId: OFFICES[0]!.id, occupationCode: "5223" } };
    },
    then: (data, { ids }) => (ids["registration"] = data.registerJobseeker.registration.id),
  },
  {
    ...{ ask: "MatchingVacancies", by: "oaed", says: ["oaed file:read EMPLOYMENT: PUBLIC_TASK"] },
    with: ({ ids }) => ({ id: ids["registration"], first: 3 }),
  },
  {
    ...{ ask: "EnrolInCourse", ...byOaed },
    with: async (story) => ({
      input: { beneficiaryId: story.person, courseId: await find(story, "oaed", RUNNING_COURSE) },
    }),
    then: (data, { ids }) => (ids["training"] = data.enrolInCourse.training.id),
  },
  {
    ...{ ask: "RecordTraining", ...byOaed },
    with: ({ ids }) => ({ input: { attendanceId: ids["training"], status: "ATTENDING", hoursAttended: 4 } }),
  },
  {
    ...{ ask: "ProposeVacancy", ...byOaed },
    with: async (story) => ({
      input: { registrationId: story.ids["registration"], vacancyId: await find(story, "oaed", OPEN_VACANCY) },
    }),
    then: (data, { ids }) => (ids["match"] = data.proposeVacancy.match.id),
  },
  {
    ...{ ask: "SettleMatch", ...byOaed },
    with: ({ ids }) => ({ input: { matchId: ids["match"], outcome: "HIRED", startsOn: dayIn(1) } }),
  },
];

const CHILDREN: readonly Line[] = [
  {
    ...{ ask: "EnrolChild", ...byKdap },
    async with(story) {
      await referred(story, "kdap", "md-kdap-amea/kdap");
      return { input: await child(story, 0) };
    },
    then: (data, { ids }) => (ids["enrolment"] = data.enrolChild.enrolment.id),
  },
  { ...{ ask: "AwaitSlot", ...byKdap }, with: async (story) => ({ input: await child(story, 1) }) },
  {
    ...{ ask: "RecordAttendance", ...byKdap },
    async with({ hub, ids }) {
      const begun = `update enrolment e set starts_on = t.starts_on from slot s join term t on t.id = s.term_id
        where s.id = e.slot_id and e.id = $1`;
      await asOwnerRole(hub, "kdap", (client) => client.query(begun, [ids["enrolment"]]));
      const days = [1, 2, 3, 4, 5, 6, 7].map((days) => dayIn(-days));
      const tuesday = days.find((day) => new Date(day).getUTCDay() === 2)!;
      return { input: { enrolmentId: ids["enrolment"], day: tuesday, status: "PRESENT" } };
    },
  },
  {
    ...{ ask: "EndEnrolment", ...byKdap },
    with: ({ ids }) => ({ input: { enrolmentId: ids["enrolment"], on: dayIn(0) } }),
  },
];

const CARE: readonly Line[] = [
  {
    ...{ ask: "OpenEpisode", ...byCare },
    async with(story) {
      await referred(story, "mental-health", "md-family-support/mental-health-care");
      const unit = UNITS.find(({ kind }) => kind === "COMMUNITY_CENTRE")!;
      return { input: { beneficiaryId: story.person, unitId: unit.id, careLevel: 1, keyworkerId: newId() } };
    },
    then: (data, { ids }) => (ids["episode"] = data.openEpisode.episode.id),
  },
  {
    ...{ ask: "BookAppointment", ...byCare },
    with: ({ ids }) => ({
      ...{
        input: {
          episodeId: ids["episode"],
          at: new Date(Date.now() + 86_400_000).toISOString(),
          minutes: 50,
          kind: "INDIVIDUAL",
        },
      },
    }),
    then: (data, { ids }) => (ids["appointment"] = data.bookAppointment.episode.appointments[0].id),
  },
  {
    ...{ ask: "RecordAppointment", ...byCare },
    with: ({ ids }) => ({ input: { appointmentId: ids["appointment"], status: "CANCELLED" } }),
  },
  {
    ...{ ask: "CloseEpisode", ...byCare },
    with: ({ ids }) => ({ input: { episodeId: ids["episode"], reason: "GOALS_REACHED" } }),
  },
];

const PROGRAMMES: readonly Line[] = [
  {
    ...{ ask: "ApplyForProgramme", ...byBank },
    async with(story) {
      await referred(story, "programmes", "md-goods-bank/basic-goods");
      const programmeId = await find(story, "programmes", "select id from programme where slug = 'basic-goods'");
      return { input: { beneficiaryId: story.person, programmeId } };
    },
    then: (data, { ids }) => (ids["application"] = data.applyForProgramme.application.id),
  },
  {
    ...{ ask: "DecideApplication", ...byBank },
    with: ({ ids }) => ({ input: { applicationId: ids["application"], verdict: "APPROVED" } }),
  },
  {
    ...{ ask: "EnrolInProgramme", ...byBank },
    with: ({ ids }) => ({ input: { applicationId: ids["application"], from: dayIn(0) } }),
    then: (data, { ids }) => (ids["place"] = data.enrolInProgramme.enrolment.id),
  },
  {
    ...{ ask: "EndProgrammeEnrolment", ...byBank },
    with: ({ ids }) => ({ input: { enrolmentId: ids["place"], on: dayIn(0) } }),
  },
];

/** What agencies record of those who were referred to them. */
export const SERVING_LINES: readonly Line[] = [...WORK, ...CHILDREN, ...CARE, ...PROGRAMMES];
