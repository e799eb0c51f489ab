import { YAMLException } from "js-yaml";
import type { Problem } from "#base/problem.ts";
import type { YamlEntry, YamlNode, YamlScalar } from "./node.ts";
import { scanYaml } from "./scan.ts";
import { cutDocuments, cutSections, isItem, type Section } from "./sections.ts";
import { syntaxProblem } from "./syntax-problem.ts";

/** After this many problems the rest of a text is not read: it is not YAML with a few mistakes in it. */
const BROKEN_LIMIT = 50;
const DEPTH_LIMIT = 12;

/**
 * Reads what can be read of a text that js-yaml rejects with `error`: each document is cut at the lines that begin a key
 * at the outer indentation, and each section is parsed alone. A section that still fails is cut again at its own
 * indentation; where that does not help either, its key stays with a broken value. Problems are added at the exact places.
 */
export function recoverYaml(source: string, error: YAMLException, problems: Problem[]): readonly YamlNode[] {
  const recovery = new Recovery(problems);
  const documents = cutDocuments(source).map(({ start, end }) => recovery.document(source.slice(start, end), start));
  if (problems.length === 0) problems.push(syntaxProblem(source, 0, error));
  return documents;
}

/** What came of an attempt to parse a text alone. */
type Attempt = { readonly nodes: readonly YamlNode[] } | { readonly error: YAMLException };

function attempt(source: string, offset: number): Attempt {
  try {
    return { nodes: scanYaml(source, offset) };
  } catch (error) {
    if (error instanceof YAMLException) return { error };
    throw error;
  }
}

/**
 * Parses a section alone. js-yaml takes the line break at the end of a section whose quote is open for a line that is
 * indented too little; without that break it says what is wrong.
 */
function attemptSection(source: string, offset: number): Attempt {
  const read = attempt(source, offset);
  if ("nodes" in read || !read.error.reason.startsWith("deficient indentation")) return read;
  const trimmed = attempt(source.trimEnd(), offset);
  return "error" in trimmed ? trimmed : read;
}

class Recovery {
  readonly #problems: Problem[];

  constructor(problems: Problem[]) {
    this.#problems = problems;
  }

  document(source: string, offset: number): YamlNode {
    const whole = attempt(source, offset);
    if ("nodes" in whole) return whole.nodes[0] ?? broken(offset, offset);
    return this.#block(source, offset, whole.error, 0);
  }

  /** Reads a block whose lines stand in `source`, of which js-yaml said `error`. */
  #block(source: string, offset: number, error: YAMLException, depth: number): YamlNode {
    const before = this.#problems.length;
    const { sequence, sections } = cutSections(source);
    const entries: YamlEntry[] = [];
    const items: YamlNode[] = [];
    for (const section of sections) {
      if (this.#problems.length >= BROKEN_LIMIT) {
        this.#giveUp(source, section, offset);
        break;
      }
      const text = source.slice(section.start, section.end);
      const place = { ...section, start: section.start + offset, text: section.text - section.start };
      if (sequence) this.#item(text, place, depth, items);
      else this.#entry(text, place, depth, entries);
    }
    if (this.#problems.length === before) this.#problems.push(syntaxProblem(source, offset, error));
    const first = (sequence ? items[0] : entries[0])?.span.start ?? offset;
    const last = (sequence ? items.at(-1) : entries.at(-1))?.span.end ?? first;
    const span = { start: first, end: Math.max(first, last) };
    const common = { span, flow: false, tag: undefined, anchor: undefined };
    if (sequence) return { kind: "sequence", items, ...common };
    if (entries.length === 0) return broken(offset, offset + source.trimEnd().length);
    return { kind: "mapping", entries, ...common };
  }

  #giveUp(source: string, section: Section, offset: number): void {
    if (this.#problems.length > BROKEN_LIMIT) return;
    const span = { start: section.text + offset, end: lineEnd(source, section.text) + offset };
    const message = `The text from here on is not read, since ${BROKEN_LIMIT} places before it are not YAML.`;
    this.#problems.push({ code: "yaml/syntax", severity: "error", span, message });
  }

  #entry(text: string, place: Section, depth: number, into: YamlEntry[]): void {
    const read = attemptSection(text, place.start);
    if ("nodes" in read) {
      const node = read.nodes[0];
      if (node?.kind === "mapping" && !node.flow && read.nodes.length === 1)
        for (const one of node.entries) into.push(one);
      else this.#problems.push(notAnEntry(text, place));
      return;
    }
    const key = keyOf(text, place);
    if (key === undefined) {
      this.#problems.push(notAnEntry(text, place));
      return;
    }
    const closed = this.#closeQuote(text, place, key.colon, read.error);
    if (closed?.kind === "mapping") {
      for (const one of closed.entries) into.push(one);
      return;
    }
    const value = this.#value(text, place, key.colon, read.error, depth);
    into.push({ key: key.node, value, span: { start: key.node.span.start, end: value.span.end } });
  }

  #item(text: string, place: Section, depth: number, into: YamlNode[]): void {
    const read = attemptSection(text, place.start);
    if ("nodes" in read) {
      const node = read.nodes[0];
      if (node?.kind === "sequence" && !node.flow && read.nodes.length === 1)
        for (const one of node.items) into.push(one);
      else this.#problems.push(notAnItem(text, place));
      return;
    }
    if (!isItem(text, place.text)) {
      this.#problems.push(notAnItem(text, place));
      return;
    }
    const closed = this.#closeQuote(text, place, place.text + 1, read.error);
    if (closed?.kind === "sequence") {
      for (const one of closed.items) into.push(one);
      return;
    }
    const inner = `${" ".repeat(place.text + 1)}${text.slice(place.text + 1)}`;
    const nested = isNested(inner) && depth < DEPTH_LIMIT;
    into.push(
      nested
        ? this.#nested(inner, place.start, read.error, depth)
        : this.#value(text, place, place.text + 1, read.error, depth),
    );
  }

  /** A value whose quote is never closed: read as if it were closed at the section's end. */
  #closeQuote(text: string, place: Section, from: number, error: YAMLException): YamlNode | undefined {
    const quote = /within a (single|double) quoted scalar/.exec(error.reason)?.[1];
    const mark = quote === "single" ? "'" : '"';
    const opening = from + (text.slice(from).length - text.slice(from).trimStart().length);
    if (quote === undefined || text[opening] !== mark) return undefined;
    const end = text.trimEnd().length;
    const read = attempt(text.slice(0, end) + mark, place.start);
    if (!("nodes" in read) || end <= opening) return undefined;
    this.#problems.push(syntaxProblem(text, place.start, error, opening));
    const node = read.nodes[0];
    return node === undefined ? undefined : clip(node, place.start + end);
  }

  #value(text: string, place: Section, from: number, error: YAMLException, depth: number): YamlNode {
    const firstEnd = lineEnd(text, from);
    const onLine = text.slice(from, firstEnd).trim();
    if ((onLine === "" || onLine.startsWith("#")) && depth < DEPTH_LIMIT && text.slice(firstEnd).trim() !== "") {
      return this.#nested(text.slice(firstEnd), place.start + firstEnd, error, depth);
    }
    const rest = text.slice(from);
    const lead = from + rest.length - rest.trimStart().length;
    const quoted = /within a (?:single|double) quoted scalar|within a flow collection/.test(error.reason);
    const at = quoted && /['"[{]/.test(text[lead] ?? "") ? lead : undefined;
    this.#problems.push(syntaxProblem(text, place.start, error, at));
    const end = text.trimEnd().length;
    return broken(place.start + Math.min(lead, end), place.start + end);
  }

  #nested(source: string, offset: number, error: YAMLException, depth: number): YamlNode {
    const whole = attempt(source, offset);
    if ("nodes" in whole && whole.nodes.length === 1) {
      this.#problems.push(syntaxProblem(source, offset, error));
      return whole.nodes[0] ?? broken(offset, offset);
    }
    return this.#block(source, offset, "error" in whole ? whole.error : error, depth + 1);
  }
}

function broken(start: number, end: number): YamlNode {
  return { kind: "broken", span: { start, end: Math.max(start, end) } };
}

function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}

/** Whether a list item's text is a mapping or a list, so that it can be cut again. */
function isNested(text: string): boolean {
  const first = text.trimStart();
  return isItem(first, 0) || /^[^\s'"[{#|>][^\r\n]*?:(?:\s|$)/.test(first.slice(0, 500));
}

const KEY =
  /^(?:"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'|[^\s'"#,[\]{}&*!|>%@`-](?:(?!:[ \t\r\n]|:$| #)[^\r\n])*|-(?:(?!:[ \t\r\n]|:$| #)\S)+)(?=[ \t]*:(?:[ \t\r\n]|$))/;

/** The key that a section begins with, and the offset behind its colon. */
function keyOf(text: string, place: Section): { readonly node: YamlScalar; readonly colon: number } | undefined {
  const match = KEY.exec(text.slice(place.text, place.text + 1000));
  if (match === null) return undefined;
  const colon = text.indexOf(":", place.text + match[0].length) + 1;
  const read = attempt(text.slice(0, colon), place.start);
  const node = "nodes" in read && read.nodes[0]?.kind === "mapping" ? read.nodes[0].entries[0]?.key : undefined;
  return node?.kind === "scalar" ? { node, colon } : undefined;
}

/** Takes a closing quote that is not in the text out of the spans. */
function clip(node: YamlNode, end: number): YamlNode {
  const span = { start: Math.min(node.span.start, end), end: Math.min(node.span.end, end) };
  if (node.kind === "mapping") {
    const entries = node.entries.map((entry) => ({
      key: entry.key,
      value: clip(entry.value, end),
      span: { start: entry.span.start, end: Math.min(entry.span.end, end) },
    }));
    return { ...node, span, entries };
  }
  if (node.kind === "sequence") return { ...node, span, items: node.items.map((item) => clip(item, end)) };
  return { ...node, span };
}

function notAnEntry(text: string, place: Section): Problem {
  return misplaced(
    text,
    place,
    "is not a key with its value",
    "Write it as `key: value`, or indent it to go on with the text above.",
  );
}

function notAnItem(text: string, place: Section): Problem {
  return misplaced(
    text,
    place,
    "is not an item of the list",
    "Begin it with `- `, or indent it to go on with the item above.",
  );
}

function tabProblem(text: string, place: Section): Problem {
  let end = place.text;
  while (text[end] === "\t") end++;
  const span = { start: place.start + place.text, end: place.start + end };
  return {
    code: "yaml/syntax",
    severity: "error",
    span,
    message: "A tab indents this line; YAML indents with spaces only.",
    fix: { title: "Change tabs to spaces", edits: [{ span, text: "  ".repeat(end - place.text) }] },
  };
}

function misplaced(text: string, place: Section, what: string, help: string): Problem {
  const end = lineEnd(text, place.text);
  if (text[place.text] === "\t") return tabProblem(text, place);
  const line = text.slice(place.text, end).trimEnd();
  const shown = line.length > 60 ? `${line.slice(0, 60)}…` : line;
  return {
    code: "yaml/syntax",
    severity: "error",
    span: { start: place.start + place.text, end: place.start + place.text + line.length },
    message: `"${shown}" ${what}.`,
    help,
  };
}
