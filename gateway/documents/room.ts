/** What {@link Room.hold} rejects with where there was no room for too long. */
export const NO_ROOM = Symbol("no room");

export interface RoomLimits {
  /** Bytes that all hold together. */
  readonly bytes: number;
  /** Bytes of one person among them: nobody fills it alone, however slowly they send. */
  readonly bytesEach: number;
  /** Who wait at once. Nothing of theirs is in memory. */
  readonly waiting: number;
  readonly patienceMs: number;
}

interface Waiting {
  readonly whose: string;
  readonly bytes: number;
  readonly enter: () => void;
}

/**
 * Memory for what is sent in one piece and held until it is handed on. Who finds none waits before anything of theirs is
 * read, in the order of their coming; who has their own share in use lets others pass.
 */
export class Room {
  private held = 0;
  private readonly heldBy = new Map<string, number>();
  private readonly waiting = new Set<Waiting>();

  constructor(private readonly limits: RoomLimits) {}

  /** Does `work` while so many bytes of theirs are held. Rejects as it does, and with {@link NO_ROOM}. */
  async hold<T>(whose: string, bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.waiting.size === 0 && this.fits(whose, bytes)) this.take(whose, bytes);
    else await this.turn(whose, bytes);
    try {
      return await work();
    } finally {
      this.take(whose, -bytes);
      this.letIn();
    }
  }

  /** Whoever holds nothing may always hold something: what is larger than a share comes one at a time. */
  private fits(whose: string, bytes: number): boolean {
    const own = this.heldBy.get(whose) ?? 0;
    const { bytes: all, bytesEach } = this.limits;
    return (own === 0 || own + bytes <= bytesEach) && (this.held === 0 || this.held + bytes <= all);
  }

  private take(whose: string, bytes: number): void {
    this.held += bytes;
    const own = (this.heldBy.get(whose) ?? 0) + bytes;
    if (own > 0) this.heldBy.set(whose, own);
    else this.heldBy.delete(whose);
  }

  private turn(whose: string, bytes: number): Promise<void> {
    if (this.waiting.size >= this.limits.waiting) throw NO_ROOM;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        this.waiting.delete(waiting);
      };
      const timer = setTimeout(() => {
        leave();
        reject(NO_ROOM);
        this.letIn();
      }, this.limits.patienceMs);
      const enter = (): void => {
        leave();
        this.take(whose, bytes);
        resolve();
      };
      const waiting = { whose, bytes, enter };
      this.waiting.add(waiting);
      this.letIn();
    });
  }

  private letIn(): void {
    for (const { whose, bytes, enter } of this.waiting) {
      if (this.fits(whose, bytes)) enter();
      else if (this.isInTheWay(whose, bytes)) return;
    }
  }

  /** Whether it is room for everybody that lacks: then nobody who came later, and needs less, passes by. */
  private isInTheWay(whose: string, bytes: number): boolean {
    const own = this.heldBy.get(whose) ?? 0;
    return own === 0 || own + bytes <= this.limits.bytesEach;
  }
}
