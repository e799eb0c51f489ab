import type { Event, ScalarEvent } from "js-yaml";
import { COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE } from "js-yaml";
import type { Span } from "#base/span.ts";
import type { Chomping, ScalarStyle, YamlEntry, YamlNode } from "./node.ts";

const STYLES: Readonly<Record<number, ScalarStyle>> = {
  [SCALAR_STYLE.PLAIN]: "plain",
  [SCALAR_STYLE.SINGLE_QUOTED]: "single",
  [SCALAR_STYLE.DOUBLE_QUOTED]: "double",
  [SCALAR_STYLE.LITERAL_BLOCK]: "literal",
  [SCALAR_STYLE.FOLDED_BLOCK]: "folded",
};
const CHOMPINGS: Readonly<Record<number, Chomping>> = { 1: "clip", 2: "strip", 3: "keep" };

/** As what a node stands in its document. */
type Role = "root" | "key" | "value" | "item";

/** The marks that stand in front of a node; a key that is not written may be told by the colon behind it alone. */
const MARKS: Readonly<Record<Role, string>> = { root: "", key: "?:", value: ":", item: "-" };

/**
 * Parses YAML with js-yaml and gives the root node of each document, with spans shifted by `offset` (where `source`
 * begins in the file). Throws js-yaml's YAMLException at the first error; `parseYaml` is the total form.
 */
export function scanYaml(source: string, offset = 0): readonly YamlNode[] {
  return new TreeBuilder(source, parseEvents(source, {}), offset).documents();
}

/** Rebuilds the tree from js-yaml's flat events. The cursor is the end of the last token read. */
class TreeBuilder {
  readonly #source: string;
  readonly #events: readonly Event[];
  readonly #offset: number;
  #index = 0;
  #cursor = 0;

  constructor(source: string, events: readonly Event[], offset: number) {
    this.#source = source;
    this.#events = events;
    this.#offset = offset;
  }

  documents(): readonly YamlNode[] {
    const roots: YamlNode[] = [];
    while (this.#events[this.#index]?.type === EVENT_ID.DOCUMENT) {
      this.#index++;
      roots.push(this.#root(this.#node(-1, false, "root")));
      this.#index++;
    }
    return roots;
  }

  /** js-yaml measures a scalar at the root against the indentation of the line it begins on. */
  #root(node: YamlNode): YamlNode {
    if (node.kind !== "scalar") return node;
    const line = lineStart(this.#source, node.span.start - this.#offset);
    let column = 0;
    while (this.#source[line + column] === " ") column++;
    return { ...node, root: true, outer: column - 1 };
  }

  #node(outer: number, flow: boolean, role: Role): YamlNode {
    const event = this.#events[this.#index++];
    if (event === undefined) throw new RangeError("js-yaml's events end within a node");
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.#scalar(event, outer, flow, role);
      case EVENT_ID.ALIAS: {
        this.#cursor = event.anchorEnd;
        const name = this.#source.slice(event.anchorStart, event.anchorEnd);
        return { kind: "alias", span: this.#span(event.anchorStart - 1, event.anchorEnd), name };
      }
      case EVENT_ID.MAPPING: {
        const inFlow = event.style === COLLECTION_STYLE.FLOW;
        const properties = this.#properties(event);
        this.#cursor = Math.max(this.#cursor, event.start);
        return { kind: "mapping", flow: inFlow, ...this.#entries(event.start, outer, inFlow), ...properties };
      }
      case EVENT_ID.SEQUENCE: {
        const inFlow = event.style === COLLECTION_STYLE.FLOW;
        const properties = this.#properties(event);
        this.#cursor = Math.max(this.#cursor, event.start);
        return { kind: "sequence", flow: inFlow, ...this.#items(event.start, outer, inFlow), ...properties };
      }
      default:
        throw new RangeError(`js-yaml gave event ${event.type} where a node stands`);
    }
  }

  #entries(start: number, outer: number, flow: boolean): { span: Span; entries: readonly YamlEntry[] } {
    const entries: YamlEntry[] = [];
    const column = flow ? outer : this.#column(start);
    if (flow) this.#openBracket(start);
    while (!this.#atPop()) {
      const key = this.#node(column, flow, "key");
      const value = this.#node(column, flow, "value");
      entries.push({ key, value, span: { start: key.span.start, end: Math.max(key.span.end, value.span.end) } });
    }
    this.#index++;
    return { span: this.#closed(start, flow, "}"), entries };
  }

  #items(start: number, outer: number, flow: boolean): { span: Span; items: readonly YamlNode[] } {
    const items: YamlNode[] = [];
    const column = flow ? outer : this.#column(start);
    if (flow) this.#openBracket(start);
    while (!this.#atPop()) items.push(this.#node(column, flow, "item"));
    this.#index++;
    return { span: this.#closed(start, flow, "]"), items };
  }

  #atPop(): boolean {
    const event = this.#events[this.#index];
    return event === undefined || event.type === EVENT_ID.POP;
  }

  /** A pair within `[…]` is a flow mapping without a bracket of its own. */
  #openBracket(start: number): void {
    const mark = this.#source[start];
    if (mark === "[" || mark === "{") this.#cursor = start + 1;
  }

  #closed(start: number, flow: boolean, bracket: string): Span {
    if (flow && (this.#source[start] === "[" || this.#source[start] === "{")) {
      const end = this.#skipTo(bracket);
      if (end !== undefined) this.#cursor = end + 1;
    }
    return this.#span(start, Math.max(this.#cursor, start));
  }

  /** Offset of the next such character after blanks, comments, commas and colons. */
  #skipTo(character: string): number | undefined {
    let at = this.#cursor;
    while (at < this.#source.length) {
      const c = this.#source[at];
      if (c === character) return at;
      if (c === "#" && /\s/.test(this.#source[at - 1] ?? " ")) at = lineEnd(this.#source, at);
      else if (c === undefined || !/[\s,:?]/.test(c)) return undefined;
      else at++;
    }
    return undefined;
  }

  #scalar(event: ScalarEvent, outer: number, flow: boolean, role: Role): YamlNode {
    const properties = this.#properties(event);
    const style = STYLES[event.style] ?? "plain";
    const { span, content } = this.#scalarSpans(event, style, role);
    return {
      kind: "scalar",
      span,
      content,
      value: getScalarValue(this.#source, event),
      style,
      chomping: CHOMPINGS[event.chomping] ?? "clip",
      indent: event.indent,
      outer,
      root: false,
      flow,
      key: role === "key",
      ...properties,
    };
  }

  #scalarSpans(event: ScalarEvent, style: ScalarStyle, role: Role): { span: Span; content: Span } {
    const { valueStart: start, valueEnd: end } = event;
    if (start < 0) {
      const at = event.tagEnd < 0 && event.anchorEnd < 0 ? this.#emptyPlace(role) : this.#cursor;
      this.#cursor = at;
      return { span: this.#span(at, at), content: this.#span(at, at) };
    }
    const content = this.#span(start, end);
    if (style === "plain") {
      this.#cursor = end;
      return { span: content, content };
    }
    if (style === "single" || style === "double") {
      this.#cursor = end + 1;
      return { span: this.#span(start - 1, end + 1), content };
    }
    const header = this.#blockHeader(start, style === "literal" ? "|" : ">");
    const headerEnd = start > header && this.#source[start - 1] === "\n" ? start - 1 : start;
    let last = end;
    while (last > start && /\s/.test(this.#source[last - 1] ?? "")) last--;
    if (last > start) last = lineEnd(this.#source, last);
    else last = this.#source[headerEnd - 1] === "\r" ? headerEnd - 1 : headerEnd;
    this.#cursor = Math.max(end, last);
    return { span: this.#span(header, Math.max(header + 1, last)), content };
  }

  #blockHeader(contentStart: number, mark: string): number {
    let from = this.#cursor;
    const line = lineStart(
      this.#source,
      Math.max(0, contentStart - 1 - (this.#source[contentStart - 2] === "\r" ? 1 : 0)),
    );
    if (from < line) from = line;
    const at = this.#source.indexOf(mark, from);
    return at < 0 || at >= contentStart ? Math.max(from, contentStart - 1) : at;
  }

  /** Where what is not written would stand: behind its colon or dash, else behind what comes before. */
  #emptyPlace(role: Role): number {
    let at = this.#cursor;
    for (;;) {
      const c = this.#source[at];
      if (c === "#" && (at === 0 || /\s/.test(this.#source[at - 1] ?? ""))) at = lineEnd(this.#source, at);
      else if (c === undefined || !/\s/.test(c)) break;
      else at++;
    }
    const after = this.#source[at + 1];
    const blank = after === undefined || /\s/.test(after);
    return blank && MARKS[role].includes(this.#source[at] ?? " ") ? at + 1 : this.#cursor;
  }

  #properties(event: {
    readonly tagStart: number;
    readonly tagEnd: number;
    readonly anchorStart: number;
    readonly anchorEnd: number;
  }): { tag: string | undefined; anchor: string | undefined } {
    this.#cursor = Math.max(this.#cursor, event.tagEnd, event.anchorEnd);
    return {
      tag: event.tagStart < 0 ? undefined : this.#source.slice(event.tagStart, event.tagEnd),
      anchor: event.anchorStart < 0 ? undefined : this.#source.slice(event.anchorStart, event.anchorEnd),
    };
  }

  #column(at: number): number {
    return at - lineStart(this.#source, at);
  }

  #span(start: number, end: number): Span {
    return { start: start + this.#offset, end: end + this.#offset };
  }
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start--;
  return text[start] === "\uFEFF" ? start + 1 : start;
}

function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}
