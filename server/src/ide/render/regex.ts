import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import { compileRegex } from "#runtime/regex.ts";
import { parseRegex } from "#runtime/regex-parse.ts";
import type { RegexNode } from "#runtime/regex-tree.ts";
import { literalWords, setWords } from "./character-words.ts";

/** Lines of an explanation; a longer one is cut, and says so. */
const MOST_LINES = 48;
const MOST_OPTIONS = 16;

/** A line of an explanation with what stands below it. */
interface Item {
  readonly text: string;
  readonly below: readonly Item[];
}

/**
 * A PCRE pattern in words, outline by group: what Rulehound's own parser reads, so the words say what is run. A pattern that
 * does not compile gets its reason instead. `ignoreCase` is how it begins.
 */
export function renderRegex(pattern: string, ignoreCase = false): string {
  const compiled = compileRegex(pattern, ignoreCase ? "i" : "");
  if ("refused" in compiled) {
    const place = pattern.slice(compiled.at.start, compiled.at.end);
    const where = place === "" ? "" : ` at ${inlineCode(place)}`;
    const what = compiled.code === "E-REGEX" ? "It does not compile" : "It uses what cannot be run here";
    return `**Regular expression**\n\n⚠ ${what}${where}: ${escapeMarkdown(compiled.reason.replace(/\.$/, ""))}.`;
  }
  const { tree } = parseRegex(pattern, ignoreCase);
  const cases = caseUse(tree);
  const names = [...new Set(compiled.groups.map(({ name }) => inlineCode(name.replace(/\$\d+$/, ""))))];
  const facts = [
    "found anywhere in the text, unless tied to its ends",
    ...(cases === "ignored" ? ["upper and lower case are the same"] : []),
    ...(names.length > 0 ? [`captures ${names.join(", ")}`] : []),
  ];
  const lines = outline(items(tree, cases === "mixed"), 0);
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length > shown.length ? `\n\n… and ${lines.length - shown.length} more lines` : "";
  return `**Regular expression**: ${facts.join("; ")}\n\n${shown.join("\n")}${more}`;
}

function outline(list: readonly Item[], depth: number): readonly string[] {
  return list.flatMap(({ text, below }) => [`${"  ".repeat(depth)}- ${text}`, ...outline(below, depth + 1)]);
}

/** What a node is, one line for each of its parts. */
function items(node: RegexNode, mixed: boolean): readonly Item[] {
  const list = node.kind === "sequence" ? node.items : [node];
  const found: Item[] = [];
  for (let at = 0; at < list.length; ) {
    const next = list[at];
    if (next === undefined) break;
    let end = at;
    while (isSameChar(list[end], next)) end++;
    const chars = list.slice(at, end).flatMap((one) => (one.kind === "char" ? [one.code] : []));
    if (chars.length > 0) found.push({ text: literalWords(chars) + anyCase(next, mixed), below: [] });
    else found.push(...itemOf(next, mixed));
    at = Math.max(end, at + 1);
  }
  return found.length === 0 ? [{ text: "nothing (an empty alternative)", below: [] }] : found;
}

function isSameChar(node: RegexNode | undefined, first: RegexNode): boolean {
  return node?.kind === "char" && first.kind === "char" && node.ignoreCase === first.ignoreCase;
}

function anyCase(node: RegexNode, mixed: boolean): string {
  return mixed && "ignoreCase" in node && node.ignoreCase ? " (in any case)" : "";
}

const LOOKS = {
  "(?=": "then must follow, outside the match:",
  "(?!": "then must not follow:",
  "(?<=": "in front of this must stand, outside the match:",
  "(?<!": "in front of this must not stand:",
} as const;

function itemOf(node: RegexNode, mixed: boolean): readonly Item[] {
  switch (node.kind) {
    case "sequence":
      return items(node, mixed);
    case "char":
      return [{ text: literalWords([node.code]) + anyCase(node, mixed), below: [] }];
    case "set":
      return [{ text: setWords(node.set).one + anyCase(node, mixed), below: [] }];
    case "plain":
      return itemOf(node.body, mixed);
    case "group":
      return [
        headed(
          node.name === undefined ? `capture ${node.number}:` : `capture ${inlineCode(node.name)}:`,
          node.body,
          mixed,
        ),
      ];
    case "atomic":
      return [headed("without going back into it:", node.body, mixed)];
    case "look":
      return [headed(LOOKS[node.open], node.body, mixed)];
    case "choice":
      return [choice(node.options, mixed)];
    case "repeat":
      return [repeated(node, mixed)];
    case "back":
      return [{ text: `the text of capture ${inlineCode(String(node.to))} again`, below: [] }];
    case "keep":
      return [{ text: "what stands before this is not part of the match (`\\K`)", below: [] }];
    case "assertion":
      return [{ text: ASSERTIONS[node.written] ?? inlineCode(node.written), below: [] }];
  }
}

/** Assertions by the way in which the parser writes them for JavaScript. */
const ASSERTIONS: Readonly<Record<string, string>> = {
  "^": "the start of the text",
  $: "the very end of the text",
  "(?=\\n?$)": "the end of the text, or before its last newline",
  "(?:^|(?<=\\n)(?!$))": "the start of a line",
  "(?=\\n|$)": "the end of a line",
  "\\b": "an edge of a word",
  "\\B": "no edge of a word",
  "(?:\\r\\n|(?!\\r\\n)[\\n-\\r\\x85\\u2028\\u2029])": "a line break of any kind",
};

/** A heading with its body on the same line when that is one plain line. */
function headed(heading: string, body: RegexNode, mixed: boolean): Item {
  const below = items(body, mixed);
  const [only] = below;
  return below.length === 1 && only !== undefined
    ? { text: `${heading} ${only.text}`, below: only.below }
    : { text: heading, below };
}

function choice(options: readonly RegexNode[], mixed: boolean): Item {
  const each = options.map((option) => headed("", option, mixed));
  const flat = each.every(({ text, below }) => text !== "" && below.length === 0);
  const shown = each.slice(0, MOST_OPTIONS);
  const rest = each.length - shown.length;
  if (flat) {
    const texts = shown.map(({ text }) => text.trim());
    const list = rest > 0 ? [...texts, `${rest} more`] : texts;
    return { text: `either ${list.slice(0, -1).join(", ")} or ${list.at(-1)}`, below: [] };
  }
  const below = shown.map(({ text, below }) => ({ text: text.trim() === "" ? "in this order:" : text.trim(), below }));
  return {
    text: "one of these:",
    below: rest > 0 ? [...below, { text: `${rest} more`, below: [] }] : below,
  };
}

const MODES = { greedy: "", lazy: ", as few as possible", possessive: ", giving none back" } as const;

function repeated(node: Extract<RegexNode, { kind: "repeat" }>, mixed: boolean): Item {
  const { body, min, max, mode } = node;
  if (body.kind !== "set" && body.kind !== "char")
    return headed(`${max === 1 && min === 0 ? "perhaps" : `${amount(min, max)} times`}${MODES[mode]}:`, body, mixed);
  const { one, many } = body.kind === "set" ? setWords(body.set) : severalWords(body.code);
  const words = max === 1 ? (min === 0 ? `perhaps ${one}` : one) : `${amount(min, max)} ${many}`;
  return { text: words + anyCase(body, mixed) + MODES[mode], below: [] };
}

function severalWords(code: number): { readonly one: string; readonly many: string } {
  const one = literalWords([code]);
  return { one, many: one.startsWith("a ") ? `${one.slice(2)}s` : one };
}

function amount(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "any number of" : `${min === 1 ? "one" : min} or more`;
  return min === max ? `exactly ${min}` : `${min} to ${max}`;
}

/** Whether the letters and classes of a pattern ignore case: all, none, or some. */
function caseUse(tree: RegexNode): "ignored" | "told apart" | "mixed" {
  const uses = new Set<boolean>();
  const visit = (node: RegexNode): void => {
    if (node.kind === "char" && !/\p{L}/u.test(String.fromCodePoint(node.code))) return;
    if ("ignoreCase" in node) uses.add(node.ignoreCase);
    if ("body" in node) visit(node.body);
    for (const part of node.kind === "sequence" ? node.items : node.kind === "choice" ? node.options : []) visit(part);
  };
  visit(tree);
  if (uses.size === 2) return "mixed";
  return uses.has(true) ? "ignored" : "told apart";
}
