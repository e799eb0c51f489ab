import { type CharTest, charTest } from "./char-test.ts";
import type { PrintedRegex } from "./regex-print.ts";
import { firstTest, type Starts, startsOf } from "./regex-starts.ts";
import type { RegexNode } from "./regex-tree.ts";

/** An instruction of the {@link RegexMachine}. Numbers lead to other instructions; `back` matches from right to left. */
export type Instruction =
  | { readonly op: "char"; readonly test: CharTest; readonly back: boolean }
  /** A repeated single character; `next` is what must stand behind it, when that is one character too. */
  | {
      readonly op: "run";
      readonly test: CharTest;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly back: boolean;
      next: CharTest | null;
    }
  | { readonly op: "split"; first: number; second: number }
  | { readonly op: "jump"; to: number }
  | { readonly op: "save"; readonly register: number }
  | { readonly op: "enter"; readonly count: number }
  /** Begins a round or leaves: `count` rounds were made, the last from the place in register `count + 1`. */
  | {
      readonly op: "loop";
      readonly count: number;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      exit: number;
      /** Registers of the groups inside, forgotten with each round. */
      readonly from: number;
      readonly to: number;
    }
  | { readonly op: "assert"; readonly test: RegExp }
  /** Runs what follows up to `done` by itself, then goes on behind it: from the end of what was taken when `moves`. */
  | { readonly op: "apart"; readonly negative: boolean; readonly moves: boolean; end: number }
  | { readonly op: "done" }
  | { readonly op: "back"; readonly register: number; readonly ignoreCase: boolean; readonly back: boolean };

/** A pattern made ready for the {@link RegexMachine}. */
export interface RegexProgram {
  readonly code: readonly Instruction[];
  readonly groups: number;
  /** Two of each group, then two of each loop. */
  readonly registers: number;
  readonly unicode: boolean;
  readonly flags: string;
  /** What a match begins with, when that is known. */
  readonly begins: CharTest | null;
  /** A match that does not begin where the search does begins at the start of a line (`lines`) or nowhere (`text`). */
  readonly starts: Starts;
}

/** Makes the program of a printed pattern, which finds what JavaScript's engine would. */
export function regexProgram(printed: PrintedRegex): RegexProgram {
  const maker = new ProgramMaker(printed);
  maker.add(printed.tree, false);
  return maker.program();
}

class ProgramMaker {
  readonly #printed: PrintedRegex;
  readonly #code: Instruction[] = [];
  #registers: number;

  constructor(printed: PrintedRegex) {
    this.#printed = printed;
    this.#registers = 2 * (printed.count + 1);
  }

  program(): RegexProgram {
    const { tree, flags } = this.#printed;
    this.#code.push({ op: "done" });
    this.#lookAhead();
    const begins = firstTest(tree, (node) => this.#test(node));
    const unicode = flags.includes("u");
    return {
      code: this.#code,
      groups: this.#printed.count,
      registers: this.#registers,
      unicode,
      flags,
      begins,
      starts: startsOf(tree),
    };
  }

  /** Tells each run which character must stand behind it. */
  #lookAhead(): void {
    for (const [at, instruction] of this.#code.entries()) {
      if (instruction.op !== "run" || instruction.back) continue;
      let behind = at + 1;
      while (this.#code[behind]?.op === "save") behind++;
      const next = this.#code[behind];
      if (next?.op === "char" && !next.back) instruction.next = next.test;
    }
  }

  #test(node: RegexNode): CharTest {
    return charTest(this.#printed.printOne(node), this.#printed.flags);
  }

  add(node: RegexNode, back: boolean): void {
    switch (node.kind) {
      case "sequence":
        for (const item of back ? [...node.items].reverse() : node.items) this.add(item, back);
        return;
      case "choice":
        this.#choice(node.options, back);
        return;
      case "char":
      case "set":
        this.#code.push({ op: "char", test: this.#test(node), back });
        return;
      case "group":
        this.#captured(node.body, this.#printed.indexOf(node), back);
        return;
      case "plain":
        this.add(node.body, back);
        return;
      case "look":
        this.#apart(node.open.endsWith("!"), false, () => this.add(node.body, node.open.startsWith("(?<")));
        return;
      case "atomic":
        this.#unyielding(node, node.body);
        return;
      case "repeat":
        this.#repeat(node, back);
        return;
      case "back":
        this.#code.push({
          op: "back",
          register: 2 * this.#printed.indexOf(node),
          ignoreCase: this.#printed.flags.includes("i"),
          back,
        });
        return;
      case "assertion":
        this.#code.push({ op: "assert", test: new RegExp(node.written, `${this.#printed.flags}y`) });
        return;
      case "keep":
    }
  }

  #choice(options: readonly RegexNode[], back: boolean): void {
    const ends: { to: number }[] = [];
    for (const [i, option] of options.entries()) {
      const last = i === options.length - 1;
      const split = { op: "split" as const, first: this.#code.length + 1, second: 0 };
      if (!last) this.#code.push(split);
      this.add(option, back);
      if (last) break;
      const jump = { op: "jump" as const, to: 0 };
      this.#code.push(jump);
      ends.push(jump);
      split.second = this.#code.length;
    }
    for (const end of ends) end.to = this.#code.length;
  }

  #captured(body: RegexNode, index: number, back: boolean): void {
    this.#code.push({ op: "save", register: 2 * index + (back ? 1 : 0) });
    this.add(body, back);
    this.#code.push({ op: "save", register: 2 * index + (back ? 0 : 1) });
  }

  #apart(negative: boolean, moves: boolean, body: () => void): void {
    const apart = { op: "apart" as const, negative, moves, end: 0 };
    this.#code.push(apart);
    body();
    this.#code.push({ op: "done" });
    apart.end = this.#code.length;
  }

  #unyielding(node: RegexNode, body: RegexNode): void {
    const index = this.#printed.indexOf(node);
    this.#apart(false, true, () => (index === 0 ? this.add(body, false) : this.#captured(body, index, false)));
  }

  #repeat(node: RegexNode & { kind: "repeat" }, back: boolean): void {
    const { body, min, max, mode } = node;
    if (mode === "possessive") {
      this.#unyielding(node, { ...node, mode: "greedy" });
      return;
    }
    const lazy = mode === "lazy";
    if (body.kind === "char" || body.kind === "set") {
      this.#code.push({ op: "run", test: this.#test(body), min, max, lazy, back, next: null });
      return;
    }
    const count = this.#registers;
    this.#registers += 2;
    this.#code.push({ op: "enter", count });
    const [from, to] = this.#printed.groupsIn(body);
    const loop = { op: "loop" as const, count, min, max, lazy, exit: 0, from: 2 * from, to: 2 * to };
    const start = this.#code.length;
    this.#code.push(loop);
    this.add(body, back);
    this.#code.push({ op: "jump", to: start });
    loop.exit = this.#code.length;
  }
}
