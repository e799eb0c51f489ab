import type { Span } from "#base/span.ts";
import type { Condition } from "#syntax/signature/condition.ts";
import type { ElementOptions } from "../element-options.ts";
import type { ReadElement } from "../signature-language.ts";
import type { ExportInput } from "./export.ts";
import { lostOptions } from "./lost-options.ts";
import { quoted, yaraTexts } from "./yara-strings.ts";

/** The strings of one element by their names. */
interface Strings {
  readonly names: readonly string[];
  readonly all: boolean;
}

/** A YARA rule: every element as a string, the condition over them. */
export function yaraRule(input: ExportInput): string {
  const strings = new Map<string, Strings>();
  const written = new Map<string, string>();
  for (const one of input.elements.values()) {
    const { texts, all } = yaraTexts(one, input);
    const names = texts.map((text) => {
      const name = freeName(one.element.name, written);
      written.set(name, text);
      return name;
    });
    strings.set(one.element.name, { names, all });
    lostOptions(one, ["protocol", "port", "direction", "scope", "pdu"], "YARA sees a file, not connections", input);
  }
  const condition = new ConditionWriter(input, strings).text(input.condition, true);
  // YARA refuses strings that its condition does not use.
  const used = new Set([...condition.matchAll(/[$#@!](\w+)/g)].map((match) => match[1]));
  const lines = [...written].filter(([name]) => used.has(name)).map(([name, text]) => `    $${name} = ${text}`);
  return [
    `rule ${identifier(input.title)} {`,
    "  meta:",
    `    description = ${quoted(input.title)}`,
    ...(lines.length > 0 ? ["  strings:", ...lines] : []),
    "  condition:",
    `    ${condition}`,
    "}",
    "",
  ].join("\n");
}

function identifier(title: string): string {
  const name = title
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 100);
  // A word alone may be one of YARA's own.
  return /^[A-Za-z]\w*_/.test(name) ? name : `rule_${name}`;
}

function freeName(wanted: string, taken: ReadonlyMap<string, string>): string {
  const name = wanted.replace(/[^A-Za-z0-9_]/g, "_").slice(0, 100);
  let free = name;
  for (let n = 1; taken.has(free); n++) free = `${name}_${n}`;
  return free;
}

class ConditionWriter {
  readonly #input: ExportInput;
  readonly #strings: ReadonlyMap<string, Strings>;

  constructor(input: ExportInput, strings: ReadonlyMap<string, Strings>) {
    this.#input = input;
    this.#strings = strings;
  }

  /** `wanted` tells whether the rule needs this to hold; what cannot be said is written as what makes the rule not hold. */
  text(condition: Condition, wanted: boolean): string {
    switch (condition.kind) {
      case "and":
      case "or":
        return condition.parts.length === 0
          ? String(condition.kind === "and")
          : condition.parts.map((part) => `(${this.text(part, wanted)})`).join(` ${condition.kind} `);
      case "not":
        return `not (${this.text(condition.part, !wanted)})`;
      case "count":
        return this.#counted(condition.name, condition.op, condition.value, wanted);
      case "of":
        return String(!wanted);
      case "name": {
        const one = this.#input.elements.get(condition.name);
        if (one === undefined) return String(!wanted);
        return one.options.not ? `not (${this.#element(one, !wanted)})` : this.#element(one, wanted);
      }
    }
  }

  #counted(name: string, op: string, value: number, wanted: boolean): string {
    const { names, all } = this.#strings.get(name) ?? { names: [], all: false };
    if (names.length === 0 || (all && names.length > 1)) return String(!wanted);
    const one = this.#input.elements.get(name);
    if (one?.options.near !== undefined) return this.#left(one, '"near"', wanted);
    if (one?.options.after !== undefined) return this.#left(one, 'a count beside "after"', wanted);
    if (one?.test.on === "bytes" && one.test.source.kind === "regex")
      return this.#left(one, "a count of a regular expression, whose matches overlap there", wanted);
    const offset = one?.options.offset;
    const [first] = names;
    if (offset !== undefined && first !== undefined) {
      if (names.length > 1)
        return this.#left(one ?? this.#input.condition.span, "a count of several encodings at an offset", wanted);
      return countText(op, value, (times) => atLeast(first, times, offset));
    }
    return `${names.map((string) => `#${string}`).join(" + ")} ${op === "=" ? "==" : op} ${value}`;
  }

  #element(one: ReadElement, wanted: boolean): string {
    const { names, all } = this.#strings.get(one.element.name) ?? { names: [], all: false };
    const { count, after, offset } = one.options;
    if (names.length === 0) return String(!wanted);
    if (one.options.near !== undefined) return this.#left(one, '"near"', wanted);
    if (count !== undefined) return this.#counted(one.element.name, count.op, count.value, wanted);
    if (after !== undefined)
      return (
        this.#loop(one, 0, undefined) ??
        this.#left(one, "so long a chain of elements that come after each other", wanted)
      );
    const parts = names.map((name) => atOffset(name, offset));
    return parts.length > 1 ? `(${parts.join(all ? " and " : " or ")})` : (parts[0] ?? String(!wanted));
  }

  #left(one: ReadElement | Span, what: string, wanted: boolean): string {
    this.#input.note(one, `YARA's conditions are not written for ${what}: this element counts as not found.`);
    return String(!wanted);
  }

  /**
   * That an element is found at its offset and behind the one that it comes after, which in turn is; `behind` says what it must
   * stand in front of. Undefined when YARA's loops do not go so deep.
   */
  #loop({ options, element }: ReadElement, depth: number, behind: Behind | undefined): string | undefined {
    const index = LOOP_VARIABLES[depth];
    const before = this.#input.elements.get(options.after ?? "");
    if (index === undefined) return undefined;
    if (options.after !== undefined && before === undefined) return "false";
    const loops: string[] = [];
    for (const name of this.#strings.get(element.name)?.names ?? []) {
      const place = `@${name}[${index}]`;
      const held = [
        ...(behind === undefined ? [] : between(`${behind.place} - ${place} - !${name}[${index}]`, behind.distance)),
        ...(options.offset === undefined ? [] : between(place, options.offset)),
      ];
      const further = before && this.#loop(before, depth + 1, { place, distance: options.distance });
      if (before !== undefined && further === undefined) return undefined;
      loops.push(
        `for any ${index} in (1..#${name}) : ( ${[...held, ...(further === undefined ? [] : [further])].join(" and ")} )`,
      );
    }
    return loops.length > 1 ? `(${loops.map((loop) => `(${loop})`).join(" or ")})` : (loops[0] ?? "false");
  }
}

/** A match that an element must stand in front of, and the bytes between the two. */
interface Behind {
  readonly place: string;
  readonly distance: ElementOptions["distance"];
}

/** YARA nests four loops at most. */
const LOOP_VARIABLES = ["i", "j", "k", "l"] as const;

function between(value: string, { min, max }: ElementOptions["distance"]): readonly string[] {
  return [`${value} >= ${min}`, ...(Number.isFinite(max) ? [`${value} <= ${max}`] : [])];
}

/** A count by what holds when it is at least so high. (`#a in (n..m)` fails in YARA 4.2.) */
function countText(op: string, value: number, atLeast: (times: number) => string): string {
  switch (op) {
    case ">=":
      return atLeast(value);
    case ">":
      return atLeast(value + 1);
    case "<":
      return `not (${atLeast(value)})`;
    case "<=":
      return `not (${atLeast(value + 1)})`;
    default: {
      const equal = `(${atLeast(value)}) and not (${atLeast(value + 1)})`;
      return op === "!=" ? `not (${equal})` : equal;
    }
  }
}

function atLeast(name: string, times: number, offset: ElementOptions["distance"]): string {
  if (times <= 0) return "true";
  return `for ${times} i in (1..#${name}) : ( ${between(`@${name}[i]`, offset).join(" and ")} )`;
}

function atOffset(name: string, offset: ElementOptions["offset"]): string {
  if (offset === undefined) return `$${name}`;
  const { min, max } = offset;
  return min === max ? `$${name} at ${min}` : `$${name} in (${min}..${Number.isFinite(max) ? max : "filesize"})`;
}
