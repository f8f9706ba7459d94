/** Wakes who waits, and remembers a ring that came while nobody did. */
export class Doorbell {
  private rung = false;
  private wake: () => void = () => undefined;

  ring(): void {
    this.rung = true;
    this.wake();
  }

  /** Whatever rings from now on is new. */
  answer(): void {
    this.rung = false;
  }

  /** Until it is rung, if `listening`, or `milliseconds` have passed. */
  async wait(milliseconds: number, listening = true): Promise<void> {
    if (listening && this.rung) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        if (!listening) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => undefined;
  }
}
