import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import { type Anchors, anchorsOf, scalarData } from "#syntax/yaml/data.ts";
import { entryOf, isEmpty, type YamlMapping, type YamlNode, type YamlScalar } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import type { FileProblem } from "./definitions.ts";
import type { DefinitionFile } from "./workspace-file.ts";

/** A YAML file that is one mapping, read key by key; what does not fit is noted in its place. */
export class YamlRecord {
  readonly problems: FileProblem[];
  readonly #file: string;
  readonly #root: YamlMapping | undefined;
  readonly #anchors: Anchors;

  constructor(file: DefinitionFile) {
    const { documents, problems } = parseYaml(file.text);
    const [root] = documents;
    this.#file = file.path;
    this.#root = root?.kind === "mapping" ? root : undefined;
    this.#anchors = anchorsOf(documents);
    this.problems = problems.map((problem) => ({ file: file.path, problem }));
  }

  has(key: string): boolean {
    return entryOf(this.#root, key) !== undefined;
  }

  /** The span of a key's value; of the file's start without it. */
  span(key: string): Span {
    return entryOf(this.#root, key)?.value.span ?? { start: 0, end: 0 };
  }

  /** A text, number or truth value as text; undefined when it is missing, empty or something else, which is noted. */
  text(key: string): string | undefined {
    const scalar = this.#scalar(key);
    return scalar === undefined || isEmpty(scalar) ? undefined : scalar.value;
  }

  boolean(key: string, fallback: boolean): boolean {
    const scalar = this.#scalar(key);
    if (scalar === undefined || isEmpty(scalar)) return fallback;
    if (/^(?:true|1|yes)$/i.test(scalar.value)) return true;
    if (/^(?:false|0|no)$/i.test(scalar.value)) return false;
    this.note("error", scalar.span, `"${scalar.value}" is neither true nor false.`);
    return fallback;
  }

  count(key: string, fallback: number): number {
    const scalar = this.#scalar(key);
    if (scalar === undefined || isEmpty(scalar)) return fallback;
    const value = scalarData({ ...scalar, style: "plain" });
    if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
    this.note("error", scalar.span, `"${scalar.value}" is no whole number, which ${key} takes.`);
    return fallback;
  }

  /** The items of a list of texts; of a text with commas too. */
  texts(key: string): readonly { readonly value: string; readonly span: Span }[] {
    const entry = entryOf(this.#root, key);
    if (entry === undefined || isEmpty(entry.value)) return [];
    const node = this.#resolve(entry.value);
    if (node.kind === "sequence") return node.items.flatMap((item) => this.#item(item, key) ?? []);
    const scalar = this.#scalar(key, "a list");
    const parts = scalar?.value.split(",").map((part) => part.trim()) ?? [];
    return parts.filter((part) => part !== "").map((value) => ({ value, span: entry.value.span }));
  }

  note(severity: Problem["severity"], span: Span, message: string, help?: string): void {
    const problem = { code: "content/bad-value", severity, span, message, ...(help !== undefined && { help }) };
    this.problems.push({ file: this.#file, problem });
  }

  #item(item: YamlNode, key: string) {
    const node = this.#resolve(item);
    if (node.kind === "scalar") return { value: node.value, span: item.span };
    if (node.kind !== "broken") this.note("error", item.span, `An item of "${key}" must be a text.`);
    return undefined;
  }

  #scalar(key: string, what = "a text"): YamlScalar | undefined {
    const entry = entryOf(this.#root, key);
    if (entry === undefined) return undefined;
    const node = this.#resolve(entry.value);
    if (node.kind === "scalar") return node;
    if (node.kind !== "broken") this.note("error", entry.value.span, `"${key}" must be ${what}.`);
    return undefined;
  }

  #resolve(node: YamlNode): YamlNode {
    return node.kind === "alias" ? (this.#anchors.get(node.name) ?? node) : node;
  }
}
