import { type Span, touches } from "#base/span.ts";
import type { Pipeline, SplNode, Stage } from "./ast.ts";

/** The nodes directly within a node, in the order of the text. */
export function children(node: SplNode): readonly SplNode[] {
  switch (node.kind) {
    case "pipeline":
      return node.stages;
    case "stage":
      return inOrder([...node.parts, ...node.unexpected]);
    case "option":
      return [node.value];
    case "aggregation": {
      const inside = node.inner ?? node.argument;
      return present([inside, node.innerSpan, node.as]);
    }
    case "assignment":
      return [node.target, node.value];
    case "rename-pair":
      return [node.from, node.to];
    case "sort-item":
      return [node.field];
    case "by-item":
      return [node.field, ...node.options];
    case "lookup-field":
      return node.field.span.start === node.column.span.start ? [node.column] : [node.column, node.field];
    case "conversion":
      return present([node.field, node.as]);
    case "replacement":
      return [node.from, node.to];
    case "split-by":
      return inOrder(present([node.row, node.field, ...node.options, node.where?.aggregation]));
    case "regex-filter":
      return present([node.field, node.pattern]);
    case "subsearch":
      return [node.pipeline];
    case "search-and":
    case "search-or":
      return node.items;
    case "search-not":
    case "unary":
      return [node.operand];
    case "search-paren":
    case "paren":
      return [node.inner];
    case "search-compare":
      return [node.field, node.value];
    case "search-in":
      return [node.field, ...node.values];
    case "search-term":
    case "search-time":
      return [node.value];
    case "call":
      return node.args;
    case "binary":
      return [node.left, node.right];
    case "in-expr":
      return [node.operand, ...node.values];
    case "field":
    case "literal":
    case "range":
    case "dataset":
    case "prefix":
    case "macro-call":
    case "search-value":
    case "number":
    case "string":
    case "field-expr":
    case "missing":
    case "unexpected":
      return [];
  }
}

function present(nodes: readonly (SplNode | undefined)[]): readonly SplNode[] {
  return nodes.filter((node) => node !== undefined);
}

function inOrder(nodes: readonly SplNode[]): readonly SplNode[] {
  return [...nodes].sort((a, b) => a.span.start - b.span.start);
}

/** Calls `visit` for a node and all within it, parents first; the inside of a node is left out when `visit` gives false. */
export function walk(node: SplNode, visit: (node: SplNode) => unknown): void {
  const pending = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visit(next) === false) continue;
    const inside = children(next);
    for (let i = inside.length - 1; i >= 0; i--) {
      const child = inside[i];
      if (child !== undefined) pending.push(child);
    }
  }
}

/**
 * The chain of nodes around an offset, the pipeline first. A cursor belongs to a stage from its pipe to the next one, spaces
 * included; below stages a node is on the path when the cursor touches it, and of two that it touches the later.
 */
export function pathAt(tree: SplNode, offset: number): readonly SplNode[] {
  const path: SplNode[] = [tree];
  for (let node: SplNode | undefined = tree; node !== undefined; ) {
    const next: SplNode | undefined =
      node.kind === "pipeline" ? stageAt(node, offset) : touched(children(node), offset);
    if (next !== undefined) path.push(next);
    node = next;
  }
  return path;
}

function touched(nodes: readonly SplNode[], offset: number): SplNode | undefined {
  let found: SplNode | undefined;
  for (const node of nodes) {
    if (node.kind === "subsearch" ? inside(node.span, offset, node.terminated) : touches(node.span, offset))
      found = node;
  }
  return found;
}

/** Behind the closing bracket of a subsearch the cursor is outside of it. */
function inside(at: Span, offset: number, terminated: boolean): boolean {
  return at.start < offset && (terminated ? offset < at.end : offset <= at.end);
}

/** The stage of a pipeline to which a cursor belongs: the last one whose pipe, or first character, is before it. */
export function stageAt(pipeline: Pipeline, offset: number): Stage | undefined {
  let found: Stage | undefined;
  for (const stage of pipeline.stages) {
    const start = stage.pipe?.end ?? stage.span.start;
    if (found === undefined ? start > offset && stage.pipe !== undefined : start > offset) break;
    found = stage;
  }
  return found;
}
