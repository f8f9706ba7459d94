import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** What a measured process can be asked to do, by name; arguments and results are copied between the processes. */
export type Abilities = Readonly<Record<string, (argument: never) => unknown>>;

interface Order {
  readonly number: number;
  readonly name: string;
  readonly argument: unknown;
}

interface Report {
  readonly number: number;
  readonly result?: unknown;
  readonly failure?: string;
}

const COMMON = {
  /** Milliseconds of CPU this process has used, all its threads together. */
  cpu: (): number => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  /** Bytes, after everything that can be freed is freed. */
  rss: (): number => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage.rss();
  },
};

/** Makes this process a worker. It ends when its parent has gone. */
export function serve(abilities: Abilities): void {
  const known = { ...abilities, ...COMMON } as Record<string, (argument: unknown) => unknown>;
  process.on("disconnect", () => process.exit());
  process.on("message", (order: Order) => {
    const report = (rest: Omit<Report, "number">) => process.send?.({ number: order.number, ...rest });
    Promise.resolve(order.argument)
      .then(known[order.name])
      .then(
        (result) => report({ result }),
        (error: Error) => report({ failure: error.stack ?? error.message }),
      );
  });
}

type Known<A> = A & typeof COMMON;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/** A worker process, seen from the one that coordinates. */
export class Worker<A extends Abilities> {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private orders = 0;

  /** `file` without its ending, in this directory. All workers run with the hub's own flags of `npm start`. */
  constructor(readonly file: string) {
    this.child = fork(path.join(__dirname, `${file}.js`), {
      serialization: "advanced",
      execArgv: ["--expose-gc", "--max-semi-space-size=64"],
    });
    this.child.on("message", ({ number, result, failure }: Report) => {
      const order = this.waiting.get(number);
      this.waiting.delete(number);
      if (failure === undefined) order?.resolve(result);
      else order?.reject(new Error(`${file}: ${failure}`));
    });
    this.child.once("exit", (code) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`${file} ended with ${code}`));
    });
  }

  ask<N extends keyof Known<A> & string>(
    name: N,
    ...[argument]: Parameters<Known<A>[N]>
  ): Promise<Awaited<ReturnType<Known<A>[N]>>> {
    const number = ++this.orders;
    this.child.send({ number, name, argument });
    return new Promise<unknown>((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
    }) as Promise<Awaited<ReturnType<Known<A>[N]>>>;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.disconnect();
    await ended;
  }
}
