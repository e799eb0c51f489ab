import type { EventKinds, FieldInfo, FieldSet, Presence, Provenance, ValueDomain } from "#events/field-set.ts";
import { UNKNOWN_FIELD } from "#events/field-set.ts";
import type { Binary, Call, EvalExpr } from "#syntax/spl/ast.ts";
import { expressionFields } from "#syntax/spl/expression-fields.ts";
import type { FunctionDefinition } from "../dialect.ts";
import { mapDomain, setDomain, uniteDomains } from "./domain.ts";
import { joinPresence, presenceFor, presenceOver, same } from "./field-lookup.ts";
import { isFilledIn } from "./search-token.ts";

/** What inference asks of its surroundings. */
export interface InferContext {
  field(before: FieldSet, name: string): FieldInfo;
  refineByWhere(before: FieldSet, condition: EvalExpr): FieldSet;
  /** The set where a condition is not true, as far as presence tests say. */
  refineByFailure(before: FieldSet, condition: EvalExpr): FieldSet;
  function(name: string): FunctionDefinition | undefined;
  aggregation(name: string): { readonly always: boolean; readonly returns: string } | undefined;
}

const ANY: ValueDomain = { kind: "any" };

/** What an eval expression gives where `before` holds (SPL reference 2.2, 8.2). */
export function inferExpression(expr: EvalExpr, before: FieldSet, ctx: InferContext): FieldInfo {
  const info = infer(expr, before, ctx);
  const provenance: Provenance = { kind: "eval", span: expr.span, from: expressionFields(expr) };
  return { ...info, provenance };
}

function infer(expr: EvalExpr, before: FieldSet, ctx: InferContext): FieldInfo {
  switch (expr.kind) {
    case "number":
      return constant(setDomain([String(expr.value)], false), "number");
    case "string":
      return isFilledIn(expr.value)
        ? constant({ kind: "any" }, "string", "as-is")
        : constant(setDomain([expr.value], false), "string", casingOf(expr.value));
    case "field-expr":
      return ctx.field(before, expr.name);
    case "paren":
      return infer(expr.inner, before, ctx);
    case "unary":
      return expr.op === "NOT"
        ? truth()
        : combined([infer(expr.operand, before, ctx)], anyNull, before, { type: "number" });
    case "binary":
      return inferBinary(expr, before, ctx);
    case "in-expr":
      return truth();
    case "call":
      return inferCall(expr, before, ctx);
    default:
      return UNKNOWN_FIELD;
  }
}

function constant(domain: ValueDomain, type: FieldInfo["type"], casing: FieldInfo["casing"] = "as-is"): FieldInfo {
  return { ...UNKNOWN_FIELD, presence: "definite", multivalue: "never", type, domain, casing };
}

/** The casing of a literal: lower or upper when it has letters of one case only. */
function casingOf(text: string): FieldInfo["casing"] {
  if (text === text.toLowerCase()) return text === text.toUpperCase() ? "as-is" : "lower";
  return text === text.toUpperCase() ? "upper" : "as-is";
}

function truth(): FieldInfo {
  return { ...UNKNOWN_FIELD, multivalue: "never", type: "boolean" };
}

type Combine = (presences: readonly Presence[]) => Presence;

/** Null when any part is. */
const anyNull: Combine = (presences) => {
  if (presences.includes("absent")) return "absent";
  return presences.every((presence) => presence === "definite") ? "definite" : "maybe";
};

/** Null only when all parts are. */
const allNull: Combine = (presences) => {
  if (presences.includes("definite")) return "definite";
  return presences.every((presence) => presence === "absent") ? "absent" : "maybe";
};

const mayBeNull: Combine = () => "maybe";
const neverNull: Combine = () => "definite";

/** Combines presences kind by kind, so that what holds for one kind of event stays with it. */
function combined(
  parts: readonly FieldInfo[],
  combine: Combine,
  before: FieldSet,
  over: Partial<FieldInfo> = {},
): FieldInfo {
  const presenceByKind = byKind(before.kinds, (kind) => combine(parts.map((part) => presenceFor(part, kind))), parts);
  const fallback = combine(parts.map((part) => part.presence));
  const base: FieldInfo = {
    ...UNKNOWN_FIELD,
    presence: fallback,
    multivalue: joinMultivalue(parts),
    ...over,
    ...(presenceByKind === undefined ? {} : { presenceByKind }),
  };
  return { ...base, presence: presenceOver(base, before.kinds) };
}

function byKind(
  kinds: EventKinds,
  presence: (kind: { key: string; channel: string; id: number }) => Presence,
  parts: readonly FieldInfo[],
): ReadonlyMap<string, Presence> | undefined {
  if (kinds.open || parts.every((part) => part.presenceByKind === undefined)) return undefined;
  return new Map(kinds.kinds.map((kind) => [kind.key, presence(kind)]));
}

function joinMultivalue(parts: readonly FieldInfo[]): FieldInfo["multivalue"] {
  return parts.every((part) => part.multivalue === "never") ? "never" : "maybe";
}

function inferBinary(expr: Binary, before: FieldSet, ctx: InferContext): FieldInfo {
  switch (expr.op) {
    case ".":
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      break;
    default:
      return truth();
  }
  const parts = [infer(expr.left, before, ctx), infer(expr.right, before, ctx)];
  if (expr.op === "/" || expr.op === "%") {
    return combined(parts, (all) => (anyNull(all) === "absent" ? "absent" : "maybe"), before, { type: "number" });
  }
  const text = expr.op === "." || (expr.op === "+" && parts.some((part) => part.type === "string"));
  if (text) {
    const casing = same(parts.map((part) => part.casing)) ?? "as-is";
    return combined(parts, anyNull, before, { type: "string", casing });
  }
  const numeric = parts.every((part) => part.type === "number");
  // A field that turns out not to be a number gives null, so only numbers are certain.
  const combine: Combine = numeric ? anyNull : (all) => (anyNull(all) === "absent" ? "absent" : "maybe");
  return combined(parts, combine, before, { type: expr.op === "+" && !numeric ? "any" : "number" });
}

/** Functions that keep what kind of thing a value is. */
const KEEPS_CONTENT: ReadonlySet<string> = new Set(["lower", "upper", "trim", "ltrim", "rtrim", "coalesce", "mvdedup"]);

function inferCall(expr: Call, before: FieldSet, ctx: InferContext): FieldInfo {
  switch (expr.name) {
    case "if":
      return inferChoice(
        [
          { condition: expr.args[0], value: expr.args[1] },
          { condition: undefined, value: expr.args[2] },
        ],
        before,
        ctx,
      );
    case "case": {
      const branches = [];
      for (let i = 0; i + 1 < expr.args.length; i += 2) {
        branches.push({ condition: expr.args[i], value: expr.args[i + 1] });
      }
      return inferChoice(branches, before, ctx);
    }
    case "null":
      return { ...UNKNOWN_FIELD, presence: "absent", multivalue: "never" };
    case "coalesce":
      return inferCoalesce(expr, before, ctx);
    default:
      return inferByDefinition(expr, before, ctx);
  }
}

function inferCoalesce(expr: Call, before: FieldSet, ctx: InferContext): FieldInfo {
  const parts = expr.args.map((arg) => infer(arg, before, ctx));
  // Arguments behind one that is always there, or that never are, do not colour the result.
  const first = parts.findIndex((part) => part.presence === "definite");
  const used = (first < 0 ? parts : parts.slice(0, first + 1)).filter((part) => part.presence !== "absent");
  return combined(parts, allNull, before, described(used));
}

function described(parts: readonly FieldInfo[]): Partial<FieldInfo> {
  const content = same(parts.map((part) => part.content));
  return {
    type: same(parts.map((part) => part.type)) ?? "any",
    multivalue: joinMultivalue(parts),
    domain: uniteDomains(parts.map((part) => part.domain)),
    casing: same(parts.map((part) => part.casing)) ?? "as-is",
    ...(content === undefined ? {} : { content }),
  };
}

interface Branch {
  readonly condition: EvalExpr | undefined;
  readonly value: EvalExpr | undefined;
}

/** The value of a branch, and for which kinds of events it is taken. */
interface Outcome {
  readonly info: FieldInfo;
  readonly kinds: EventKinds;
}

/** if() and case(): each value is inferred where its condition holds. */
function inferChoice(branches: readonly Branch[], before: FieldSet, ctx: InferContext): FieldInfo {
  let rest = before;
  const outcomes: Outcome[] = [];
  let exhaustive = false;
  for (const { condition, value } of branches) {
    if (value === undefined) return UNKNOWN_FIELD;
    const always = condition === undefined || isTrue(condition);
    const here = condition === undefined || always ? rest : ctx.refineByWhere(rest, condition);
    outcomes.push({ info: infer(value, here, ctx), kinds: here.kinds });
    if (always) {
      exhaustive = true;
      break;
    }
    if (condition !== undefined) rest = ctx.refineByFailure(rest, condition);
  }
  if (!exhaustive) {
    outcomes.push({ info: { ...UNKNOWN_FIELD, presence: "absent" }, kinds: rest.kinds });
  }
  return choiceInfo(outcomes, before);
}

function choiceInfo(outcomes: readonly Outcome[], before: FieldSet): FieldInfo {
  const infos = outcomes.map(({ info }) => info);
  const base: FieldInfo = {
    ...UNKNOWN_FIELD,
    ...described(infos.filter((info) => info.presence !== "absent")),
    presence: joinPresence(infos.map((info) => info.presence)),
  };
  if (before.kinds.open) return base;
  const isAlike = ({ info, kinds }: Outcome) => info.presenceByKind === undefined && kinds === before.kinds;
  const alike = new Set(outcomes.filter(isAlike).map(({ info }) => info.presence));
  const others = outcomes.filter((outcome) => !isAlike(outcome));
  const presenceByKind = new Map<string, Presence>();
  for (const kind of before.kinds.kinds) {
    const here = others.filter(({ kinds }) => admits(kinds, kind.key)).map(({ info }) => presenceFor(info, kind));
    presenceByKind.set(kind.key, joinPresence([...alike, ...here]));
  }
  const withKinds: FieldInfo = { ...base, presenceByKind };
  return { ...withKinds, presence: presenceOver(withKinds, before.kinds) };
}

const keysOf = new WeakMap<EventKinds, ReadonlySet<string>>();

function admits(kinds: EventKinds, key: string): boolean {
  if (kinds.open) return true;
  let keys = keysOf.get(kinds);
  if (keys === undefined) {
    keys = new Set(kinds.kinds.map((kind) => kind.key));
    keysOf.set(kinds, keys);
  }
  return keys.has(key);
}

/** A condition that is true whatever the row: `true()`, `1=1`. */
export function isTrue(expr: EvalExpr): boolean {
  if (expr.kind === "paren") return isTrue(expr.inner);
  if (expr.kind === "call") return expr.name === "true";
  return (
    expr.kind === "binary" &&
    expr.op === "=" &&
    expr.left.kind === "number" &&
    expr.right.kind === "number" &&
    expr.left.value === expr.right.value
  );
}

function inferByDefinition(expr: Call, before: FieldSet, ctx: InferContext): FieldInfo {
  const definition = ctx.function(expr.name);
  if (definition === undefined) return UNKNOWN_FIELD;
  const parts = expr.args.map((arg) => infer(arg, before, ctx));
  const [first] = parts;
  const keeps = first !== undefined && KEEPS_CONTENT.has(expr.name);
  return combined(parts, combineOf(definition.nulls), before, {
    type: returnType(definition.returns),
    multivalue: definition.returns === "multivalue" ? "always" : joinMultivalue(parts),
    casing: callCasing(expr.name, first),
    ...(keeps && first.content !== undefined ? { content: first.content } : {}),
    ...(keeps ? { domain: callDomain(expr.name, first.domain) } : {}),
  });
}

function combineOf(nulls: FunctionDefinition["nulls"]): Combine {
  switch (nulls) {
    case "any-null":
      return anyNull;
    case "all-null":
      return allNull;
    case "never":
      return neverNull;
    default:
      return mayBeNull;
  }
}

function returnType(returns: FunctionDefinition["returns"]): FieldInfo["type"] {
  return returns === "string" || returns === "number" || returns === "boolean" ? returns : "any";
}

function callCasing(name: string, first: FieldInfo | undefined): FieldInfo["casing"] {
  if (name === "lower" || name === "upper") return name;
  const keeps = KEEPS_CONTENT.has(name) || name === "mvindex" || name === "substr" || name === "split";
  return keeps ? (first?.casing ?? "as-is") : "as-is";
}

function callDomain(name: string, domain: ValueDomain): ValueDomain {
  if (name === "lower") return mapDomain(domain, (value) => value.toLowerCase());
  if (name === "upper") return mapDomain(domain, (value) => value.toUpperCase());
  return ANY;
}
