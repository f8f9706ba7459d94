import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Ground } from "./ground";

/** A hub in a process of its own, started again after every kill, each time at another address. */
export class HubProcess {
  private child: ChildProcess | undefined;
  private address: Promise<string> = Promise.reject(new Error("not started"));

  constructor(private readonly ground: Ground) {
    this.address.catch(() => undefined);
  }

  /** Where it answers; waits while it starts. */
  get url(): Promise<string> {
    return this.address.then((address) => `${address}/graphql`);
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const { directory, databases } = this.ground;
    const program = path.join(__dirname, "hub.process.js");
    const child = spawn(process.execPath, [program, JSON.stringify({ directory, databases })], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.child = child;
    this.address = new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).once("line", resolve);
      child.once("exit", () => reject(new Error("The hub ended before it was ready.")));
    });
    await this.address;
  }

  /** kill -9: nothing is closed, flushed or said. */
  async kill(): Promise<void> {
    const child = this.child!;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
}
