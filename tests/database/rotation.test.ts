import { rotateKeys, retireKeys, type SealedDatabase } from "../../gateway/deploy/rotate-keys";
import type { KeyFiles } from "../../gateway/deploy/key-files";
import { OWNERS } from "../../gateway/embedded/owners";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { Importer } from "../../subgraphs/kernel/database/copy";
import type { VaultKeys } from "../../subgraphs/kernel/secrets/keys";
import { Vault } from "../../subgraphs/kernel/secrets/vault";
import { codeOf } from "../support/answers";
import { accepted, refer, register, REGISTER, somebody } from "../support/desk";
import { download, pdfOf, stored } from "../support/documents";
import { TestHub } from "../support/hub";
import { afmOf } from "../support/numbers";
import { operation, operationOf } from "../support/operations";
import { agencyId, SHOWCASE, testLives } from "../support/people";
import { TEST_KEYS } from "../support/vault";

const IDENTITY = "query ($id: ID!) { beneficiary(id: $id) { identifiers { kind value } contacts { value } } }";
const PLACE = "query ($id: ID!) { agency(id: $id) { sites { address } } myFacilities { address } }";

/** A hub whose keys are changed under it, as by files that every process watches. */
class ChangingKeys implements KeyFiles {
  constructor(public keys: VaultKeys) {}
  read = (): VaultKeys => this.keys;
  write = (keys: VaultKeys): void => void (this.keys = keys);
}

const SEALED = [
  ...["identifier", "contact", "correction", "message", "document", "document_part"],
  ...["notice_preference", "site", "facility"],
];
const allUnder = (key: number) => Object.fromEntries(SEALED.map((table) => [table, [key]]));

describe("the keys of the vault", () => {
  const files = new ChangingKeys(TEST_KEYS);
  let hub: TestHub;
  let databases: (SealedDatabase & { importer: Importer })[];
  const known = testLives()[0]!.person;

  beforeAll(async () => {
    const vault = new Vault({ current: files.read, again: files.read });
    hub = await TestHub.open("in-process", undefined, undefined, vault);
    const sealing = OWNERS.flatMap(({ name, sealed }) => (sealed ? [{ name, columns: sealed }] : []));
    databases = await Promise.all(
      sealing.map(async ({ name, columns }) => ({
        columns,
        importer: await Importer.open(databaseOf(hub.cloned.databases, name).migrationUrl),
      })),
    );
  }, 30_000);
  /** Somebody whose nationality was put right: claimed, and what stood there before. */
  beforeAll(async () => {
    const desk = hub.as("caseworker");
    const beneficiaryId = await register(desk, { nationality: "GR" });
    const claim = {
      holderId: agencyId("cc-paionia"),
      category: "IDENTITY",
      field: "nationality",
      evidence: "Διαβατήριο",
    };
    const input = { ...claim, beneficiaryId, wrong: "GR", right: "AL" };
    const asked = accepted(await desk(operationOf("Corrections", "RequestCorrection"), { input }));
    const answer = { correctionId: asked.requestCorrection.correction.id, applied: true };
    accepted(await desk(operationOf("Corrections", "AnswerCorrection"), { input: answer }));
    const letters = { address: "worker@example.gr", rhythm: "OFF" };
    accepted(await desk(operationOf("Notices", "SetNoticeMail"), { input: letters }));
  });
  afterAll(async () => {
    await Promise.all((databases ?? []).map(({ importer }) => importer.close()));
    await hub?.close();
  });

  /** A document whose bytes are no text. */
  let documentId: string;
  const content = pdfOf(1_200_000);
  beforeAll(async () => {
    const desk = hub.as("caseworker");
    const referralId = await refer(desk, await register(desk));
    documentId = await stored(hub, "caseworker", { referralId, content });
  });

  const rotate = (batchDone?: () => void) =>
    rotateKeys({ files, databases, tell: () => undefined, settleMs: 0, batchDone });
  const retire = () => retireKeys({ files, databases, tell: () => undefined, settleMs: 0 });
  const findByNumber = async (value: string): Promise<string[]> => {
    const search = { search: { identifier: { kind: "AMKA", value } } };
    const { edges } = accepted(await hub.as("caseworker")(operation("FindBeneficiary"), search)).beneficiaries;
    return edges.map(({ node }: { node: { id: string } }) => node.id);
  };
  const underKeys = async (): Promise<Record<string, number[]>> => {
    const found: Record<string, number[]> = {};
    for (const { importer, columns } of databases) {
      for (const { table, column } of columns) {
        const rows = await importer.run(
          `select distinct get_byte(${column}, 0) as id from ${table} where ${column} is not null order by 1`,
        );
        const known = new Set([...(found[table] ?? []), ...rows.map(({ id }) => id as number)]);
        found[table] = [...known].sort();
      }
    }
    return found;
  };
  /** What must be true at every moment of a rotation. */
  const expectAllWorks = async (): Promise<void> => {
    const { identifiers, contacts } = accepted(await hub.as("caseworker")(IDENTITY, { id: SHOWCASE })).beneficiary;
    expect(identifiers).toContainEqual({ kind: "AMKA", value: known.amka });
    expect(contacts.map(({ value }: { value: string }) => value)).toContain(known.phone);
    expect(await findByNumber(known.amka!)).toEqual([SHOWCASE]);
    const twice = somebody({ identifiers: [{ kind: "AMKA", value: known.amka }] });
    expect(codeOf(await hub.as("caseworker")(REGISTER, { input: twice }))).toBe("CONFLICT");
    const inside = accepted(await hub.as("house-of-woman")(PLACE, { id: agencyId("md-house-of-woman") }));
    expect(JSON.stringify(inside)).toContain("Οδός Σιωπής");
  };

  it("are not retired while a row needs them, nor when there is only one", async () => {
    expect(await underKeys()).toEqual(allUnder(1));
    await expect(rotate(() => fail("stopped"))).rejects.toThrow("stopped");
    await expect(retire()).rejects.toThrow("rows still need the old keys");
    expect(files.keys.encryption.map(({ id }) => id)).toEqual([2, 1]);
    await expectAllWorks();
  });

  it("stopped half way, open and find everything; what is written meanwhile is sealed anew", async () => {
    await expect(rotate(() => fail("killed"))).rejects.toThrow("killed");
    expect((await underKeys())["identifier"]).toEqual([1, 2]);
    await expectAllWorks();
    const afm = afmOf("31415926");
    await register(hub.as("caseworker"), { identifiers: [{ kind: "AFM", value: afm }] });
    const again = somebody({ identifiers: [{ kind: "AFM", value: afm }] });
    expect(codeOf(await hub.as("caseworker")(REGISTER, { input: again }))).toBe("CONFLICT");
  });

  it("are taken up where they were, and change under people who work", async () => {
    const work = { going: true };
    const working = (async () => {
      while (work.going) await expectAllWorks();
    })();
    await rotate();
    work.going = false;
    await working;
    expect(await underKeys()).toEqual(allUnder(2));
    const opened = await download(hub, "caseworker", documentId);
    expect(Buffer.from(await opened.arrayBuffer()).equals(content)).toBe(true);
    expect(files.keys.matching.map(({ id }) => id)).toEqual([2, 1]);
  });

  it("once retired open nothing, and nothing asks for them", async () => {
    await retire();
    expect(files.keys.encryption.map(({ id }) => id)).toEqual([2]);
    const [left] = await databases[0]!.importer.run(
      "select count(*)::int as rows from identifier where match_odd is not null",
    );
    expect(left).toEqual({ rows: 0 });
    await expectAllWorks();
  });

  it("change once more, over hashes that a late writer left of the retired key", async () => {
    await databases[0]!.importer.run("update identifier set match_odd = match_even");
    await rotate();
    await expectAllWorks();
    await retire();
    expect(files.keys.matching.map(({ id }) => id)).toEqual([3]);
    await expectAllWorks();
  });

  it("come back when somebody seals under an old one to the last", async () => {
    await rotate();
    const late = new Vault({ ...files.keys, encryption: files.keys.encryption.slice(1) });
    const write = files.write;
    files.write = (keys) => {
      write(keys);
      files.write = write;
      return void databases[0]!.importer.run(
        "update contact set sealed = $1 where id = (select id from contact limit 1)",
        [late.seal("+306900000000")],
      );
    };
    await expect(retire()).rejects.toThrow("1 rows still need the old keys");
    expect(files.keys.encryption).toHaveLength(2);
    await rotate();
    await retire();
    await expectAllWorks();
  });
});

function fail(word: string): never {
  throw new Error(word);
}
