import type { SearchAnalysis } from "#analysis/search-analysis.ts";
import type { Span } from "#base/span.ts";
import type { Aggregation, FieldRef, Literal, SplNode, Stage, Subsearch } from "#syntax/spl/ast.ts";
import { children } from "#syntax/spl/path.ts";

/** How the name of a field is written at a place, which tells how another name is written there. */
export type NameForm =
  /** In an eval expression: bare or in single quotes. */
  | "eval"
  /** Elsewhere: bare or in double quotes. */
  | "plain"
  /** A named group of a regular expression. */
  | "group"
  /** A column of a lookup table that is the field too: another name needs AS. */
  | "column"
  /** An aggregation without AS, which names its output by itself. */
  | "output"
  /** A part of a name in braces, `{field}`. */
  | "template";

/** One place of the expanded text where a field is meant. */
export interface FieldUse {
  readonly name: string;
  /** With quotes, if there are any. */
  readonly span: Span;
  /** The characters of the name. */
  readonly nameSpan: Span;
  readonly form: NameForm;
  /**
   * `define` makes the field, `modify` changes the field that is there, `pattern` names it among others by `*`, `mention`
   * is a text in which it may be meant.
   */
  readonly role: "read" | "define" | "modify" | "pattern" | "mention";
  /** A defined field may keep its older value in some rows (rex, OUTPUTNEW). */
  readonly partial: boolean;
  /** The aggregation that names its output after this argument. */
  readonly names: Aggregation | undefined;
  /** The command of the stage. */
  readonly command: string;
}

/** What a stage does with fields in turn: first `reads`, then `defines`. An eval has one step for each assignment. */
export interface FieldStep {
  readonly reads: readonly FieldUse[];
  readonly defines: readonly FieldUse[];
}

export interface StageUses {
  readonly steps: readonly FieldStep[];
  readonly subsearches: readonly Subsearch[];
  /** Macro calls that stayed in the text because no definition is known: they may use any field. */
  readonly opaque: readonly SplNode[];
}

/** The places of a stage of the expanded tree where fields are meant, subsearches left out. */
export function stageUses(stage: Stage, search: SearchAnalysis): StageUses {
  const collector = new Collector(stage, search);
  const steps: FieldStep[] = [];
  for (const part of [...stage.parts, ...stage.unexpected]) {
    if (part.kind === "assignment" && stage.command === "eval") steps.push(collector.step(part));
  }
  const rest = [...stage.parts].filter((part) => steps.length === 0 || part.kind !== "assignment");
  steps.push(collector.step(...rest));
  const opaque = stage.macro === undefined ? collector.opaque : [...collector.opaque, stage.macro];
  return { steps, subsearches: collector.subsearches, opaque };
}

class Collector {
  readonly #stage: Stage;
  readonly #search: SearchAnalysis;
  readonly subsearches: Subsearch[] = [];
  readonly opaque: SplNode[] = [];
  #reads: FieldUse[] = [];
  #defines: FieldUse[] = [];

  constructor(stage: Stage, search: SearchAnalysis) {
    this.#stage = stage;
    this.#search = search;
  }

  step(...nodes: readonly SplNode[]): FieldStep {
    this.#reads = [];
    this.#defines = [];
    for (const node of nodes) this.#visit(node, this.#stage, undefined);
    return { reads: this.#reads, defines: this.#defines };
  }

  #visit(node: SplNode, parent: SplNode, names: Aggregation | undefined): void {
    switch (node.kind) {
      case "subsearch":
        this.subsearches.push(node);
        return;
      case "macro-call":
        this.opaque.push(node);
        return;
      case "lookup-field": {
        const isColumn = node.field.span.start === node.column.span.start;
        this.#field(node.field, node, undefined, isColumn ? "column" : "plain");
        return;
      }
      case "field":
        this.#field(node, parent, names, "plain");
        return;
      case "field-expr": {
        const inner = node.quoted ? { start: node.span.start + 1, end: node.span.end - 1 } : node.span;
        this.#add({ name: node.name, span: node.span, nameSpan: inner, form: "eval", role: "read", names });
        return;
      }
      case "literal":
        this.#literal(node);
        return;
      case "string":
        if (parent.kind === "call" && parent.name === "searchmatch") this.#mention(node.value, node.span, /[\w.]+/g);
        return;
      case "aggregation": {
        const unnamed = node.as === undefined ? node : undefined;
        for (const child of children(node))
          this.#visit(child, node, child === node.as ? undefined : (names ?? unnamed));
        const gives = this.#search.flow.after(this.#stage).written.has(node.written);
        if (unnamed !== undefined && names === undefined && parent.kind === "stage" && gives)
          this.#add({ name: node.written, span: node.span, nameSpan: node.span, form: "output", role: "define" });
        return;
      }
      default:
        for (const child of children(node)) this.#visit(child, node, names);
    }
  }

  #field(node: FieldRef, parent: SplNode, names: Aggregation | undefined, form: NameForm): void {
    for (const part of node.template ?? [])
      if ("field" in part)
        this.#add({ name: part.field, span: part.span, nameSpan: part.span, form: "template", role: "read", names });
    if (node.template !== undefined || node.name.includes("<<")) return;
    // The new names of a wildcard are made by what the old ones stand for.
    if (node.wildcard && node.access === "write" && parent.kind !== "stage") return;
    const quoted = node.quote !== "none";
    const nameSpan = quoted ? { start: node.span.start + 1, end: node.span.end - 1 } : node.span;
    const isEval = parent.kind === "assignment";
    this.#add({
      name: node.name,
      span: node.span,
      nameSpan,
      form: isEval ? "eval" : form,
      role: node.wildcard ? "pattern" : this.#role(node, parent),
      partial: parent.kind === "lookup-field" && this.#stage.args.outputnew !== undefined,
      names: names?.as === node ? undefined : names,
    });
  }

  #role(node: FieldRef, parent: SplNode): "read" | "define" | "modify" {
    if (parent.kind === "option") return this.#makes(node.name) ? "define" : "read";
    if (node.access !== "write") return "read";
    if (parent.kind !== "stage") return "define";
    const grammar = this.#search.environment.dialect.command(this.#stage.command)?.grammar ?? {};
    const [key] = Object.entries(this.#stage.args).find(([, value]) => value === node) ?? [];
    return key !== undefined && grammar[key]?.kind === "clause-field" ? "define" : "modify";
  }

  /** Whether the stage gives a field a value that does not come from its own. */
  #makes(name: string): boolean {
    const { flow } = this.#search;
    const before = flow.before(this.#stage).written.get(name);
    const after = flow.after(this.#stage).written.get(name);
    return after !== undefined && after !== before && !after.provenance.from.includes(name);
  }

  #literal(node: Literal): void {
    const { command, args, status } = this.#stage;
    if (command === "rex" && args.pattern === node) {
      if (args.mode === undefined) this.#groups(node);
      return;
    }
    if (command === "map") this.#mention(node.text, node.span, /(?<=\$)[^$]+(?=\$)/g);
    if (command === "return" || status === "unknown") this.#mention(node.text, node.span, /[\w.]+/g);
  }

  #groups(node: Literal): void {
    const raw = this.#search.expanded.text.slice(node.span.start, node.span.end);
    for (const match of raw.matchAll(/(?<!\\)\((?:\?P?<|\?')([A-Za-z_]\w*)[>']/g)) {
      const name = match[1] ?? "";
      const start = node.span.start + match.index + match[0].length - name.length - 1;
      const span = { start, end: start + name.length };
      this.#add({ name, span, nameSpan: span, form: "group", role: "define", partial: true });
    }
  }

  #mention(text: string, span: Span, words: RegExp): void {
    for (const [name] of text.matchAll(words))
      this.#add({ name, span, nameSpan: span, form: "plain", role: "mention" });
  }

  #add(use: Omit<FieldUse, "partial" | "names" | "command"> & Partial<Pick<FieldUse, "partial" | "names">>): void {
    const whole = { partial: false, names: undefined, command: this.#stage.command, ...use };
    if (use.role === "define") this.#defines.push(whole);
    else this.#reads.push(whole);
  }
}
