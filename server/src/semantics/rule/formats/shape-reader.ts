import { closest } from "#base/closest.ts";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Anchors } from "#syntax/yaml/data.ts";
import { scalarData, toData } from "#syntax/yaml/data.ts";
import { isEmpty, keyText, type YamlEntry, type YamlMapping, type YamlNode } from "#syntax/yaml/node.ts";
import type { Located } from "../rule-file.ts";
import type { KeyShape, Shape } from "./rulehound-shape.ts";

/** A mapping that was compared with its shape: its entries by key. */
export type Entries = ReadonlyMap<string, YamlEntry>;

/** Reads nodes against the shape that a rule file's format gives them, and notes what does not fit, each in its place. */
export class ShapeReader {
  readonly problems: Problem[] = [];
  readonly #anchors: Anchors;

  constructor(anchors: Anchors) {
    this.#anchors = anchors;
  }

  /** The node itself, or what an alias stands for. */
  resolve(node: YamlNode): YamlNode {
    let at = node;
    for (let steps = 0; at.kind === "alias" && steps < 10; steps++) {
      const target = this.#anchors.get(at.name);
      if (target === undefined) break;
      at = target;
    }
    return at;
  }

  /** The node as plain data, aliases resolved. */
  data(node: YamlNode): unknown {
    return toData(node, this.#anchors);
  }

  /** The entries of a mapping; unknown, repeated and missing keys are noted. `what` names it, such as "a test". */
  mapping(node: YamlNode, shape: Shape, what: string, place: Span = node.span): Entries | undefined {
    const mapping = this.resolve(node);
    if (mapping.kind === "broken") return undefined;
    if (mapping.kind !== "mapping") {
      this.#note("rule/wrong-type", place, `${upper(what)} must be a mapping of keys to values.`);
      return undefined;
    }
    const entries = new Map<string, YamlEntry>();
    for (const entry of mapping.entries) {
      const key = keyText(entry);
      if (key === undefined) this.#note("rule/wrong-type", entry.key.span, "A key must be a text.");
      else if (Object.hasOwn(shape, key)) {
        if (!entries.has(key)) entries.set(key, entry);
      } else this.#unknownKey(key, entry, mapping, shape, what);
    }
    for (const [key, { required }] of Object.entries(shape)) {
      if (required === undefined || entries.has(key)) continue;
      const at = mapping.entries[0]?.key.span ?? place;
      this.#note("rule/missing-key", at, `${upper(what)} needs the key "${key}": ${lower(shape[key]?.doc ?? "")}`);
    }
    return entries;
  }

  /** The items of a list that may have been left out. */
  list(entry: YamlEntry | undefined, what: string): readonly YamlNode[] {
    if (entry === undefined) return [];
    const node = this.resolve(entry.value);
    if (node.kind === "sequence") return node.items;
    if (node.kind !== "broken")
      this.#note("rule/wrong-type", isEmpty(node) ? entry.key.span : node.span, `${upper(what)} must be a list.`);
    return [];
  }

  /** A text under a key, compared with the values and the pattern of its shape. */
  text(entry: YamlEntry | undefined, shape: KeyShape | undefined): Located | undefined {
    if (entry === undefined) return undefined;
    const found = this.textOf(entry.value, `"${keyText(entry) ?? ""}"`, entry.key.span);
    if (found === undefined || shape?.type !== "text") return found;
    const { values, pattern } = shape;
    if (values !== undefined && !values.includes(found.value)) {
      const near = closest(found.value, values);
      this.problems.push({
        code: "rule/bad-value",
        severity: "error",
        span: found.span,
        message: `"${found.value}" is not a value of "${keyText(entry) ?? ""}".`,
        help: `${near === undefined ? "" : `Did you mean "${near}"? `}It takes ${values.join(", ")}.`,
        ...(near !== undefined && {
          fix: { title: `Change to "${near}"`, edits: [{ span: found.span, text: near }] },
        }),
      });
    } else if (pattern !== undefined && !new RegExp(pattern).test(found.value)) {
      this.#note("rule/bad-value", found.span, `"${found.value}" does not fit: ${lower(shape.doc)}`);
    }
    return found;
  }

  /** A node as text: any scalar that is written. */
  textOf(node: YamlNode, what: string, place: Span): Located | undefined {
    const scalar = this.resolve(node);
    if (scalar.kind === "broken") return undefined;
    if (scalar.kind !== "scalar") {
      this.#note("rule/wrong-type", node.span, `${upper(what)} must be a text.`);
      return undefined;
    }
    if (isEmpty(scalar)) {
      this.#note("rule/wrong-type", place, `${upper(what)} has no value.`);
      return undefined;
    }
    return { value: scalar.value, span: node.span };
  }

  /** A list of texts under a key. */
  texts(entry: YamlEntry | undefined): readonly Located[] {
    const what = `"${entry === undefined ? "" : (keyText(entry) ?? "")}"`;
    return this.list(entry, what).flatMap((item) => this.textOf(item, `an item of ${what}`, item.span) ?? []);
  }

  /** Notes a value that is no count: a whole number, true or false, or a mapping of min, max and exact. */
  range(entry: YamlEntry, shape: Shape): void {
    const node = this.resolve(entry.value);
    if (node.kind === "broken") return;
    const what = `"${keyText(entry) ?? ""}"`;
    if (node.kind === "mapping") {
      const parts = this.mapping(node, shape, `the range of ${what}`);
      for (const part of parts?.values() ?? []) this.#wholeNumber(part);
      return;
    }
    const value = node.kind === "scalar" ? scalarData(node) : undefined;
    if (typeof value === "boolean" || isCount(value)) return;
    const at = isEmpty(node) ? entry.key.span : entry.value.span;
    this.#note(
      "rule/wrong-type",
      at,
      `${upper(what)} must be a number, true, false, or a mapping with min, max or exact.`,
    );
  }

  /** Notes items that are not mappings of fields to values. */
  rows(entry: YamlEntry): readonly unknown[] {
    const what = `"${keyText(entry) ?? ""}"`;
    return this.list(entry, what).flatMap((item) => {
      const node = this.resolve(item);
      if (node.kind === "mapping") return [this.data(node)];
      if (node.kind !== "broken")
        this.#note("rule/wrong-type", item.span, `An item of ${what} must be a mapping of fields to values.`);
      return [];
    });
  }

  /** Notes items of a list that are no whole numbers. */
  counts(entry: YamlEntry): void {
    const what = `"${keyText(entry) ?? ""}"`;
    for (const item of this.list(entry, what)) {
      const node = this.resolve(item);
      if (node.kind === "broken" || (node.kind === "scalar" && isCount(scalarData(node)))) continue;
      this.#note("rule/wrong-type", item.span, `An item of ${what} must be a whole number.`);
    }
  }

  #wholeNumber(entry: YamlEntry): void {
    const node = this.resolve(entry.value);
    if (node.kind === "broken" || (node.kind === "scalar" && isCount(scalarData(node)))) return;
    const at = isEmpty(node) ? entry.key.span : entry.value.span;
    this.#note("rule/wrong-type", at, `"${keyText(entry) ?? ""}" must be a whole number, 0 or more.`);
  }

  #unknownKey(key: string, entry: YamlEntry, mapping: YamlMapping, shape: Shape, what: string): void {
    const taken = new Set(mapping.entries.map(keyText));
    const free = Object.keys(shape).filter((each) => !taken.has(each));
    const near = closest(key, free);
    this.problems.push({
      code: "rule/unknown-key",
      severity: "warning",
      span: entry.key.span,
      message: `"${key}" is not a key of ${what}.`,
      help: near === undefined ? `It takes ${Object.keys(shape).join(", ")}.` : `Did you mean "${near}"?`,
      ...(near !== undefined && {
        fix: { title: `Change to "${near}"`, edits: [{ span: entry.key.span, text: near }] },
      }),
    });
  }

  #note(code: string, span: Span, message: string): void {
    this.problems.push({ code, severity: "error", span, message });
  }
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  return /^[A-Z][A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
