/** A match was given up: its bounds were reached. */
export class MatchStopped extends Error {}

/** Kinds of frames: a place to go on from; runs that give back or take more; a further round of a lazy loop. */
export const CHOICE = 0;
export const GIVE = 1;
export const TAKE = 2;
export const ROUND = 3;
/** A register gets the value back that it had. */
const UNDO = 4;
const FRAME = 4;

/** The choices of a match that are not tried yet, and the registers as they were when each was left. */
export class RegexStack {
  top = 0;
  /** What was popped last. */
  a = 0;
  b = 0;
  c = 0;
  #frames = new Int32Array(1024);
  readonly #registers: Int32Array;
  readonly #most: number;

  constructor(registers: Int32Array, most: number) {
    this.#registers = registers;
    this.#most = most;
  }

  /** Changes a register until the choice below is come back to. */
  set(register: number, value: number): void {
    const before = this.#registers[register] ?? -1;
    if (before === value) return;
    this.push(UNDO, register, before, 0);
    this.#registers[register] = value;
  }

  push(kind: number, a: number, b: number, c: number): void {
    if (this.top + FRAME > this.#frames.length) this.#grow();
    const frames = this.#frames;
    frames[this.top] = kind;
    frames[this.top + 1] = a;
    frames[this.top + 2] = b;
    frames[this.top + 3] = c;
    this.top += FRAME;
  }

  /** Comes back to the last choice above `base` and gives its kind; -1 when there is none. */
  pop(base: number): number {
    const frames = this.#frames;
    while (this.top > base) {
      this.top -= FRAME;
      this.a = frames[this.top + 1] ?? 0;
      this.b = frames[this.top + 2] ?? 0;
      this.c = frames[this.top + 3] ?? 0;
      const kind = frames[this.top] ?? UNDO;
      if (kind !== UNDO) return kind;
      this.#registers[this.a] = this.b;
    }
    return -1;
  }

  /** Takes everything back that was done since the stack was at `base`. */
  unwind(base: number): void {
    while (this.pop(base) >= 0);
  }

  /** What was found is not tried in another way, but still taken back when all of it was in vain. */
  forgetChoices(base: number): void {
    let kept = base;
    for (let at = base; at < this.top; at += FRAME) {
      if (this.#frames[at] !== UNDO) continue;
      this.#frames.copyWithin(kept, at, at + FRAME);
      kept += FRAME;
    }
    this.top = kept;
  }

  #grow(): void {
    if (this.top >= this.#most * FRAME) throw new MatchStopped();
    const larger = new Int32Array(this.#frames.length * 2);
    larger.set(this.#frames);
    this.#frames = larger;
  }
}
