import { Refusal } from "../../subgraphs/kernel/refusal";
import type { Introduced } from "./following";
import { SignIn } from "./sign-in";

const HOUR = 3_600_000;

interface Somebody {
  readonly who: string;
  readonly until: number;
}

/** A token is believed by what stands in it: who, and until when. Its key may be withdrawn. */
class Believer {
  readonly headers = new Set(["authorization"]);
  readonly withdrawn = new Set<string>();
  asked = 0;
  /** What each answer waits for, by the token it is about. */
  readonly waits = new Map<string, Promise<void>>();

  readonly identify = async ({ headers: { authorization = "" } }: Introduced): Promise<Somebody> => {
    this.asked++;
    await this.waits.get(authorization);
    const [who = "", until] = authorization.split(" ");
    if (this.withdrawn.has(authorization)) throw new Refusal("UNAUTHENTICATED", "No.");
    return { who, until: Number(until) };
  };

  /** Answers about this token only when the returned function was called. */
  hold(token: string): () => void {
    let go = (): void => undefined;
    this.waits.set(token, new Promise((resolve) => (go = resolve)));
    return go;
  }
  readonly untilOf = ({ until }: Somebody): number => until;
  readonly isSame = (one: Somebody, other: Somebody): boolean => one.who === other.who;
}

describe("who is at the other end of a connection", () => {
  beforeEach(() => void jest.useFakeTimers({ now: 0 }));
  afterEach(() => void jest.useRealTimers());

  const arrive = async (token: string) => {
    const believer = new Believer();
    const ended = jest.fn<void, []>();
    const ending = jest.fn<void, [number]>();
    const signIn = new SignIn(believer, { onEnding: ending, onEnded: ended });
    await signIn.begin({ authorization: token });
    return { believer, signIn, ended, ending };
  };
  const OLD = `anna ${8 * HOUR}`;
  const NEW = `anna ${9 * HOUR}`;

  it("is looked at again every minute, and stays while they are believed", async () => {
    const { believer, signIn, ended } = await arrive(OLD);
    await jest.advanceTimersByTimeAsync(10 * 60_000);
    expect([believer.asked, ended.mock.calls.length]).toEqual([11, 0]);
    expect(signIn.current).toMatchObject({ who: "anna" });
  });

  it("is gone a minute after the key that signed for them was withdrawn, whatever their token says", async () => {
    const { believer, signIn, ended } = await arrive(OLD);
    await jest.advanceTimersByTimeAsync(90_000);
    believer.withdrawn.add(OLD);
    await jest.advanceTimersByTimeAsync(60_000);
    expect([ended.mock.calls.length, signIn.current]).toEqual([1, undefined]);
    await jest.advanceTimersByTimeAsync(10 * HOUR);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it("is believed by the newest token they brought: the one before may be withdrawn", async () => {
    const { believer, signIn, ended } = await arrive(OLD);
    await signIn.renew({ authorization: NEW });
    believer.withdrawn.add(OLD);
    await jest.advanceTimersByTimeAsync(5 * 60_000);
    expect([ended.mock.calls.length, signIn.until]).toEqual([0, 9 * HOUR]);
  });

  it("is not asked for when they have left, and nobody else may go on in their place", async () => {
    const { believer, signIn, ended } = await arrive(OLD);
    await expect(signIn.renew({ authorization: `berta ${9 * HOUR}` })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const before = believer.asked;
    signIn.end();
    await jest.advanceTimersByTimeAsync(10 * HOUR);
    expect([believer.asked, ended.mock.calls.length]).toEqual([before, 0]);
  });

  it("is told a minute before their token ends, once, and ends with it", async () => {
    const { ending, ended } = await arrive(`anna ${0.5 * HOUR}`);
    await jest.advanceTimersByTimeAsync(0.5 * HOUR - 1);
    expect([ending.mock.calls, ended.mock.calls.length]).toEqual([[[60]], 0]);
    await jest.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it("without an end of their own is still looked at", async () => {
    const { believer, ended } = await arrive("anna Infinity");
    await jest.advanceTimersByTimeAsync(3 * 60_000);
    expect([believer.asked, ended.mock.calls.length]).toEqual([4, 0]);
  });

  describe("while it is being found out who they are", () => {
    const LONGEST = `anna ${10 * HOUR}`;

    it("they leave: nobody is there, and nobody is looked at again", async () => {
      const believer = new Believer();
      const known = believer.hold(OLD);
      const signIn = new SignIn(believer, { onEnding: jest.fn(), onEnded: jest.fn() });
      const begun = signIn.begin({ authorization: OLD });
      signIn.end();
      known();
      await expect(begun).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
      await jest.advanceTimersByTimeAsync(HOUR);
      expect([signIn.current, believer.asked]).toEqual([undefined, 1]);
    });

    it.each<[string, string, (signIn: SignIn<Somebody>) => unknown]>([
      ["they leave", OLD, (signIn) => signIn.end()],
      ["their time runs out", `anna ${HOUR}`, () => jest.advanceTimersByTimeAsync(HOUR)],
    ])("%s: what they brought comes too late", async (_, token, happens) => {
      const { believer, signIn } = await arrive(token);
      const known = believer.hold(NEW);
      const renewed = signIn.renew({ authorization: NEW });
      await happens(signIn);
      known();
      await expect(renewed).rejects.toMatchObject({ code: "FORBIDDEN" });
      const { asked } = believer;
      await jest.advanceTimersByTimeAsync(HOUR);
      expect([signIn.current, believer.asked]).toEqual([undefined, asked]);
    });

    it("they bring another: the one that lasts longest stays, in whatever order it is known", async () => {
      const { believer, signIn } = await arrive(OLD);
      const known = believer.hold(NEW);
      const first = signIn.renew({ authorization: NEW });
      await signIn.renew({ authorization: LONGEST });
      known();
      await first;
      expect(signIn.until).toBe(10 * HOUR);
    });

    it("their first token is looked at once more: what became of it is no matter when another took its place", async () => {
      const { believer, signIn, ended } = await arrive(OLD);
      const known = believer.hold(OLD);
      believer.withdrawn.add(OLD);
      await jest.advanceTimersByTimeAsync(60_000);
      await signIn.renew({ authorization: NEW });
      known();
      await jest.advanceTimersByTimeAsync(1);
      expect([ended.mock.calls.length, signIn.until]).toEqual([0, 9 * HOUR]);
    });
  });
});
