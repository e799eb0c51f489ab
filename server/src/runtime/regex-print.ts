import { needsUnicode, otherCases, printCode, printSet, withBothCases } from "./regex-set.ts";
import { RegexFault, type RegexNode, unsupported } from "./regex-tree.ts";

/** A named group of a pattern. */
export interface RegexGroup {
  readonly name: string;
  /** As the JavaScript pattern names it: the second group `n` is `n$2` there. */
  readonly written: string;
  /** Its number in a JavaScript match. */
  readonly index: number;
}

/** A pattern in JavaScript, and where its groups have gone. */
export interface PrintedRegex {
  readonly source: string;
  /** `i`, `u` or nothing. */
  readonly flags: string;
  readonly groups: readonly RegexGroup[];
  /** The JavaScript number of each group by its own number; entry 0 is 0. */
  readonly numbers: readonly number[];
  /** JavaScript numbers of the groups that hold what stands in front of `\K`. */
  readonly keeps: readonly number[];
  /** The tree that was written: what stands in front of `\K` is a group. */
  readonly tree: RegexNode;
  /** The number that a group, an atomic part or a back reference has in JavaScript; 0 for an atomic part that needs none. */
  indexOf(node: RegexNode): number;
  /** How many groups the JavaScript pattern has. */
  readonly count: number;
  /** The JavaScript number of the first group in a node, and of the first behind it. */
  groupsIn(node: RegexNode): readonly [number, number];
  /** A node of one character, written alone. */
  printOne(node: RegexNode): string;
}

/** Writes a pattern for JavaScript's engine. Throws a {@link RegexFault} for what it cannot express. */
export function printRegex(tree: RegexNode): PrintedRegex {
  const numbers = new Numbers();
  const kept = keepGroups(tree);
  numbers.assign(kept);
  const cases = caseOf(kept);
  const printer = new Printer(numbers, cases === "mixed", usesUnicode(kept));
  const source = printer.print(kept, false);
  return {
    source,
    flags: (cases === "ignored" ? "i" : "") + (usesUnicode(kept) ? "u" : ""),
    groups: numbers.named,
    numbers: numbers.byNumber,
    keeps: numbers.keeps,
    tree: kept,
    indexOf: (node) => numbers.indexOf(node),
    count: numbers.count,
    groupsIn: (node) => numbers.groupsIn(node),
    printOne: (node) => printer.print(node, false),
  };
}

/** The group number that marks what stands in front of `\K`. */
const KEEP = -1;

/** Puts what stands in front of `\K` into a group of its own; only at the top of the pattern. */
function keepGroups(tree: RegexNode): RegexNode {
  if (tree.kind === "choice") return { kind: "choice", options: tree.options.map(keepGroups) };
  if (tree.kind !== "sequence") return tree;
  const at = tree.items.findLastIndex((item) => item.kind === "keep");
  if (at < 0) return tree;
  const before = tree.items.slice(0, at).filter((item) => item.kind !== "keep");
  const body: RegexNode = { kind: "sequence", items: before };
  return {
    kind: "sequence",
    items: [{ kind: "group", number: KEEP, name: undefined, body }, ...tree.items.slice(at + 1)],
  };
}

/** The parts of a node. */
export function childrenOf(node: RegexNode): readonly RegexNode[] {
  switch (node.kind) {
    case "sequence":
      return node.items;
    case "choice":
      return node.options;
    case "group":
    case "plain":
    case "atomic":
    case "look":
    case "repeat":
      return [node.body];
    default:
      return [];
  }
}

function usesUnicode(node: RegexNode): boolean {
  if (node.kind === "char") return node.code > 0xffff;
  if (node.kind === "set") return needsUnicode(node.set);
  return childrenOf(node).some(usesUnicode);
}

/** Whether case is ignored everywhere that it matters, nowhere, or in parts. */
function caseOf(tree: RegexNode): "ignored" | "respected" | "mixed" {
  let ignored = false;
  let respected = false;
  const visit = (node: RegexNode): void => {
    const matters =
      (node.kind === "char" && otherCases(node.code).length > 0) ||
      node.kind === "back" ||
      (node.kind === "set" && withBothCases(node.set).ranges.length > node.set.ranges.length);
    if (matters && "ignoreCase" in node) {
      if (node.ignoreCase) ignored = true;
      else respected = true;
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(tree);
  if (ignored && respected) return "mixed";
  return ignored ? "ignored" : "respected";
}

/** Numbers groups in the order in which they are written, those that emulate atomic groups among them. */
class Numbers {
  readonly byNumber: number[] = [0];
  readonly named: RegexGroup[] = [];
  readonly keeps: number[] = [];
  readonly #emulated = new Map<RegexNode, number>();
  readonly #groups = new Map<RegexNode, number>();
  #last = 0;

  assign(node: RegexNode): void {
    if (node.kind === "group") {
      const index = ++this.#last;
      if (node.number === KEEP) this.keeps.push(index);
      else this.byNumber[node.number] = index;
      this.#groups.set(node, index);
      if (node.name !== undefined) this.named.push({ name: node.name, written: this.#written(node.name), index });
    } else if (needsEmulation(node)) this.#emulated.set(node, ++this.#last);
    for (const child of childrenOf(node)) this.assign(child);
  }

  /** Names are unique in JavaScript. */
  #written(name: string): string {
    const count = this.named.filter((group) => group.name === name).length + 1;
    return count === 1 ? name : `${name}$${count}`;
  }

  get count(): number {
    return this.#last;
  }

  /** Groups are numbered as they are written, so those in a node follow each other. */
  groupsIn(node: RegexNode): readonly [number, number] {
    const all: number[] = [];
    const collect = (each: RegexNode): void => {
      const index = this.#groups.get(each) ?? this.#emulated.get(each);
      if (index !== undefined) all.push(index);
      for (const child of childrenOf(each)) collect(child);
    };
    collect(node);
    return all.length === 0 ? [0, 0] : [Math.min(...all), Math.max(...all) + 1];
  }

  indexOf(node: RegexNode): number {
    return node.kind === "back" ? this.resolve(node) : (this.#groups.get(node) ?? this.emulationOf(node));
  }

  /** The beginning of a group that gives it its name. */
  nameOf(node: RegexNode): string {
    const found = this.named.find(({ index }) => index === this.#groups.get(node));
    return found === undefined ? "" : `?<${found.written}>`;
  }

  emulationOf(node: RegexNode): number {
    return this.#emulated.get(node) ?? 0;
  }

  /** The number of the group that a reference means. */
  resolve(node: RegexNode & { kind: "back" }): number {
    if (typeof node.to === "number") return this.byNumber[node.to] ?? 0;
    const groups = this.named.filter((group) => group.name === node.to);
    const [first] = groups;
    if (first === undefined) throw new RegexFault("reference to non-existent subpattern", node.span);
    if (groups.length > 1) throw unsupported("a reference to a name that several groups have", node.span);
    return first.index;
  }
}

/** Atomic groups and possessive quantifiers, unless they repeat one character without end. */
function needsEmulation(node: RegexNode): boolean {
  if (node.kind === "atomic") return simpleRun(node.body) === undefined;
  return node.kind === "repeat" && node.mode === "possessive" && simpleRun(node) === undefined;
}

/** A greedy endless repetition of one character: giving nothing back means that no such character follows. */
function simpleRun(node: RegexNode): { readonly one: RegexNode; readonly min: number } | undefined {
  const only = node.kind === "sequence" && node.items.length === 1 ? node.items[0] : node;
  if (only?.kind !== "repeat" || only.max !== Number.POSITIVE_INFINITY || only.mode === "lazy") return undefined;
  const { body, min } = only;
  return body.kind === "char" || body.kind === "set" ? { one: body, min } : undefined;
}

class Printer {
  readonly #numbers: Numbers;
  /** Case is ignored in parts, so letters there are written in both. */
  readonly #mixed: boolean;
  readonly #unicode: boolean;

  constructor(numbers: Numbers, mixed: boolean, unicode: boolean) {
    this.#numbers = numbers;
    this.#mixed = mixed;
    this.#unicode = unicode;
  }

  print(node: RegexNode, behind: boolean): string {
    switch (node.kind) {
      case "sequence":
        return node.items.map((item) => this.print(item, behind)).join("");
      case "choice":
        return node.options.map((option) => this.print(option, behind)).join("|");
      case "char":
        return this.#char(node.code, node.ignoreCase);
      case "set":
        return printSet(this.#mixed && node.ignoreCase ? withBothCases(node.set) : node.set, this.#unicode);
      case "group":
        return `(${this.#numbers.nameOf(node)}${this.print(node.body, behind)})`;
      case "plain":
        return `(?:${this.print(node.body, behind)})`;
      case "look":
        return `${node.open}${this.print(node.body, behind || node.open.startsWith("(?<"))})`;
      case "atomic":
        return this.#unyielding(node, node.body, behind);
      case "repeat":
        return this.#repeat(node, behind);
      case "back":
        return this.#reference(node);
      case "assertion":
        return node.written;
      case "keep":
        throw unsupported("\\K inside a group", node.span);
    }
  }

  #char(code: number, ignoreCase: boolean): string {
    const others = this.#mixed && ignoreCase ? otherCases(code) : [];
    return others.length === 0 ? printCode(code) : `[${[code, ...others].map(printCode).join("")}]`;
  }

  #reference(node: RegexNode & { kind: "back" }): string {
    if (this.#mixed && node.ignoreCase) {
      throw unsupported("a back reference in a part that ignores case while another does not", node.span);
    }
    return `(?:\\${this.#numbers.resolve(node)})`;
  }

  #repeat(node: RegexNode & { kind: "repeat" }, behind: boolean): string {
    const { body, min, max, mode } = node;
    if (mode === "possessive") return this.#unyielding(node, { ...node, mode: "greedy" }, behind);
    const inner = this.print(body, behind);
    const bare = body.kind === "char" || body.kind === "set" || body.kind === "group";
    return (bare ? inner : `(?:${inner})`) + bounds(min, max) + (mode === "lazy" ? "?" : "");
  }

  /** A part that gives nothing back: `(?=(part))\1`, or a run of one character that no such character follows. */
  #unyielding(node: RegexNode & { kind: "atomic" | "repeat" }, body: RegexNode, behind: boolean): string {
    if (behind) throw unsupported("an atomic group or possessive quantifier in a lookbehind", node.span);
    const run = simpleRun(body);
    if (run !== undefined) {
      const one = this.print(run.one, behind);
      return `(?:${one}${bounds(run.min, Number.POSITIVE_INFINITY)}(?!${one}))`;
    }
    const index = this.#numbers.emulationOf(node);
    return `(?:(?=(${this.print(body, behind)}))\\${index})`;
  }
}

function bounds(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}
