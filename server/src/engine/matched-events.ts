import type { Lineage } from "#events/lineage.ts";
import type { Origin } from "#events/origin.ts";
import type { EventRole, RunSummary } from "./run-event.ts";

/** How many matched events are kept by place; the count beyond it stays exact. */
export const MATCHED_BOUND = 10_000;

/** Collects the events behind the result rows: each once, the first ones with their places. */
export class MatchedEvents {
  readonly #seen = new Map<number, Uint8Array>();
  readonly #found: { readonly origin: Origin; readonly role: EventRole }[] = [];
  readonly #bySample: number[] = [];
  #count = 0;
  #unnamed = 0;

  constructor(samples: number) {
    for (let i = 0; i < samples; i++) this.#bySample.push(0);
  }

  add(lineage: Lineage, role: EventRole): void {
    for (const origin of lineage.origins) {
      if (!this.#mark(origin)) continue;
      this.#count++;
      this.#bySample[origin.sample] = (this.#bySample[origin.sample] ?? 0) + 1;
      if (this.#found.length < MATCHED_BOUND) this.#found.push({ origin, role });
    }
    // A row names only the first of its events; the others are counted, and taken to be of this row alone.
    this.#unnamed += lineage.count - lineage.origins.length;
  }

  /** Count, the first places in the samples' order, and whether those are all. */
  summary(): RunSummary["matched"] {
    const found = [...this.#found].sort(({ origin: a }, { origin: b }) => a.sample - b.sample || a.ordinal - b.ordinal);
    const count = this.#count + this.#unnamed;
    return {
      count,
      bySample: this.#bySample,
      origins: found.map(({ origin }) => origin),
      roles: found.map(({ role }) => role),
      complete: count === found.length,
    };
  }

  #mark({ sample, ordinal }: Origin): boolean {
    const byte = ordinal >> 3;
    let bits = this.#seen.get(sample);
    if (bits === undefined || byte >= bits.length) {
      const larger = new Uint8Array(Math.max(1024, byte + 1, (bits?.length ?? 0) * 2));
      if (bits !== undefined) larger.set(bits);
      bits = larger;
      this.#seen.set(sample, bits);
    }
    const mask = 1 << (ordinal & 7);
    const before = bits[byte] ?? 0;
    bits[byte] = before | mask;
    return (before & mask) === 0;
  }
}
