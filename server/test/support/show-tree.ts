import type { SplNode, StageArgs } from "#syntax/spl/ast.ts";

/** A node as a short S-expression without positions, so that a test can state a tree on one line. */
export function show(node: SplNode | undefined): string {
  if (node === undefined) return "-";
  switch (node.kind) {
    case "pipeline":
      return node.stages.map(show).join(" | ");
    case "stage":
      return `${node.status === "known" ? node.command : `${node.status}:${node.command}`}${showArgs(node.args)}`;
    case "option":
      return `${node.name}=${show(node.value)}`;
    case "field": {
      const name = node.quote === "none" ? node.name : node.quote === "double" ? `"${node.name}"` : `'${node.name}'`;
      return node.template === undefined
        ? name
        : `{${node.template.map((part) => ("text" in part ? part.text : `$${part.field}`)).join("+")}}`;
    }
    case "literal":
      return node.quoted ? `"${node.text}"` : node.text;
    case "aggregation": {
      const name = `${node.name}${node.param ?? ""}`;
      const inside = node.inner ?? node.argument;
      const as = node.as === undefined ? "" : ` as ${show(node.as)}`;
      return `${name}(${inside === undefined ? "" : `${node.isEval ? "eval " : ""}${show(inside)}`}${node.innerSpan === undefined ? "" : `, ${show(node.innerSpan)}`})${as}`;
    }
    case "assignment":
      return `${show(node.target)}:=${show(node.value)}`;
    case "rename-pair":
      return `${show(node.from)}>${show(node.to)}`;
    case "sort-item":
      return `${node.descending ? "-" : "+"}${node.as === "auto" ? "" : `${node.as}:`}${show(node.field)}`;
    case "by-item":
      return `${show(node.field)}${node.options.map((option) => ` ${show(option)}`).join("")}`;
    case "lookup-field":
      return node.column.name === node.field.name ? show(node.column) : `${show(node.column)}>${show(node.field)}`;
    case "conversion":
      return `${node.name}(${show(node.field)})${node.as === undefined ? "" : ` as ${show(node.as)}`}`;
    case "replacement":
      return `${show(node.from)}>${show(node.to)}`;
    case "range":
      return `${node.name}=${node.low}..${node.high}`;
    case "split-by": {
      const { where } = node;
      const row = node.row === undefined ? "" : `${show(node.row)} / `;
      const condition =
        where === undefined ? "" : ` where ${show(where.aggregation)} ${where.op} ${where.edge ?? ""}${where.value}`;
      return `${row}${show(node.field)}${node.options.map((option) => ` ${show(option)}`).join("")}${condition}`;
    }
    case "dataset":
      return `${node.type}:${node.name}${node.dataset === undefined ? "" : `.${node.dataset}`}`;
    case "regex-filter":
      return `${node.field === undefined ? "" : show(node.field)}${node.negated ? "!~" : "~"}${show(node.pattern)}`;
    case "prefix":
      return `PREFIX(${node.text})`;
    case "subsearch":
      return `[${node.role} ${show(node.pipeline)}${node.terminated ? "" : " …"}]`;
    case "macro-call":
      return `\`${node.name}${node.args.length === 0 ? "" : `(${node.args.map((arg) => (arg.name === undefined ? arg.text : `${arg.name}:${arg.text}`)).join(",")})`}\``;
    case "search-and":
      return `(and ${node.items.map(show).join(" ")})`;
    case "search-or":
      return `(or ${node.items.map(show).join(" ")})`;
    case "search-not":
      return `(not ${show(node.operand)})`;
    case "search-paren":
    case "paren":
      return `(${show(node.inner)})`;
    case "search-compare":
      return `${show(node.field)}${node.op}${show(node.value)}`;
    case "search-in":
      return `(${node.negated ? "not-in" : "in"} ${show(node.field)} ${node.values.map(show).join(" ")})`;
    case "search-term":
      return show(node.value);
    case "search-time":
      return `@${node.modifier}${node.op}${show(node.value)}`;
    case "search-value": {
      const text = node.quoted ? `"${node.text}"` : node.text;
      return node.directive === undefined ? text : `${node.directive}<${text}>`;
    }
    case "number":
      return String(node.value);
    case "string":
      return JSON.stringify(node.value);
    case "field-expr":
      return node.quoted ? `'${node.name}'` : node.name;
    case "call":
      return `${node.name}(${node.args.map(show).join(", ")})`;
    case "unary":
      return `(${node.op.toLowerCase()} ${show(node.operand)})`;
    case "binary":
      return `(${node.op.toLowerCase()} ${show(node.left)} ${show(node.right)})`;
    case "in-expr":
      return `(${node.negated ? "not-in" : "in"} ${show(node.operand)} ${node.values.map(show).join(" ")})`;
    case "missing":
      return `?${node.expects}`;
    case "unexpected":
      return "!";
  }
}

function showArgs(args: StageArgs): string {
  return Object.entries(args)
    .map(([name, value]) => {
      if (value === undefined) return "";
      const nodes: readonly SplNode[] = isList(value) ? value : [value];
      return ` ${name}: ${nodes.map(show).join(", ")}`;
    })
    .join(";");
}

function isList(value: SplNode | readonly SplNode[]): value is readonly SplNode[] {
  return Array.isArray(value);
}
