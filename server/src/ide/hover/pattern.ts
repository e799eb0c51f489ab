import { codeBlock, inlineCode } from "#base/markdown.ts";
import { regexArgument } from "#runtime/regex.ts";
import { parseSed } from "#runtime/sed.ts";
import type { SplNode } from "#syntax/spl/ast.ts";
import type { AnalyticCursor } from "../cursor.ts";
import { renderRegex } from "../render/regex.ts";
import { renderTimeFormat } from "../render/time-format.ts";
import type { Hover } from "../types.ts";

/** The regular expression, sed script or time format that a node of a search is, in words. */
export function hoverPattern(node: SplNode, parent: SplNode | undefined, cursor: AnalyticCursor): Hover | undefined {
  if (node.kind !== "string" && node.kind !== "literal") return undefined;
  const written = node.kind === "string" ? node.value : node.text;
  const role = roleOf(node, parent, cursor);
  if (role === undefined || written === "") return undefined;
  const contents = renderAs[role](written, node, cursor);
  return contents === undefined ? undefined : { span: node.span, contents };
}

const TIME_OPTIONS: ReadonlySet<string> = new Set(["timeformat", "time_format"]);

type Role = "regex" | "sed" | "time-format";

const renderAs: Readonly<Record<Role, (text: string, node: SplNode, cursor: AnalyticCursor) => string | undefined>> = {
  regex: (text, node, cursor) => renderRegex(patternText(node, text, cursor)),
  sed: renderSed,
  "time-format": renderTimeFormat,
};

function roleOf(node: SplNode, parent: SplNode | undefined, cursor: AnalyticCursor): Role | undefined {
  const { stage, analytic } = cursor;
  const { dialect } = analytic.environment;
  if (parent?.kind === "call") {
    const index = (parent.args as readonly SplNode[]).indexOf(node);
    const type = dialect.function(parent.name)?.params[index]?.type;
    return type === "regex" || type === "time-format" ? type : undefined;
  }
  if (parent?.kind === "regex-filter") return parent.pattern === node ? "regex" : undefined;
  if (parent?.kind === "option") {
    const parts = Object.values(dialect.command(stage?.command ?? "")?.grammar ?? {});
    if (TIME_OPTIONS.has(parent.name)) return "time-format";
    const part = parts.find((one) => one.kind === "option" && one.names.includes(parent.name));
    return part?.kind === "option" && part.type === "regex" ? "regex" : undefined;
  }
  if (stage?.command !== "rex" || stage.args.pattern !== node) return undefined;
  return stage.args.mode === undefined ? "regex" : "sed";
}

/** The pattern as the engine gets it: see the setting `rexUnescapesBackslash`. */
function patternText(node: SplNode, decoded: string, { analytic }: AnalyticCursor): string {
  if (analytic.environment.settings.rexUnescapesBackslash) return decoded;
  const written = analytic.expanded.text.slice(node.span.start, node.span.end);
  return /^".*"$/s.test(written) ? regexArgument(written.slice(1, -1), false) : decoded;
}

function renderSed(text: string): string | undefined {
  const script = parseSed(text);
  if (script === null) return undefined;
  if (script.kind === "translate")
    return `**sed**: replaces each character of ${inlineCode(script.from)} by the one at the same place of ${inlineCode(script.to)}`;
  const which = script.all ? "every match" : script.nth === 1 ? "the first match" : `match number ${script.nth}`;
  const by = script.replacement === "" ? "nothing" : inlineCode(script.replacement);
  const groups = /\\[1-9]/.test(script.replacement) ? "; `\\1` is the text of capture 1" : "";
  return `**sed**: replaces ${which} by ${by}${groups}\n\n${codeBlock(script.pattern)}\n\n${renderRegex(script.pattern, script.ignoreCase)}`;
}
