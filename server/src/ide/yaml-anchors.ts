import type { Document } from "#analysis/document.ts";
import { type Span, touches } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { YamlNode } from "#syntax/yaml/node.ts";
import { yamlOf } from "./hover/yaml-path.ts";
import type { Refused } from "./rename.ts";
import type { Reference } from "./types.ts";

/** The name of an anchor or of an alias, without its mark. */
interface NamePlace {
  readonly name: string;
  readonly span: Span;
  readonly anchor: boolean;
}

/** An anchor of a YAML file and its aliases, from any of them: an alias means the last anchor of its name before it. */
export function anchorReferences(document: Document, offset: number): readonly Reference[] {
  return groupAt(document, offset).map(({ span, anchor }) => ({
    span,
    kind: anchor ? "write" : "read",
    definition: anchor,
  }));
}

/** The name of an anchor at an offset, to be renamed. */
export function anchorToRename(
  document: Document,
  offset: number,
): { readonly name: string; readonly span: Span } | undefined {
  const at = groupAt(document, offset).find(({ span }) => touches(span, offset));
  return at && { name: at.name, span: at.span };
}

/** Edits that give an anchor and its aliases another name. */
export function renameAnchor(
  document: Document,
  offset: number,
  to: string,
): { readonly edits: readonly TextEdit[] } | Refused | undefined {
  const group = groupAt(document, offset);
  const [first] = group;
  if (first === undefined) return undefined;
  if (!/^[\w.-]+$/.test(to))
    return { refused: `An anchor cannot be called “${to}”: use letters, digits, _, - and the dot.` };
  if (
    yamlOf(document).some((root) => placesOf(root, document.text).some(({ name }) => name === to && to !== first.name))
  )
    return { refused: `The file has an anchor “${to}” already.` };
  return { edits: group.map(({ span }) => ({ span, text: to })) };
}

function groupAt(document: Document, offset: number): readonly NamePlace[] {
  const { uri, text } = document;
  if (!/\.ya?ml$/i.test(uri.replace(/[?#].*$/, "")) || !text.includes("&")) return [];
  for (const root of yamlOf(document)) {
    const groups: NamePlace[][] = [];
    const current = new Map<string, NamePlace[]>();
    for (const place of placesOf(root, text)) {
      const group = place.anchor ? [place] : current.get(place.name);
      if (group === undefined) continue;
      if (place.anchor) {
        current.set(place.name, group);
        groups.push(group);
      } else group.push(place);
    }
    const found = groups.find((group) => group.some(({ span }) => touches(span, offset)));
    if (found !== undefined) return found;
  }
  return [];
}

/** The anchors and aliases of a document of the file, in the order of the text. */
function placesOf(root: YamlNode, text: string): readonly NamePlace[] {
  const found: NamePlace[] = [];
  const visit = (node: YamlNode): void => {
    if (node.kind === "alias") {
      const start = node.span.start + 1;
      found.push({ name: node.name, span: { start, end: start + node.name.length }, anchor: false });
      return;
    }
    if (node.kind === "broken") return;
    const { anchor } = node;
    const start = anchor === undefined ? -1 : anchorBefore(text, anchor, node.span.start);
    if (anchor !== undefined && start >= 0)
      found.push({ name: anchor, span: { start, end: start + anchor.length }, anchor: true });
    if (node.kind === "sequence") for (const item of node.items) visit(item);
    if (node.kind === "mapping") for (const { key, value } of node.entries) for (const one of [key, value]) visit(one);
  };
  visit(root);
  return found.sort((a, b) => a.span.start - b.span.start);
}

const WINDOW = 400;

/** Where the name of an anchor stands that belongs to the node at an offset: the last one before its content. */
function anchorBefore(text: string, name: string, at: number): number {
  const from = Math.max(0, at - WINDOW);
  const around = text.slice(from, at + name.length + 1);
  for (let mark = around.lastIndexOf(`&${name}`); mark >= 0; mark = around.lastIndexOf(`&${name}`, mark - 1)) {
    const next = around[mark + name.length + 1];
    if (next === undefined || /[\s,[\]{}]/.test(next)) return from + mark + 1;
    if (mark === 0) break;
  }
  return -1;
}
