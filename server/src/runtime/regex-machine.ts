import type { Instruction, RegexProgram } from "./regex-program.ts";
import { CHOICE, GIVE, MatchStopped, RegexStack, ROUND, TAKE } from "./regex-stack.ts";
import { RegexText } from "./regex-text.ts";

/** What a match may cost. */
export interface MatchBounds {
  /** Instructions that are carried out in all. */
  readonly steps: number;
  /** Choices that are kept to come back to. */
  readonly choices: number;
}

type Op<K extends Instruction["op"]> = Extract<Instruction, { op: K }>;

/** Carries out a program by trying and coming back, as PCRE and JavaScript do, but on a stack of its own and with a bound. */
export class RegexMachine {
  readonly #program: RegexProgram;
  readonly #bounds: MatchBounds;
  readonly #registers: Int32Array;
  readonly #stack: RegexStack;
  readonly #text: RegexText;
  #at = 0;
  #next = 0;
  #left = 0;

  constructor(program: RegexProgram, bounds: MatchBounds) {
    this.#program = program;
    this.#bounds = bounds;
    this.#registers = new Int32Array(program.registers);
    this.#text = new RegexText(program.unicode);
    this.#stack = new RegexStack(this.#registers, bounds.choices);
  }

  /** The registers of the first match from a place on, two of each group; null without one. Throws {@link MatchStopped}. */
  match(text: string, from: number, sticky: boolean): Int32Array | null {
    this.#text.text = text;
    this.#left = this.#bounds.steps;
    const { starts, begins } = this.#program;
    for (
      let start = this.#text.whole(from);
      start >= 0 && start <= text.length;
      start = this.#following(start, starts)
    ) {
      this.#left -= 0.25;
      if (begins === null || (start < text.length && begins(this.#text.at(start)))) {
        const end = this.#try(start);
        if (end >= 0) {
          this.#registers[0] = start;
          this.#registers[1] = end;
          return this.#registers;
        }
      }
      if (sticky) return null;
    }
    return null;
  }

  #following(start: number, starts: RegexProgram["starts"]): number {
    if (starts === "anywhere") return start + this.#text.width(start);
    const line = starts === "lines" ? this.#text.text.indexOf("\n", start) : -1;
    return line < 0 ? -1 : line + 1;
  }

  #try(start: number): number {
    this.#registers.fill(-1);
    this.#stack.top = 0;
    this.#at = start;
    return this.#run(0) ? this.#at : -1;
  }

  /** Runs from an instruction to its `done`; choices below the stack's present top are not touched. */
  #run(from: number): boolean {
    const base = this.#stack.top;
    const { code } = this.#program;
    this.#next = from;
    for (;;) {
      if (this.#left-- <= 0) throw new MatchStopped();
      const instruction = code[this.#next];
      if (instruction === undefined) return false;
      if (instruction.op === "done") return true;
      this.#next++;
      if (!this.#carryOut(instruction) && !this.#comeBack(base)) return false;
    }
  }

  #carryOut(instruction: Instruction): boolean {
    switch (instruction.op) {
      case "char":
        return this.#char(instruction);
      case "run":
        return this.#runOf(instruction);
      case "split":
        this.#stack.push(CHOICE, instruction.second, this.#at, 0);
        this.#next = instruction.first;
        return true;
      case "jump":
        this.#next = instruction.to;
        return true;
      case "save":
        this.#stack.set(instruction.register, this.#at);
        return true;
      case "enter":
        this.#stack.set(instruction.count, 0);
        this.#stack.set(instruction.count + 1, -1);
        return true;
      case "loop":
        return this.#loop(instruction);
      case "assert":
        instruction.test.lastIndex = this.#at;
        return instruction.test.test(this.#text.text);
      case "apart":
        return this.#apart(instruction);
      case "back":
        return this.#reference(instruction);
      case "done":
        return true;
    }
  }

  #char({ test, back }: Op<"char">): boolean {
    if (back ? this.#at === 0 : this.#at >= this.#text.text.length) return false;
    if (!test(back ? this.#text.before(this.#at) : this.#text.at(this.#at))) return false;
    this.#at += back ? -this.#text.widthBefore(this.#at) : this.#text.width(this.#at);
    return true;
  }

  #runOf(run: Op<"run">): boolean {
    const place = this.#next - 1;
    const least = this.#advance(run, this.#at, run.min);
    if (least.count < run.min) return false;
    this.#at = least.at;
    const more = run.max - run.min;
    if (run.lazy) {
      if (more > 0) this.#stack.push(TAKE, place, this.#at, Math.min(more, 0x7fffffff));
      return true;
    }
    const most = this.#advance(run, this.#at, more);
    if (most.at !== least.at) this.#stack.push(GIVE, place, most.at, least.at);
    this.#at = most.at;
    return true;
  }

  #advance({ test, back }: Op<"run">, from: number, most: number): { readonly at: number; readonly count: number } {
    const { length } = this.#text.text;
    let at = from;
    let count = 0;
    while (count < most && (back ? at > 0 : at < length)) {
      if (!test(back ? this.#text.before(at) : this.#text.at(at))) break;
      at += back ? -this.#text.widthBefore(at) : this.#text.width(at);
      count++;
    }
    this.#left -= count / 8;
    return { at, count };
  }

  #loop(loop: Op<"loop">): boolean {
    const rounds = this.#registers[loop.count] ?? 0;
    if (rounds > loop.min && this.#at === this.#registers[loop.count + 1]) return false;
    if (rounds < loop.min) return this.#round(loop);
    if (rounds >= loop.max) {
      this.#next = loop.exit;
      return true;
    }
    if (loop.lazy) {
      this.#stack.push(ROUND, this.#next - 1, this.#at, 0);
      this.#next = loop.exit;
      return true;
    }
    this.#stack.push(CHOICE, loop.exit, this.#at, 0);
    return this.#round(loop);
  }

  #round({ count, from, to }: Op<"loop">): boolean {
    this.#stack.set(count, (this.#registers[count] ?? 0) + 1);
    this.#stack.set(count + 1, this.#at);
    for (let register = from; register < to; register++) this.#stack.set(register, -1);
    return true;
  }

  #apart({ negative, moves, end }: Op<"apart">): boolean {
    const base = this.#stack.top;
    const at = this.#at;
    const body = this.#next;
    const found = this.#run(body);
    if (negative) {
      if (found) this.#stack.unwind(base);
      this.#at = at;
      this.#next = end;
      return !found;
    }
    if (!found) return false;
    this.#left -= (this.#stack.top - base) / 32;
    this.#stack.forgetChoices(base);
    if (!moves) this.#at = at;
    this.#next = end;
    return true;
  }

  #reference({ register, ignoreCase, back }: Op<"back">): boolean {
    const start = this.#registers[register] ?? -1;
    const end = this.#registers[register + 1] ?? -1;
    if (start < 0 || end < 0) return true;
    const length = end - start;
    this.#left -= length / 8;
    const from = back ? this.#at - length : this.#at;
    if (from < 0 || from + length > this.#text.text.length) return false;
    const wanted = this.#text.text.slice(start, end);
    const found = this.#text.text.slice(from, from + length);
    if (wanted !== found && !(ignoreCase && this.#text.sameLetters(wanted, found))) return false;
    this.#at = back ? from : from + length;
    return true;
  }

  #comeBack(base: number): boolean {
    for (let kind = this.#stack.pop(base); kind >= 0; kind = this.#stack.pop(base)) {
      const { a, b, c } = this.#stack;
      if (kind === CHOICE) {
        this.#next = a;
        this.#at = b;
        return true;
      }
      if (this.#resume(kind, a, b, c)) return true;
    }
    return false;
  }

  #resume(kind: number, place: number, at: number, rest: number): boolean {
    const instruction = this.#program.code[place];
    this.#next = place + 1;
    this.#at = at;
    if (kind === ROUND && instruction?.op === "loop") return this.#round(instruction);
    if (instruction?.op !== "run") return false;
    return kind === GIVE ? this.#giveBack(instruction, place, at, rest) : this.#takeMore(instruction, place, at, rest);
  }

  /** A greedy run gives characters back, down to where what follows can begin. */
  #giveBack({ back, next }: Op<"run">, place: number, from: number, least: number): boolean {
    let at = from;
    do {
      at += back ? this.#text.width(at) : -this.#text.widthBefore(at);
      this.#left -= 0.25;
    } while (next !== null && at > least && !next(this.#text.at(at)));
    if (this.#left <= 0) throw new MatchStopped();
    if (at !== least) this.#stack.push(GIVE, place, at, least);
    this.#at = at;
    return true;
  }

  /** A lazy run takes one more, or as many as it needs until what follows can begin. */
  #takeMore({ test, back, next }: Op<"run">, place: number, from: number, most: number): boolean {
    let at = from;
    let left = most;
    do {
      if (left === 0 || (back ? at === 0 : at >= this.#text.text.length)) return false;
      if (!test(back ? this.#text.before(at) : this.#text.at(at))) return false;
      at += back ? -this.#text.widthBefore(at) : this.#text.width(at);
      left--;
      this.#left -= 0.25;
    } while (next !== null && !(at < this.#text.text.length && next(this.#text.at(at))));
    if (this.#left <= 0) throw new MatchStopped();
    if (left > 0) this.#stack.push(TAKE, place, at, left);
    this.#at = at;
    return true;
  }
}
