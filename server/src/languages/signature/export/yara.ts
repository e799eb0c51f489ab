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
    return `${names.map((one) => `#${one}`).join(" + ")} ${op === "=" ? "==" : op} ${value}`;
  }

  #element(one: ReadElement, wanted: boolean): string {
    const { names, all } = this.#strings.get(one.element.name) ?? { names: [], all: false };
    const { count, after, offset } = one.options;
    if (names.length === 0) return String(!wanted);
    if (after !== undefined && (count !== undefined || offset !== undefined))
      return this.#left(one, `"count" and "offset" beside "after"`, wanted);
    if (count !== undefined && offset !== undefined) return this.#left(one, `"offset" beside "count"`, wanted);
    if (count !== undefined) return this.#counted(one.element.name, count.op, count.value, wanted);
    const parts = names.map((name) => (after === undefined ? atOffset(name, offset) : this.#after(name, one)));
    return parts.length > 1 ? `(${parts.join(all ? " and " : " or ")})` : (parts[0] ?? String(!wanted));
  }

  #left(one: ReadElement, what: string, wanted: boolean): string {
    this.#input.note(one, `YARA's conditions are not written for ${what}: this element counts as not found.`);
    return String(!wanted);
  }

  #after(name: string, one: ReadElement): string {
    const { options } = one;
    const { elements } = this.#input;
    const before = elements.get(options.after ?? "");
    const names = this.#strings.get(options.after ?? "")?.names ?? [];
    if (before?.options.after !== undefined || before?.options.offset !== undefined)
      this.#input.note(
        one,
        `The places of "${options.after}" are taken wherever it is found: its own offset and order are not asked for.`,
      );
    const { min, max } = options.distance;
    const loops = names.map((other) => {
      const gap = `@${name}[i] - @${other}[j] - !${other}[j]`;
      const upper = Number.isFinite(max) ? ` and ${gap} <= ${max}` : "";
      return `for any i in (1..#${name}) : ( for any j in (1..#${other}) : ( ${gap} >= ${min}${upper} ) )`;
    });
    if (loops.length === 0) return "false";
    return loops.length > 1 ? `(${loops.map((loop) => `(${loop})`).join(" or ")})` : (loops[0] ?? "false");
  }
}

function atOffset(name: string, offset: ElementOptions["offset"]): string {
  if (offset === undefined) return `$${name}`;
  const { min, max } = offset;
  return min === max ? `$${name} at ${min}` : `$${name} in (${min}..${Number.isFinite(max) ? max : "filesize"})`;
}
