import type { Span } from "#base/span.ts";
import type { DatasetRef, Stage } from "#syntax/spl/ast.ts";
import type { Vocabulary } from "#syntax/spl/grammar.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { walk } from "#syntax/spl/path.ts";
import type { NameKind } from "../workspace/workspace-names.ts";
import { macroSites } from "./macro-sites.ts";

/** A name of the workspace: macros of the same name differ by how many arguments they take. */
export interface WorkspaceName {
  readonly kind: NameKind;
  readonly name: string;
  /** Undefined for lookups and saved searches. */
  readonly arity: number | undefined;
}

/** A place of a search that uses a name of the workspace. */
export interface NameUse extends WorkspaceName {
  /** The characters of the name, without quotes. */
  readonly span: Span;
  /** Whether quotes stand around them. */
  readonly quoted: boolean;
}

/** A text for a name that no other name has. */
export function nameKey({ kind, name, arity }: WorkspaceName): string {
  return arity === undefined ? `${kind} ${name}` : `${kind} ${name}(${arity})`;
}

/**
 * The macros, lookups and saved searches that a search's written text uses, by the order of the kinds and the text. Macros
 * in double quotes count when `inQuotes`, and in map's quoted search always.
 */
export function nameUses(text: string, vocabulary: Vocabulary, inQuotes: boolean): readonly NameUse[] {
  const uses: NameUse[] = [];
  if (text.includes("`")) {
    for (const { call } of macroSites(text, vocabulary, inQuotes)) {
      if (!call.terminated || call.name === "") continue;
      uses.push({ kind: "macro", name: call.name, arity: call.args.length, span: call.nameSpan, quoted: false });
    }
  }
  if (!/lookup|savedsearch/i.test(text)) return uses;
  walk(parseSpl(text, vocabulary).tree, (node) => {
    const use =
      node.kind === "stage" ? stageUse(node, text) : node.kind === "dataset" ? datasetUse(node, text) : undefined;
    if (use !== undefined) uses.push(use);
  });
  return uses;
}

const LOOKUP_COMMANDS: ReadonlySet<string> = new Set(["lookup", "inputlookup", "outputlookup"]);

function stageUse({ command, args }: Stage, text: string): NameUse | undefined {
  const kind = LOOKUP_COMMANDS.has(command) ? "lookup" : command === "savedsearch" ? "saved-search" : undefined;
  const node = kind === "lookup" ? args.table : args.name;
  if (kind === undefined || node === undefined || !("kind" in node) || node.kind !== "literal") return undefined;
  return useOf(kind, node.text, node.span, text);
}

function datasetUse({ type, name, span }: DatasetRef, text: string): NameUse | undefined {
  if (type !== "inputlookup" && type !== "savedsearch") return undefined;
  const start = span.end - name.length - (text[span.end - 1] === '"' ? 2 : 0);
  return useOf(type === "inputlookup" ? "lookup" : "saved-search", name, { start, end: span.end }, text);
}

/** The use of a name that is written as it is, with quotes or without; undefined when it is written otherwise. */
function useOf(kind: NameKind, name: string, { start, end }: Span, text: string): NameUse | undefined {
  const quoted = text[start] === '"';
  const span = quoted ? { start: start + 1, end: end - 1 } : { start, end };
  return text.slice(span.start, span.end) === name ? { kind, name, arity: undefined, span, quoted } : undefined;
}
