import { Succession } from "./succession";

/** Makes what it is told to, when it is told to. */
class Workshop {
  readonly log: string[] = [];
  private readonly underWay = new Map<string, { done: (made: string) => void; fail: (reason: Error) => void }>();
  private readonly begun = new Map<string, () => void>();
  readonly succession = new Succession("a", "A", {
    make: (supergraph, stopping) => {
      this.log.push(`make ${supergraph}`);
      const made = new Promise<string>((done, fail) => {
        this.underWay.set(supergraph, { done, fail });
        stopping.addEventListener("abort", () => this.isPatient || fail(stopping.reason as Error));
      });
      this.begun.get(supergraph)?.();
      return made;
    },
    use: (running) => void this.log.push(`use ${running}`),
    leave: async (running) => void this.log.push(`leave ${running}`),
  });

  constructor(private readonly isPatient = false) {}

  async finish(supergraph: string, reason?: Error): Promise<void> {
    if (!this.underWay.has(supergraph)) await new Promise<void>((resolve) => void this.begun.set(supergraph, resolve));
    const { done, fail } = this.underWay.get(supergraph)!;
    if (reason) fail(reason);
    else done(supergraph.toUpperCase());
  }
}

const outcomeOf = (swapped: Promise<void>) =>
  swapped.then(
    () => "swapped",
    ({ message }: Error) => message,
  );

describe("one supergraph after another", () => {
  it("asked for at once they are made one after the other, and the last that was asked for stays", async () => {
    const shop = new Workshop();
    const swaps = ["b", "c"].map((each) => outcomeOf(shop.succession.swap(each)));
    await shop.finish("b");
    await shop.finish("c");
    expect(await Promise.all(swaps)).toEqual(["swapped", "swapped"]);
    expect(shop.log).toEqual(["make b", "use B", "leave A", "make c", "use C", "leave B"]);
    expect(shop.succession.present).toBe("C");
  });

  it("the one in use is not made again, which one is in use being said when its turn comes", async () => {
    const shop = new Workshop();
    const swaps = ["a", "b", "b", "a"].map((each) => shop.succession.swap(each));
    await shop.finish("b");
    await shop.finish("a");
    await Promise.all(swaps);
    expect(shop.log).toEqual(["make b", "use B", "leave A", "make a", "use A", "leave B"]);
  });

  it("one that cannot be made changes nothing, and keeps none from coming after it", async () => {
    const shop = new Workshop();
    const swaps = ["b", "c"].map((each) => outcomeOf(shop.succession.swap(each)));
    await shop.finish("b", new Error("nothing is left for editors"));
    await shop.finish("c");
    expect(await Promise.all(swaps)).toEqual(["nothing is left for editors", "swapped"]);
    expect(shop.log).toEqual(["make b", "make c", "use C", "leave A"]);
  });

  it("when the gateway stops, none comes any more: what is being made is given up, or left when it is there", async () => {
    for (const isPatient of [false, true]) {
      const shop = new Workshop(isPatient);
      const swaps = ["b", "c"].map((each) => outcomeOf(shop.succession.swap(each)));
      await Promise.resolve();
      const stopped = shop.succession.stop();
      if (isPatient) await shop.finish("b");
      await stopped;
      expect(await Promise.all(swaps)).toEqual(["The gateway stops.", "The gateway stops."]);
      expect(shop.log).toEqual(["make b", ...(isPatient ? ["leave B"] : [])]);
      expect(await outcomeOf(shop.succession.swap("d"))).toBe("The gateway stops.");
      expect(shop.succession.present).toBe("A");
    }
  });
});
