import type { Aggregation, ArgNode, Option, Pipeline, SplitBy, SplNode, Stage } from "./ast.ts";
import type { ParsedSpl } from "./parser.ts";

/**
 * The canonical text of a parsed search, on one line and without comments: parsed again it gives the same tree, positions
 * aside. Words and literals are kept as written; spaces, separators of lists and signs of sort keys are normalised.
 */
export function printSpl(parsed: ParsedSpl): string {
  return printer(parsed).pipeline(parsed.tree);
}

/** The canonical text of one node of a parsed search. */
export function printNode(parsed: ParsedSpl, node: SplNode): string {
  return printer(parsed).node(node);
}

interface Printer {
  pipeline(node: Pipeline): string;
  node(node: SplNode): string;
}

function printer({ text, tokens }: ParsedSpl): Printer {
  const raw = ({ span }: { readonly span: { readonly start: number; readonly end: number } }): string =>
    text.slice(span.start, span.end);
  const comments = tokens.filter(({ kind }) => kind === "comment").map(({ span }) => span);

  /** What stands between two nodes of a stage: keywords and commas, comments left out. */
  const gap = (start: number, end: number): string => {
    let result = "";
    let at = start;
    for (const comment of comments) {
      if (comment.end <= start || comment.start >= end) continue;
      result += `${text.slice(at, Math.max(at, comment.start))} `;
      at = Math.max(at, comment.end);
    }
    return `${result}${text.slice(at, Math.max(at, end))}`.trim().replace(/\s+/g, " ");
  };

  const pipeline = (node: Pipeline): string =>
    (node.leadingPipe === undefined ? "" : "| ") + node.stages.map(stage).join(" | ");

  const stage = (node: Stage): string => {
    const pieces: string[] = node.nameSpan === undefined ? [] : [text.slice(node.nameSpan.start, node.nameSpan.end)];
    let at = node.nameSpan?.end ?? node.span.start;
    for (const part of byPosition(node)) {
      const between = gap(at, part.span.start);
      if (between !== "") pieces.push(between);
      pieces.push(print(part));
      at = Math.max(at, part.span.end);
    }
    const rest = gap(at, node.span.end);
    if (rest !== "") pieces.push(rest);
    return pieces
      .filter((piece) => piece !== "")
      .join(" ")
      .replace(/ (?=,)/g, "");
  };

  const aggregation = (node: Aggregation): string => {
    const name = text.slice(node.nameSpan.start, node.nameSpan.end);
    if (!node.written.endsWith(")")) return as(name, node.as);
    const inside = node.inner ?? node.argument;
    // An expression names the output when there is no AS, so it is left as written.
    const isEval = node.isEval && node.inner === undefined;
    const argument = inside === undefined ? "" : isEval ? raw(inside) : print(inside);
    const whole = isEval ? `eval(${argument})` : argument;
    return as(`${name}(${whole}${node.innerSpan === undefined ? "" : `, ${raw(node.innerSpan)}`})`, node.as);
  };

  const as = (what: string, name: SplNode | undefined): string =>
    name === undefined ? what : `${what} AS ${print(name)}`;

  const option = (node: Option): string => {
    const value = text.slice(node.nameSpan.end, node.span.end).replace(/^\s*=\s*/, "");
    return `${text.slice(node.nameSpan.start, node.nameSpan.end)}=${value}`;
  };

  const split = (node: SplitBy): string => {
    const { where } = node;
    const row = node.row === undefined ? "" : `${print(node.row)} `;
    const condition =
      where === undefined ? "" : ` ${text.slice(where.span.start, where.span.end).replace(/\s+/g, " ")}`;
    const before = node.options.filter(({ span }) => where === undefined || span.start < where.span.start);
    const after = node.options.filter((item) => !before.includes(item));
    const list = (options: readonly Option[]): string => options.map((item) => ` ${option(item)}`).join("");
    return `${row}${print(node.field)}${list(before)}${condition}${list(after)}`;
  };

  const print = (node: SplNode): string => {
    switch (node.kind) {
      case "pipeline":
        return pipeline(node);
      case "stage":
        return stage(node);
      case "subsearch":
        return `[${pipeline(node.pipeline)}]`;
      case "option":
        return option(node);
      case "aggregation":
        return aggregation(node);
      case "assignment":
        return `${print(node.target)} = ${print(node.value)}`;
      case "rename-pair":
        return between(node, node.from, node.to);
      case "replacement":
        return between(node, node.from, node.to);
      case "sort-item":
        return `${node.descending ? "-" : ""}${node.as === "auto" ? print(node.field) : `${node.as}(${print(node.field)})`}`;
      case "by-item":
        return [node.field, ...node.options].map(print).join(" ");
      case "lookup-field":
        return node.field.span.start === node.column.span.start
          ? print(node.column)
          : as(print(node.column), node.field);
      case "conversion":
        return as(`${text.slice(node.nameSpan.start, node.nameSpan.end)}(${print(node.field)})`, node.as);
      case "split-by":
        return split(node);
      case "regex-filter":
        return `${node.field === undefined ? "" : `${print(node.field)}${node.negated ? "!=" : "="}`}${print(node.pattern)}`;
      case "search-and":
        return joined(node.items, (index) => (node.operators[index] === undefined ? " " : " AND "));
      case "search-or":
        return joined(node.items, () => " OR ");
      case "search-not":
        return `NOT ${print(node.operand)}`;
      case "search-paren":
      case "paren":
        return `(${print(node.inner)})`;
      case "search-compare":
        return `${print(node.field)}${node.op}${print(node.value)}`;
      case "search-time":
        return `${node.modifier}${node.op}${print(node.value)}`;
      case "search-in":
      case "in-expr": {
        const operand = node.kind === "search-in" ? node.field : node.operand;
        return `${print(operand)}${node.negated ? " NOT" : ""} IN (${node.values.map(print).join(", ")})`;
      }
      case "search-term":
        return print(node.value);
      case "call":
        return `${text.slice(node.nameSpan.start, node.nameSpan.end)}(${node.args.map(print).join(", ")})`;
      case "unary":
        return node.op === "NOT"
          ? `NOT ${print(node.operand)}`
          : `${node.op}${node.operand.kind === "unary" ? " " : ""}${print(node.operand)}`;
      case "binary":
        return `${print(node.left)} ${node.op} ${print(node.right)}`;
      case "missing":
        return "";
      default:
        return raw(node);
    }
  };

  /** Two nodes with the keyword that stands between them. */
  const between = (node: SplNode, from: SplNode, to: SplNode): string => {
    const keyword = to.kind === "missing" ? gap(from.span.end, node.span.end) : gap(from.span.end, to.span.start);
    return [print(from), keyword, print(to)].filter((piece) => piece !== "").join(" ");
  };

  const joined = (items: readonly SplNode[], separator: (index: number) => string): string =>
    items.map((item, index) => (index === 0 ? "" : separator(index - 1)) + print(item)).join("");

  return { pipeline, node: print };
}

function byPosition(stage: Stage): readonly (ArgNode | Stage["unexpected"][number])[] {
  if (stage.unexpected.length === 0) return stage.parts;
  return [...stage.parts, ...stage.unexpected].sort((a, b) => a.span.start - b.span.start);
}
