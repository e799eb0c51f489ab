import type { MatchGuard } from "./match-guard.ts";
import type { RegexCost } from "./regex-cost.ts";
import { RegexMachine } from "./regex-machine.ts";
import type { RegexProgram } from "./regex-program.ts";
import { MatchStopped } from "./regex-stack.ts";

/** What a bounded pattern is made of. */
export interface BoundedParts {
  /** As its author wrote it. */
  readonly pattern: string;
  readonly source: string;
  readonly flags: string;
  readonly cost: RegexCost;
  readonly program: () => RegexProgram;
  /** Named groups as the JavaScript pattern names them, and their numbers. */
  readonly names: readonly (readonly [string, number])[];
}

/** Steps that are left to JavaScript's engine, which cannot be stopped: about a tenth of a second. */
const NATIVE_STEPS = 1e8;
/** Choices that a match may keep open: 64 MB. */
const CHOICES = 1 << 22;

/** Whether a pattern may take too long on texts that occur. */
export function needsBound({ degree, factor }: RegexCost): boolean {
  return degree > 1 || factor > 16;
}

/**
 * A regular expression whose matches are bounded: a text on which JavaScript's engine could go on for too long is searched by a
 * machine that counts its steps. Both find the same. A match that is given up is none, and the guard is told.
 */
export class BoundedRegex extends RegExp {
  readonly #parts: BoundedParts;
  readonly #guard: MatchGuard;
  #machine: RegexMachine | undefined;

  constructor(parts: BoundedParts, guard: MatchGuard) {
    super(parts.source, parts.flags);
    this.#parts = parts;
    this.#guard = guard;
  }

  override exec(text: string): RegExpExecArray | null {
    const { degree, factor } = this.#parts.cost;
    if (factor * text.length ** degree <= NATIVE_STEPS) return super.exec(text);
    const moves = this.global || this.sticky;
    const from = moves ? this.lastIndex : 0;
    const registers = from > text.length || this.#guard.isSpent ? null : this.#search(text, from);
    if (moves) this.lastIndex = registers === null ? 0 : (registers[1] ?? 0);
    return registers === null ? null : this.#result(text, registers);
  }

  /** The default would search with a copy that has no bound. */
  override *[Symbol.matchAll](text: string): RegExpStringIterator<RegExpExecArray> {
    const copy = new BoundedRegex(this.#parts, this.#guard);
    copy.lastIndex = this.lastIndex;
    for (let match = copy.exec(text); match !== null; match = copy.exec(text)) {
      yield match;
      if (!this.global) return;
      if (match[0] === "") copy.lastIndex += this.unicode && (text.codePointAt(copy.lastIndex) ?? 0) > 0xffff ? 2 : 1;
    }
  }

  #search(text: string, from: number): Int32Array | null {
    this.#machine ??= new RegexMachine(this.#parts.program(), { steps: this.#guard.steps, choices: CHOICES });
    try {
      return this.#machine.match(text, from, this.sticky);
    } catch (error) {
      if (!(error instanceof MatchStopped)) throw error;
      this.#guard.gaveUp(this.#parts.pattern, text.length);
      return null;
    }
  }

  #result(text: string, registers: Int32Array): RegExpExecArray {
    const places: ([number, number] | undefined)[] = [];
    const { groups } = this.#parts.program();
    for (let group = 0; group <= groups; group++) {
      const start = registers[2 * group] ?? -1;
      const end = registers[2 * group + 1] ?? -1;
      places.push(start < 0 || end < 0 ? undefined : [start, end]);
    }
    const texts = places.map((place) => (place === undefined ? undefined : text.slice(place[0], place[1])));
    const match = texts as unknown as RegExpExecArray; // The type knows no groups without text.
    match.index = registers[0] ?? 0;
    match.input = text;
    if (this.#parts.names.length > 0) match.groups = named(this.#parts.names, texts as string[]);
    if (this.hasIndices) {
      const indices = places as unknown as RegExpIndicesArray; // As above.
      if (this.#parts.names.length > 0) indices.groups = named(this.#parts.names, indices as [number, number][]);
      match.indices = indices;
    }
    return match;
  }
}

function named<T>(names: BoundedParts["names"], values: readonly T[]): Record<string, T> {
  const groups: Record<string, T> = Object.create(null);
  for (const [name, index] of names) groups[name] = values[index] as T;
  return groups;
}
