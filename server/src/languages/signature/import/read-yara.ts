import type { Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { contentKeys } from "./content-element.ts";
import { type DraftElement, type DraftRule, type ImportNote, scalar } from "./draft.ts";
import { type YaraCondition, type YaraRange, yaraCondition } from "./yara-condition.ts";
import { unescaped, type YaraRule, type YaraString } from "./yara-file.ts";

type Keys = readonly (readonly [string, string])[];

/** Reads a YARA rule as a signature rule; what its condition asks beside its strings is noted. */
export function readYara(rule: YaraRule, text: string, catalog: Catalog): DraftRule {
  const notes: ImportNote[] = [];
  const note = (span: Span, message: string) => notes.push({ span, message });
  const keys = new Map<string, Keys>();
  for (const one of rule.strings) {
    const read = stringKeys(one, catalog, note);
    if (read !== undefined) keys.set(one.name, read);
  }
  const names = rule.strings.map(({ name }) => name);
  const writer = new ElementWriter(keys, note);
  const condition = writer.write(yaraCondition(text, rule.condition, names));
  if (condition === undefined) note(rule.span, "Nothing of this rule's condition can be looked for here.");
  const about = (...wanted: readonly string[]) =>
    wanted.map((name) => rule.meta.get(name)).find((value) => value !== undefined);
  const description = about("description", "desc");
  return {
    title: about("title") ?? description ?? rule.name.replaceAll("_", " "),
    description: about("title") === undefined ? undefined : description,
    author: about("author"),
    references: [...rule.meta].filter(([key]) => /^(?:reference|url|link)/.test(key)).map(([, value]) => value),
    sid: undefined,
    elements: writer.elements,
    condition: condition ?? "",
    notes,
  };
}

type Note = (span: Span, message: string) => void;

function stringKeys(one: YaraString, catalog: Catalog, note: Note): Keys | undefined {
  const has = (name: string) => one.modifiers.includes(name);
  const strange = one.modifiers.find((modifier) => /^(?:xor|base64)/.test(modifier));
  if (strange !== undefined) {
    note(one.span, `"${strange}" has no counterpart here: $${one.name} is left out.`);
    return undefined;
  }
  if (one.kind === "hex")
    return [
      [
        "bytes",
        scalar(
          one.value
            .replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, " ")
            .trim()
            .replace(/\s+/g, " "),
        ),
      ],
    ];
  if (one.kind === "regex") {
    if (has("wide")) note(one.span, `A wide regular expression is looked for in ASCII only here.`);
    // YARA reads {,n} as 0 to n; PCRE takes it as it stands.
    const value = one.value.replace(/\\[\s\S]|\{,(\d+)\}/g, (part, most?: string) =>
      most === undefined ? part : `{0,${most}}`,
    );
    const pattern = `${one.flags.includes("s") ? "(?s)" : ""}${value}`;
    const whole = has("fullword") ? `(?<![A-Za-z0-9])(?:${pattern})(?![A-Za-z0-9])` : pattern;
    return [["regex", scalar(whole)], ...flag("nocase", has("nocase") || one.flags.includes("i"))];
  }
  const text = unescaped(one.value);
  const ascii = [...text].every((character) => character < "\x80");
  if (!ascii && (has("wide") || has("fullword"))) {
    note(one.span, `Bytes beyond ASCII with "wide" or "fullword" have no counterpart here: $${one.name} is left out.`);
    return undefined;
  }
  if (!ascii) {
    const bytes = [...text].flatMap((character) => bytesOf(character));
    return contentKeys([{ bytes, nocase: has("nocase"), min: 0, max: 0 }], catalog);
  }
  const encodings = [...(has("ascii") || !has("wide") ? ["ascii"] : []), ...(has("wide") ? ["utf16le"] : [])];
  return [
    ["text", scalar(text)],
    ...(encodings.join() === "ascii" ? [] : ([["encodings", `[${encodings.join(", ")}]`]] as const)),
    ...flag("nocase", has("nocase")),
    ...flag("fullword", has("fullword")),
  ];
}

/** A character of a file is its UTF-8; one of an escape, up to 0xff, is a byte. */
function bytesOf(character: string): readonly number[] {
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff ? [code] : [...new TextEncoder().encode(character)];
}

function flag(key: string, set: boolean): Keys {
  return set ? [[key, "true"]] : [];
}

/** Writes a condition, and an element for each use of a string that says something of its own. */
class ElementWriter {
  readonly elements: DraftElement[] = [];
  readonly #keys: ReadonlyMap<string, Keys>;
  readonly #note: Note;

  constructor(keys: ReadonlyMap<string, Keys>, note: Note) {
    this.#keys = keys;
    this.#note = note;
  }

  /** Undefined for what cannot be said, which is noted or was. */
  write(condition: YaraCondition): string | undefined {
    switch (condition.kind) {
      case "and":
      case "or": {
        const parts = condition.parts.map((part) => this.write(part)).filter((part) => part !== undefined);
        return parts.length > 1 ? `(${parts.join(` ${condition.kind} `)})` : parts[0];
      }
      case "not": {
        const part = this.write(condition.part);
        return part === undefined ? undefined : `not (${part})`;
      }
      case "string":
        return this.#element(condition.name, placeKeys(condition.at), condition.at === undefined ? "" : "_at");
      case "count": {
        const name = this.#element(condition.name, [], "");
        return name === undefined ? undefined : `#${name} ${condition.op} ${condition.value}`;
      }
      case "of":
        return this.#of(condition.least, condition.names);
      case "chain":
        return this.#chain(condition.links);
      case "unknown":
        this.#note(
          condition.span,
          "This part of the condition has no counterpart here: it is left out, and the rule may find more or less.",
        );
        return undefined;
    }
  }

  #of(least: number | "all", names: readonly string[]): string | undefined {
    const written = names.map((name) => this.#element(name, [], ""));
    if (least !== "all" && least > 1 && least < names.length) {
      const sets = combinations(
        written.map((name) => name ?? ""),
        least,
      ).filter((set) => !set.includes(""));
      return sets.length === 0 ? undefined : `(${sets.map((set) => `(${set.join(" and ")})`).join(" or ")})`;
    }
    const all = least === "all" || (least > 1 && least === names.length);
    if (least !== "all" && least > names.length) return undefined;
    const known = written.filter((name) => name !== undefined);
    if (known.length === 0) return undefined;
    return known.length === 1 ? known[0] : `(${known.join(all ? " and " : " or ")})`;
  }

  #chain(links: Extract<YaraCondition, { readonly kind: "chain" }>["links"]): string | undefined {
    let before: string | undefined;
    for (const { name, at, gap } of [...links].reverse()) {
      const keys: Keys = before === undefined ? [] : afterKeys(before, gap);
      before = this.#element(name, [...placeKeys(at), ...keys], before === undefined ? "_before" : "_after");
      if (before === undefined) return undefined;
    }
    return before;
  }

  /** The name of an element with these keys, a new one unless it is there. */
  #element(string: string, more: Keys, suffix: string): string | undefined {
    const own = this.#keys.get(string);
    if (own === undefined) return undefined;
    const keys = [...own, ...more];
    const known = this.elements.find(
      (one) => JSON.stringify(one.keys) === JSON.stringify(keys) && one.name.startsWith(nameOf(string)),
    );
    if (known !== undefined) return known.name;
    const wanted = nameOf(string) + (more.length > 0 ? suffix : "");
    let name = wanted;
    for (let n = 2; this.elements.some((one) => one.name === name); n++) name = `${wanted}_${n}`;
    this.elements.push({ name, keys });
    return name;
  }
}

/** Names that mean something in a condition, or begin with a digit, get a letter in front. */
function nameOf(string: string): string {
  return /^(?:\d|(?:and|or|not|of|all|any|them)$)/i.test(string) ? `s_${string}` : string;
}

function placeKeys(at: YaraRange | undefined): Keys {
  if (at === undefined || (at.min === 0 && !Number.isFinite(at.max))) return [];
  if (at.min === at.max) return [["offset", String(at.min)]];
  return [["offset", `{ min: ${at.min}${Number.isFinite(at.max) ? `, max: ${at.max}` : ""} }`]];
}

function afterKeys(name: string, { min, max }: YaraRange): Keys {
  const open = min === 0 && !Number.isFinite(max);
  const distance = `{ min: ${min}${Number.isFinite(max) ? `, max: ${max}` : ""} }`;
  return [["after", name], ...(open ? [] : ([["distance", distance]] as const))];
}

/** The most sets that `n of` is written out as. */
const MAX_SETS = 64;

function combinations(names: readonly string[], size: number): readonly (readonly string[])[] {
  const sets: string[][] = [];
  const add = (from: number, set: readonly string[]): void => {
    if (sets.length > MAX_SETS) return;
    if (set.length === size) sets.push([...set]);
    else for (let i = from; i < names.length; i++) add(i + 1, [...set, names[i] ?? ""]);
  };
  add(0, []);
  return sets.length > MAX_SETS ? [] : sets;
}
