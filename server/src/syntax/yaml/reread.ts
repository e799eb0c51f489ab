import { YAMLException } from "js-yaml";
import { type ChangedSpan, changedSpan } from "#base/changed-span.ts";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import { duplicateKeys } from "./duplicate-keys.ts";
import type { YamlEntry, YamlFile, YamlMapping, YamlNode, YamlSequence } from "./node.ts";
import { parseYaml } from "./parse.ts";
import { scanYaml } from "./scan.ts";
import { shifted, shiftedEntry } from "./shifted.ts";

/** A text that was read as YAML, with what came of it. */
export interface ReadYaml {
  readonly source: string;
  readonly file: YamlFile;
}

/**
 * What `parseYaml` gives for a text, read with the help of what came of a text before an edit. Where the edit stands within
 * one entry or item of a block, only this is read anew; nodes in front of it are taken as they are, those behind it are
 * moved. Everything that could mean something else to its surroundings is read as a whole.
 */
export function rereadYaml(source: string, before: ReadYaml | undefined): YamlFile {
  if (before === undefined) return parseYaml(source);
  if (before.source === source) return before.file;
  // A byte order mark moves the columns of its line.
  const root = source.includes("\uFEFF") ? undefined : rereadRoot(source, before);
  if (root === undefined) return parseYaml(source);
  const problems: Problem[] = [];
  duplicateKeys(root, problems);
  return { documents: [root], problems };
}

/** Problems that do not mean that the tree was put together in another way than js-yaml does. */
const HARMLESS = "yaml/duplicate-key";
/** js-yaml rejects what is nested a hundred deep, counted from the document's root. */
const DEEPEST = 40;
/** Marks that begin or end a document, or make js-yaml look for one. */
const MARKS = /^(?:---|\.\.\.|%)/m;

function rereadRoot(source: string, { source: old, file }: ReadYaml): YamlNode | undefined {
  const [root, second] = file.documents;
  if (root === undefined || second !== undefined || file.problems.some(({ code }) => code !== HARMLESS))
    return undefined;
  const change = changedSpan(old, source);
  const sections = sectionsAround(old, root, change);
  const section = sections.at(-1);
  if (section === undefined) return undefined;
  const by = source.length - old.length;
  const text = source.slice(section.start, section.end + by);
  const read = MARKS.test(text) ? undefined : readSection(text, section);
  if (read === undefined || sections.length + depthOf(read) > DEEPEST) return undefined;
  return rebuilt({ sections, read, by });
}

/** How many nodes stand within each other. */
function depthOf(node: YamlNode): number {
  let inner = 0;
  if (node.kind === "mapping")
    for (const { key, value } of node.entries) inner = Math.max(inner, depthOf(key), depthOf(value));
  if (node.kind === "sequence") for (const item of node.items) inner = Math.max(inner, depthOf(item));
  return inner + 1;
}

type Block = YamlMapping | YamlSequence;

/** The lines of one entry or item of a block, which begin at the block's column and end where the next ones do. */
interface Section extends Span {
  readonly block: Block;
  readonly index: number;
  /** Where its key or dash stands. */
  readonly mark: number;
}

/** The sections that hold an edit, outermost first, each within the one before. */
function sectionsAround(source: string, root: YamlNode, change: ChangedSpan): readonly Section[] {
  const found: Section[] = [];
  let node: YamlNode | undefined = root;
  let end = source.length;
  while (node !== undefined && (node.kind === "mapping" || node.kind === "sequence") && !node.flow) {
    const section = sectionIn(source, node, change, end);
    if (section === undefined) break;
    found.push(section);
    end = section.end;
    node = node.kind === "mapping" ? node.entries[section.index]?.value : node.items[section.index];
  }
  return found;
}

/** The section of a block whose text goes up to `end` that holds an edit behind its first character and before its end. */
function sectionIn(source: string, block: Block, { start, oldEnd }: ChangedSpan, end: number): Section | undefined {
  const children = block.kind === "mapping" ? block.entries : block.items;
  const index = children.findLastIndex(({ span }) => span.start <= start);
  const column = columnOf(source, block.span.start);
  const mark = markOf(source, block, index);
  if (index < 0 || mark === undefined || mark >= start || columnOf(source, mark) !== column) return undefined;
  const last = index === children.length - 1;
  const next = last ? end : markOf(source, block, index + 1);
  if (next === undefined) return undefined;
  const until = last ? end : next - columnOf(source, next);
  // The line break at its end must stay.
  if (oldEnd > until || (oldEnd === until && until < source.length)) return undefined;
  return { block, index, mark, start: mark - column, end: until };
}

/** Where the key or the dash of an entry or item stands; undefined where it does not begin its line. */
function markOf(source: string, block: Block, index: number): number | undefined {
  const child = block.kind === "mapping" ? block.entries[index]?.key : block.items[index];
  if (child === undefined) return undefined;
  const line = lineStart(source, child.span.start);
  const lead = source.slice(line, child.span.start);
  const begins = block.kind === "mapping" ? /^ *$/ : /^ *- +$/;
  return begins.test(lead) ? line + lead.search(/-|$/) : undefined;
}

/** The block that the lines of a section make by themselves, where it is such a block as it stands in. */
function readSection(text: string, { block, start, mark }: Section): Block | undefined {
  const [root, second] = attempt(text, start);
  if (root === undefined || second !== undefined || root.kind !== block.kind) return undefined;
  if (!isBlock(root) || root.flow || root.span.start !== mark) return undefined;
  return root;
}

function attempt(text: string, start: number): readonly YamlNode[] {
  try {
    return scanYaml(text, start);
  } catch (error) {
    if (error instanceof YAMLException) return [];
    throw error;
  }
}

function isBlock(node: YamlNode): node is Block {
  return node.kind === "mapping" || node.kind === "sequence";
}

/** What takes the place of the innermost section, and by how much the text behind it moves. */
interface Change {
  readonly sections: readonly Section[];
  readonly read: Block;
  readonly by: number;
}

/** The tree with what was read in the place of the innermost section. */
function rebuilt({ sections, read, by }: Change): YamlNode {
  const innermost = sections.length - 1;
  return sections.reduceRight<Block>((inner, { block, index }, depth) => {
    const children = block.kind === "mapping" ? block.entries : block.items;
    const end = index < children.length - 1 ? block.span.end + by : inner.span.end;
    const span = { start: block.span.start, end };
    const isRead = depth === innermost;
    if (block.kind === "mapping") {
      const own = isRead && inner.kind === "mapping" ? inner.entries : withValue(block.entries[index], inner);
      return { ...block, span, entries: spliced(block.entries, index, own, (one) => shiftedEntry(one, by)) };
    }
    const own = isRead && inner.kind === "sequence" ? inner.items : [inner];
    return { ...block, span, items: spliced(block.items, index, own, (one) => shifted(one, by)) };
  }, read);
}

function withValue(entry: YamlEntry | undefined, value: YamlNode): readonly YamlEntry[] {
  if (entry === undefined) return [];
  const { key, span } = entry;
  return [{ key, value, span: { start: span.start, end: Math.max(key.span.end, value.span.end) } }];
}

function spliced<T>(all: readonly T[], index: number, own: readonly T[], move: (one: T) => T): readonly T[] {
  return [...all.slice(0, index), ...own, ...all.slice(index + 1).map(move)];
}

function columnOf(source: string, at: number): number {
  return at - lineStart(source, at);
}

function lineStart(source: string, at: number): number {
  let start = at;
  while (start > 0 && source[start - 1] !== "\n" && source[start - 1] !== "\r") start--;
  return start;
}
