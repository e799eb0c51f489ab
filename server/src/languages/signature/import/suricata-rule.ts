import type { Span } from "#base/span.ts";

/** An option of a rule: `name;` or `name:value;`, the value as written. */
export interface RuleOption {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** A Suricata or Snort rule as written. Spans are in the text that was read. */
export interface NetworkRule {
  readonly span: Span;
  readonly protocol: string;
  /** Addresses other than `any`, as written. */
  readonly addresses: readonly string[];
  readonly sourcePort: string;
  readonly targetPort: string;
  /** Both directions are meant (`<>`). */
  readonly both: boolean;
  readonly headerSpan: Span;
  readonly options: readonly RuleOption[];
}

const ACTION = /^(?:alert|drop|pass|reject\w*|log|block|sdrop)\b/;
const HEADER =
  /^\w+\s+([\w-]+)(?:\s+(\S+|\[[^\]]*\])\s+(\[[^\]]*\]|\S+)\s+(->|<>|<-|=>)\s+(\S+|\[[^\]]*\])\s+(\[[^\]]*\]|\S+))?\s*$/;

/** The rules in a text, one a line or continued by a backslash at its end; comments and blank lines are passed over. Total. */
export function networkRules(text: string): {
  readonly rules: readonly NetworkRule[];
  readonly unread: readonly Span[];
} {
  const rules: NetworkRule[] = [];
  const unread: Span[] = [];
  for (const line of logicalLines(text)) {
    const written = text.slice(line.start, line.end);
    if (!ACTION.test(written)) {
      unread.push(line);
      continue;
    }
    const rule = readRule(
      written.replace(/\\\r?\n/g, (end) => " ".repeat(end.length)),
      line,
    );
    if (rule === undefined) unread.push(line);
    else rules.push(rule);
  }
  return { rules, unread };
}

function* logicalLines(text: string): Generator<Span> {
  const line = /[^\n]*(?:\\\r?\n[^\n]*)*/y;
  for (let at = 0; at < text.length; at++) {
    line.lastIndex = at;
    const found = line.exec(text)?.[0] ?? "";
    const start = at + found.length - found.trimStart().length;
    const end = at + found.trimEnd().length;
    if (start < end && text.charAt(start) !== "#") yield { start, end };
    at += found.length;
  }
}

function readRule(text: string, span: Span): NetworkRule | undefined {
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  const header = open < 0 ? null : HEADER.exec(text.slice(0, open));
  if (header === null || close < open) return undefined;
  const [, protocol = "", source = "any", sourcePort = "any", arrow = "->", target = "any", targetPort = "any"] =
    header;
  return {
    span,
    addresses: [source, target].filter((address) => address !== "any"),
    protocol: protocol.toLowerCase(),
    sourcePort: arrow === "<-" ? targetPort : sourcePort,
    targetPort: arrow === "<-" ? sourcePort : targetPort,
    both: arrow === "<>",
    headerSpan: { start: span.start, end: span.start + open },
    options: readOptions(text.slice(open + 1, close), span.start + open + 1),
  };
}

function readOptions(text: string, base: number): readonly RuleOption[] {
  const option = /\s*([\w.]+)\s*(?::((?:"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^;"\\])*))?(?:;|$)/gy;
  const options: RuleOption[] = [];
  let end = 0;
  for (const match of text.matchAll(option)) {
    const start = base + match.index + match[0].length - match[0].trimStart().length;
    end = match.index + match[0].length;
    options.push({ name: match[1] ?? "", value: (match[2] ?? "").trim(), span: { start, end: base + end } });
  }
  // What cannot be read is kept as an option without a name, so that it is said.
  const rest = text.slice(end).trim();
  if (rest !== "") options.push({ name: "", value: rest, span: { start: base + end, end: base + text.length } });
  return options;
}

/** The bytes of a quoted content, or undefined when it is damaged; `negated` when `!` stands in front. */
export function contentBytes(
  value: string,
):
  | { readonly bytes: readonly number[]; readonly negated: boolean; readonly nocase: boolean; readonly more: string }
  | undefined {
  const match = /^(!?)\s*"((?:[^"\\]|\\[\s\S])*)"\s*(?:,(.*))?$/s.exec(value);
  if (match === null) return undefined;
  const bytes: number[] = [];
  for (const [i, part] of splitBars(match[2] ?? "").entries()) {
    if (i % 2 === 0) bytes.push(...new TextEncoder().encode(part.replace(/\\([\s\S])/g, "$1")));
    else {
      const digits = part.replace(/\s+/g, "");
      if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) return undefined;
      bytes.push(...(digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
    }
  }
  if (bytes.length === 0) return undefined;
  return { bytes, negated: match[1] === "!", nocase: false, more: match[3] ?? "" };
}

/** Parts between bars that no backslash stands in front of. */
function splitBars(text: string): readonly string[] {
  const parts = [""];
  for (const [piece] of text.matchAll(/\\[\s\S]|[\s\S]/g)) {
    if (piece === "|") parts.push("");
    else parts[parts.length - 1] += piece;
  }
  return parts;
}
