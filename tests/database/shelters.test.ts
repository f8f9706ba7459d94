import { Client } from "pg";
import type { Grants } from "../../subgraphs/kernel/policy/grants";
import { newId } from "../../subgraphs/kernel/identifier";
import type { PeerAnswer } from "../../subgraphs/kernel/call/peer";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { addDays, nightOf } from "../../subgraphs/shelters/domain/night.rules";
import { connectAs } from "../support/application";
import { useDatabase } from "../support/database";
import { buildHouse, type House } from "./shelters.fixture";

const owner = useDatabase("shelters");
const tonight = nightOf(new Date());

const ADMIT = `mutation ($input: AdmitInput!) {
  admit(input: $input) { stay { id status from until bedLabel beneficiary { id } } }
}`;
const DISCHARGE = `mutation ($input: DischargeInput!) { discharge(input: $input) { stay { id status until } } }`;
const FILES = `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Beneficiary { housing {
  access { granted reason basis } currentStay { id } stays { id status } waitingList { id status }
} } } }`;
const BEDS = `query ($services: [_Any!]!) { _entities(representations: $services) { ... on Service {
  bedsTonight { beds free waiting night }
} } }`;
const MINE = `query { myFacilities { address rooms { beds { occupiedBy { beneficiary { id } } } }
  waitingList(first: 2) { edges { node { beneficiary { id } } } pageInfo { hasNextPage } } } }`;

const caseworker: Viewer = {
  id: newId(),
  role: "CASEWORKER",
  organisationId: newId(),
  area: null,
  purpose: "CARE",
};

interface Admission {
  beneficiaryId?: string;
  bedId?: string;
  from?: string;
  until?: string;
  idempotencyKey?: string;
}

const admit = (house: House, input: Admission, viewer = house.worker): Promise<PeerAnswer> =>
  owner.ask(viewer, ADMIT, {
    input: {
      beneficiaryId: house.people[0],
      facilityId: house.facilityId,
      from: tonight,
      until: addDays(tonight, 7),
      ...input,
    },
  });

const codeOf = ({ errors }: PeerAnswer): unknown => errors?.[0]?.extensions?.["code"] ?? null;
const stayOf = ({ data }: PeerAnswer): Record<string, string> =>
  (data as { admit: { stay: Record<string, string> } }).admit.stay;

const consents = (insider: boolean, ...categories: Grants["consents"][number]["category"][]): Grants => ({
  relation: "OWN_CENTRE",
  insider,
  consents: categories.map((category) => ({ category, until: "2100-01-01T00:00:00Z" })),
  emergencies: [],
});

async function filesOf(viewer: Viewer, people: readonly string[], grants: Grants): Promise<Record<string, unknown>[]> {
  const representations = people.map((id) => ({ __typename: "Beneficiary", id, grants }));
  const { data } = await owner.ask(viewer, FILES, { people: representations });
  return (data as { _entities: { housing: Record<string, unknown> }[] })._entities.map(({ housing }) => housing);
}

async function bedsOf(viewer: Viewer, house: House): Promise<unknown> {
  const { data } = await owner.ask(viewer, BEDS, { services: [{ __typename: "Service", id: house.serviceId }] });
  return (data as { _entities: { bedsTonight: unknown }[] })._entities[0]?.bedsTonight;
}

let hostel: House;
let refuge: House;
beforeAll(async () => {
  hostel = await buildHouse(owner.database.migrationUrl, { beds: 2, people: 4 });
  refuge = await buildHouse(owner.database.migrationUrl, { beds: 2, people: 4, refuge: true });
});

const freshHouse = (beds: number, people: number): Promise<House> =>
  buildHouse(owner.database.migrationUrl, { beds, people });

describe("a bed is refused", () => {
  it("to a person the shelter has never had to do with, known elsewhere or not, in the same words", async () => {
    const elsewhere = await admit(hostel, { beneficiaryId: refuge.people[0]! });
    const nowhere = await admit(hostel, { beneficiaryId: newId() });
    expect(codeOf(elsewhere)).toBe("NOT_FOUND");
    expect(elsewhere).toEqual(nowhere);
  });

  it("in another organisation's house, like one that does not exist", async () => {
    const foreign = await admit(hostel, {}, refuge.worker);
    expect(codeOf(foreign)).toBe("NOT_FOUND");
    expect(foreign).toEqual(await admit({ ...hostel, facilityId: newId() }, {}, refuge.worker));
    expect(codeOf(await admit(hostel, { bedId: refuge.beds[0]! }))).toBe("NOT_FOUND");
  });

  it("to who does not work in a shelter, or asks for another purpose than care", async () => {
    expect(codeOf(await admit(hostel, {}, caseworker))).toBe("FORBIDDEN");
    expect(codeOf(await admit(hostel, {}, { ...hostel.worker, purpose: "OVERSIGHT" }))).toBe("FORBIDDEN");
  });

  it("for nights that make no stay", async () => {
    expect(codeOf(await admit(hostel, { until: tonight }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await admit(hostel, { from: addDays(tonight, -2) }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await admit(hostel, { until: addDays(tonight, 800) }))).toBe("BAD_USER_INPUT");
  });

  it("to a person who has one of the same house in these nights", async () => {
    const house = await freshHouse(2, 1);
    expect(codeOf(await admit(house, {}))).toBeNull();
    expect(codeOf(await admit(house, { from: addDays(tonight, 6), until: addDays(tonight, 9) }))).toBe("CONFLICT");
    expect(codeOf(await admit(house, { from: addDays(tonight, 7), until: addDays(tonight, 9) }))).toBeNull();
  });
});

describe("two admissions at once", () => {
  it("get two beds while there are two", async () => {
    const house = await freshHouse(2, 2);
    const answers = await Promise.all(house.people.map((beneficiaryId) => admit(house, { beneficiaryId })));
    expect(answers.map(codeOf)).toEqual([null, null]);
    expect(new Set(answers.map((answer) => stayOf(answer)["bedLabel"])).size).toBe(2);
  });

  it("of the last bed: one wins, the others get a CONFLICT", async () => {
    const house = await freshHouse(1, 5);
    const answers = await Promise.all(house.people.map((beneficiaryId) => admit(house, { beneficiaryId })));
    expect(answers.map(codeOf).filter((code) => code === null)).toHaveLength(1);
    expect(answers.map(codeOf).filter((code) => code === "CONFLICT")).toHaveLength(4);
  });

  it("of the same named bed: one wins", async () => {
    const house = await freshHouse(3, 2);
    const wanted = house.people.map((beneficiaryId) => admit(house, { beneficiaryId, bedId: house.beds[1]! }));
    expect((await Promise.all(wanted)).map(codeOf).toSorted()).toEqual(["CONFLICT", null]);
  });

  it("of one bed for different nights do not wait for what else refers to it, nor for each other's reference", async () => {
    const house = await freshHouse(1, 2);
    const looking = await connectAs(owner.database.migrationUrl);
    try {
      // As the foreign key of any row about the bed does.
      await looking.query("begin");
      await looking.query("select from bed where id = $1 for key share", [house.beds[0]]);
      const [first, second] = house.people;
      const bedId = house.beds[0]!;
      const later = { from: addDays(tonight, 8), until: addDays(tonight, 9), bedId };
      const booked = Promise.all([
        admit(house, { beneficiaryId: first!, bedId }),
        admit(house, { beneficiaryId: second!, ...later }),
      ]);
      const late = new Promise<string>((resolve) => setTimeout(resolve, 5000, "waits").unref());
      expect(await Promise.race([booked.then((answers) => answers.map(codeOf)), late])).toEqual([null, null]);
    } finally {
      await looking.end();
    }
  });

  it("and a hold of the same bed: one of the two is refused, whoever writes them", async () => {
    const house = await freshHouse(1, 2);
    const [guest, held] = house.people;
    const nights = `[${tonight},${addDays(tonight, 3)})`;
    const [staying, leasing] = await Promise.all([1, 2].map(() => connectAs(owner.database.migrationUrl)));
    try {
      await staying!.query("begin");
      await staying!.query(
        `insert into stay (id, beneficiary_id, organisation_id, bed_id, period, status, confidential)
         values ($1, $2, $3, $4, $5, 'BOOKED', false)`,
        [newId(), guest, house.organisationId, house.beds[0], nights],
      );
      const lease = leasing!.query(
        `insert into bed_lease (id, beneficiary_id, organisation_id, facility_id, bed_id, nights, held, status)
         values ($1, $2, $3, $4, $5, $6, tstzrange(now(), now() + interval '1 day'), 'HELD')`,
        [newId(), held, house.organisationId, house.facilityId, house.beds[0], nights],
      );
      const [refused] = await Promise.allSettled([lease, staying!.query("commit")]);
      expect(refused).toMatchObject({ status: "rejected", reason: { constraint: "bed_lease_bed_given" } });
    } finally {
      await Promise.all([staying!.end(), leasing!.end()]);
    }
  });

  it("with one idempotency key are one stay", async () => {
    const house = await freshHouse(3, 1);
    const idempotencyKey = newId();
    const [one, other] = await Promise.all([admit(house, { idempotencyKey }), admit(house, { idempotencyKey })]);
    expect(codeOf(one)).toBeNull();
    expect(one).toEqual(other);
  });
});

describe("a stay", () => {
  it("ends once, takes the person off the waiting list, and its bed is held for the next", async () => {
    const house = await freshHouse(1, 2);
    const stay = stayOf(await admit(house, {}));
    expect(await bedsOf(caseworker, house)).toEqual({ beds: 1, free: 0, waiting: 1, night: tonight });
    const input = { stayId: stay["id"], on: tonight, reason: "OWN_HOME" };
    expect(codeOf(await owner.ask(refuge.worker, DISCHARGE, { input }))).toBe("NOT_FOUND");
    const ends = await Promise.all([1, 2].map(() => owner.ask(house.worker, DISCHARGE, { input })));
    expect(ends.map(codeOf).toSorted()).toEqual(["ILLEGAL_TRANSITION", null]);
    expect(await bedsOf(caseworker, house)).toMatchObject({ free: 0, waiting: 1 });
    expect(codeOf(await admit(house, { beneficiaryId: house.people[1]! }))).toBeNull();
  });

  it("that ends offers its bed to nobody who is just being taken off the list, and waits for nobody", async () => {
    const house = await freshHouse(1, 2);
    const stay = stayOf(await admit(house, {}));
    const leaving = await connectAs(owner.database.migrationUrl);
    try {
      await leaving.query("begin");
      const remove = "update waiting_entry set status = 'REMOVED', status_since = now() where beneficiary_id = $1";
      await leaving.query(remove, [house.people[1]]);
      const input = { stayId: stay["id"], on: tonight, reason: "OWN_HOME" };
      const ended = owner.ask(house.worker, DISCHARGE, { input }).then(codeOf);
      const late = new Promise<string>((resolve) => setTimeout(resolve, 5000, "waits").unref());
      expect(await Promise.race([ended, late])).toBeNull();
      await leaving.query("commit");
    } finally {
      await leaving.end();
    }
    expect(await bedsOf(caseworker, house)).toEqual({ beds: 1, free: 1, waiting: 0, night: tonight });
  });
});

describe("a refuge", () => {
  it("leaves no trace in the file of a person, whatever was agreed to, unless to an insider", async () => {
    const person = refuge.people[1]!;
    await admit(refuge, { beneficiaryId: person });
    const [known, unknown] = await filesOf(caseworker, [person, newId()], consents(false, "HOUSING", "SAFETY"));
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ access: { granted: true }, currentStay: null, stays: [], waitingList: [] });
    const [inside] = await filesOf(caseworker, [person], consents(true, "HOUSING", "SAFETY"));
    expect(inside).toMatchObject({ stays: [{ status: "IN_HOUSE" }], waitingList: [{ status: "ADMITTED" }] });
  });

  it("shows its own worker what it recorded, and to no other shelter", async () => {
    const referred: Grants = { ...consents(false, "HOUSING", "SAFETY"), relation: "ADDRESSEE" };
    const [own] = await filesOf(refuge.worker, [refuge.people[2]!], referred);
    expect(own).toMatchObject({ waitingList: [{ status: "WAITING" }] });
    const [other] = await filesOf(hostel.worker, [refuge.people[2]!], referred);
    expect(other).toMatchObject({ access: { granted: true }, stays: [], waitingList: [] });
  });

  it("tells nobody else how full it is, nor where", async () => {
    expect(await bedsOf(caseworker, refuge)).toBeNull();
    expect(await bedsOf(hostel.worker, refuge)).toBeNull();
    expect(await bedsOf(refuge.worker, refuge)).toMatchObject({ beds: 2 });
    expect(JSON.stringify(await owner.ask(refuge.worker, MINE))).toContain(refuge.address);
    expect(JSON.stringify(await owner.ask(hostel.worker, MINE))).not.toContain(refuge.address);
    expect(codeOf(await owner.ask(caseworker, MINE))).toBe("FORBIDDEN");
  });

  it("knows its people for a refuge's when it is one, and becomes one, whoever writes what", async () => {
    const { url, migrationUrl } = owner.database;
    const house = await buildHouse(migrationUrl, { beds: 1, people: 1 });
    const admitted = await admit(house, { bedId: house.beds[0] });
    const hidden = async () => {
      const text = `select (select confidential from stay where id = $1) as stay,
        (select confidential from waiting_entry where facility_id = $2) as waiting`;
      return (await asOwner.query(text, [stayOf(admitted)["id"], house.facilityId])).rows[0] as object;
    };
    const asOwner = new Client({ connectionString: migrationUrl });
    const app = await connectAs(url, { viewer: house.worker.id, organisation: house.organisationId });
    await asOwner.connect();
    try {
      expect(await hidden()).toEqual({ stay: false, waiting: false });
      const becomes =
        "update facility set confidential = $2, address = null, municipality_code = null, sealed = $3 where id = $1";
      await asOwner.query(becomes, [house.facilityId, true, Buffer.from("sealed")]);
      expect(await hidden()).toEqual({ stay: true, waiting: true });
      await app.query("update stay set confidential = false where id = $1", [stayOf(admitted)["id"]]);
      expect(await hidden()).toEqual({ stay: true, waiting: true });
      await asOwner.query(becomes, [house.facilityId, false, null]);
      expect(await hidden()).toEqual({ stay: false, waiting: false });
    } finally {
      await Promise.all([asOwner.end(), app.end()]);
    }
  });
});
