import { YAMLException } from "js-yaml";
import type { SourceMap } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";
import { applyEdits, type TextEdit } from "#base/text-edit.ts";
import { provenInPlace } from "./in-place.ts";
import type { YamlNode, YamlScalar } from "./node.ts";
import { decodeScalar } from "./scalar-map.ts";
import { scanYaml } from "./scan.ts";
import { writePiece, writeScalar } from "./write-scalar.ts";

/**
 * Edits of the file for edits of a scalar's decoded text. The touched places alone are rewritten when the scalar's style
 * can hold the result (quotes doubled, characters escaped, lines indented); otherwise the whole scalar is written anew
 * in a style that can. Every answer is proven by decoding it again. Overlapping edits throw a RangeError, as in
 * `applyEdits`, and so does a text that no style can hold at this place.
 */
export function encodeScalar(source: string, scalar: YamlScalar, edits: readonly TextEdit[]): readonly TextEdit[] {
  const decoded = decodeScalar(source, scalar);
  const wanted = applyEdits(decoded.text, edits);
  if (wanted === decoded.text) return [];
  const eol = lineBreak(source);
  const small = localEdits(source, scalar, decoded.text, decoded.map, edits, eol);
  if (
    small !== undefined &&
    decodesTo(rewritten(source, scalar, small) + tailBehind(source, scalarEnd(scalar), scalar), scalar, wanted) &&
    standsThere(source, scalar, small, wanted)
  )
    return small;
  const region = wholeRegion(source, scalar);
  const tail = tailBehind(source, region.end, scalar);
  for (const text of writeScalar(wanted, scalar, eol, endsLine(source, region.end))) {
    const whole = [{ span: region, text: separator(source, region) + text }];
    if (decodesTo(text + tail, scalar, wanted) && standsThere(source, scalar, whole, wanted)) return whole;
  }
  throw new RangeError("no YAML style can hold the edited text");
}

/**
 * Whether the edits do in the file what they do by themselves. What a scalar of a block collection reads does not depend
 * on more than {@link decodesTo} knows; a text that is all of its document, is inside brackets or is not written yet does.
 */
function standsThere(source: string, scalar: YamlScalar, edits: readonly TextEdit[], wanted: string): boolean {
  const depends = scalar.root || scalar.flow || scalar.span.start === scalar.span.end;
  return !depends || provenInPlace(source, scalar, edits, wanted);
}

/** The edits that give a scalar another text; none when no YAML style can hold it at its place. */
export function replaceScalar(source: string, scalar: YamlScalar, text: string): readonly TextEdit[] {
  try {
    return encodeScalar(source, scalar, [{ span: { start: 0, end: scalar.value.length }, text }]);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function lineBreak(source: string): string {
  const at = source.indexOf("\n");
  return at > 0 && source[at - 1] === "\r" ? "\r\n" : "\n";
}

/** The edits written into the scalar as it stands, or undefined where no piece of its style can express them. */
function localEdits(
  source: string,
  scalar: YamlScalar,
  text: string,
  map: SourceMap,
  edits: readonly TextEdit[],
  eol: string,
): readonly TextEdit[] | undefined {
  if (map.segments.length === 0) return undefined;
  const result: TextEdit[] = [];
  let last = -1;
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    const start = boundary(map, edit.span.start, "start");
    const end =
      edit.span.end === edit.span.start && start.whole === undefined ? start : boundary(map, edit.span.end, "end");
    const before = start.whole === undefined ? "" : text.slice(start.whole.start, edit.span.start);
    const after = end.whole === undefined ? "" : text.slice(edit.span.end, end.whole.end);
    const piece = writePiece(before + edit.text + after, scalar, eol, source);
    if (piece === undefined || start.host < last || end.host < start.host) return undefined;
    last = end.host;
    result.push({ span: { start: start.host, end: end.host }, text: piece });
  }
  return result;
}

/** A place in the source for a place in the decoded text; `whole` is the unsplittable piece that the place lies within. */
interface Boundary {
  readonly host: number;
  readonly whole: Span | undefined;
}

function boundary(map: SourceMap, offset: number, side: "start" | "end"): Boundary {
  let before: SourceMap["segments"][number] | undefined;
  for (const segment of map.segments) {
    if (segment.embedded.start > offset) break;
    before = segment;
    if (segment.embedded.start < offset && offset < segment.embedded.end) {
      if (segment.exact) return { host: segment.host.start + offset - segment.embedded.start, whole: undefined };
      return { host: side === "start" ? segment.host.start : segment.host.end, whole: segment.embedded };
    }
    if (side === "end" && segment.embedded.end === offset) return { host: segment.host.end, whole: undefined };
    if (side === "start" && segment.embedded.start === offset) return { host: segment.host.start, whole: undefined };
  }
  if (before === undefined) return { host: map.segments[0]?.host.start ?? 0, whole: undefined };
  return { host: offset <= before.embedded.start ? before.host.start : before.host.end, whole: undefined };
}

/** Where the scalar's source form ends, the line break behind a block included. */
function scalarEnd(scalar: YamlScalar): number {
  return Math.max(scalar.span.end, scalar.content.end);
}

/** What is replaced when the scalar is written anew: its source form without the line break behind it. */
function wholeRegion(source: string, scalar: YamlScalar): Span {
  if (scalar.style !== "literal" && scalar.style !== "folded") return scalar.span;
  let end = scalarEnd(scalar);
  if (source[end - 1] === "\n") end--;
  if (source[end - 1] === "\r") end--;
  return { start: scalar.span.start, end: Math.max(end, scalar.span.start + 1) };
}

/** What has to come before a value that is written where none stood: nothing, a space, or the colon that is missing. */
function separator(source: string, region: Span): string {
  const before = source[region.start - 1];
  if (region.end > region.start || before === undefined || /[\s[{,]/.test(before)) return "";
  return before === ":" || /(?:^|\s)[?-]$/.test(source.slice(Math.max(0, region.start - 2), region.start)) ? " " : ": ";
}

/**
 * What stands behind a scalar and could be taken into it: blank lines and comments; then a comment at the left edge for
 * whatever follows. At the root it is all the rest.
 */
function tailBehind(source: string, at: number, scalar: YamlScalar): string {
  if (scalar.flow) return "";
  if (scalar.root) return source.slice(at);
  if (!endsLine(source, at) && !/[\r\n]/.test(source[at - 1] ?? "")) return "";
  const rest = /(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*(?:[ \t]*#[^\r\n]*$)?/y;
  rest.lastIndex = at;
  const end = at + (rest.exec(source)?.[0].length ?? 0);
  return source.slice(end).trim() === "" ? source.slice(at) : `${source.slice(at, end)}#`;
}

/** Whether nothing but blank space stands behind `at` on its line, so that a block may end there. */
function endsLine(source: string, at: number): boolean {
  let end = at;
  while (source[end] === " " || source[end] === "\t") end++;
  return end >= source.length || source[end] === "\n" || source[end] === "\r";
}

/** The scalar's source form with edits applied. */
function rewritten(source: string, scalar: YamlScalar, edits: readonly TextEdit[]): string {
  const { start } = scalar.span;
  const shifted = edits.map(({ span, text }) => ({ span: { start: span.start - start, end: span.end - start }, text }));
  return applyEdits(source.slice(start, scalarEnd(scalar)), shifted);
}

/** Whether js-yaml reads `form`, put where the scalar stands, as one scalar with the text `wanted`. */
function decodesTo(form: string, scalar: YamlScalar, wanted: string): boolean {
  const indent = " ".repeat(Math.max(scalar.outer, 0));
  const open = scalar.flow ? "- [ " : "- ";
  const close = scalar.flow ? " ]" : "";
  try {
    const documents = scanYaml(
      // The line break in front makes js-yaml as strict as it is with a scalar that does not begin the file.
      scalar.root ? `\n${" ".repeat(scalar.outer + 1)}${form}` : `${indent}${open}${form}${close}`,
    );
    const found = onlyScalar(documents, scalar.root, scalar.flow);
    return found?.kind === "scalar" && found.value === wanted;
  } catch (error) {
    if (error instanceof YAMLException) return false;
    throw error;
  }
}

function onlyScalar(documents: readonly YamlNode[], root: boolean, flow: boolean): YamlNode | undefined {
  if (root) return documents[0];
  if (documents.length !== 1) return undefined;
  const item = only(documents[0]);
  return flow ? only(item) : item;
}

function only(node: YamlNode | undefined): YamlNode | undefined {
  return node?.kind === "sequence" && node.items.length === 1 ? node.items[0] : undefined;
}
