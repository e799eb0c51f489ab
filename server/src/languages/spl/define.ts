import type { FieldSet } from "#events/field-set.ts";
import type { Operator } from "#runtime/operator.ts";
import type {
  AggregationDefinition,
  CommandDefinition,
  CommandExample,
  CommandPlan,
  CommandType,
  FlowContext,
  FunctionDefinition,
  LossReason,
  PlanContext,
  Refusal,
} from "#semantics/dialect.ts";
import type { ArgNode, StageArgs } from "#syntax/spl/ast.ts";
import type { Args, CommandGrammar } from "#syntax/spl/grammar.ts";

interface CommandShape<G extends CommandGrammar> {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly type: CommandType;
  readonly generating?: boolean;
  readonly anywhere?: boolean;
  readonly summary: string;
  readonly details?: string;
  readonly grammar: G;
  readonly flow: (args: Args<G>, before: FieldSet, ctx: FlowContext) => FieldSet;
  readonly plan:
    | ((args: Args<G>, ctx: PlanContext) => Operator | Refusal)
    | Exclude<CommandPlan<never>, { kind: "run" }>;
  readonly loss?: (args: Args<G>, ctx: PlanContext) => LossReason;
  readonly rowWise?: boolean;
  readonly orderInsensitive?: boolean;
  readonly examples: readonly CommandExample[];
}

/** Defines a command: grammar, docs, field flow, behaviour and executed examples in one place. */
export function defineCommand<const G extends CommandGrammar>(shape: CommandShape<G>): CommandDefinition {
  // The parser builds the arguments from this very grammar, so the typed view holds once gaps are taken out.
  const typed = (args: StageArgs): Args<G> => withoutGaps(args, shape.grammar) as Args<G>;
  const { plan, flow, loss } = shape;
  return {
    name: shape.name,
    aliases: shape.aliases ?? [],
    type: shape.type,
    generating: shape.generating ?? shape.type === "generating",
    anywhere: shape.anywhere ?? false,
    summary: shape.summary,
    details: shape.details ?? "",
    grammar: shape.grammar,
    flow: (args, before, ctx) => flow(typed(args), before, ctx),
    plan: typeof plan === "function" ? { kind: "run", plan: (args, ctx) => plan(typed(args), ctx) } : plan,
    ...(loss === undefined ? {} : { loss: (args, ctx) => loss(typed(args), ctx) }),
    rowWise: shape.rowWise ?? shape.type === "distributable streaming",
    orderInsensitive: shape.orderInsensitive ?? false,
    examples: shape.examples,
  };
}

/** Parts whose node may itself be a gap or a macro call: whole expressions. */
const EXPRESSIONS: ReadonlySet<string> = new Set(["search-expression", "eval-expression", "clause-search"]);

/** The arguments without the gaps and unexpanded macro calls that the parser leaves where a node of a part is missing. */
function withoutGaps(args: StageArgs, grammar: CommandGrammar): StageArgs {
  const sound: Record<string, StageArgs[string]> = {};
  for (const [name, value] of Object.entries(args)) {
    if (value === undefined || EXPRESSIONS.has(grammar[name]?.kind ?? "")) sound[name] = value;
    else if (Array.isArray(value)) sound[name] = value.filter((node) => !isGap(node));
    else sound[name] = isGap(value as ArgNode) ? undefined : value;
  }
  return sound;
}

function isGap(node: ArgNode): boolean {
  return node.kind === "missing" || node.kind === "macro-call";
}

/** A command whose effect is not carried out here: rows pass unchanged and the run says why. */
export function noOp(because: string): { readonly kind: "no-op"; readonly because: string } {
  return { kind: "no-op", because };
}

/** A command that is parsed, documented and completed but refused at run time, for the stated reason. */
export function notSupported(because: string): { readonly kind: "refused"; readonly because: string } {
  return { kind: "refused", because };
}

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** Defines an eval function. */
export function defineFunction(
  shape: Optional<FunctionDefinition, "aliases" | "details" | "nulls">,
): FunctionDefinition {
  return { aliases: [], details: "", nulls: "any-null", ...shape };
}

/** Defines an aggregation. */
export function defineAggregation(
  shape: Optional<
    AggregationDefinition,
    "aliases" | "details" | "argument" | "parametrised" | "always" | "orderSensitive"
  >,
): AggregationDefinition {
  return {
    aliases: [],
    details: "",
    argument: "required",
    parametrised: false,
    always: false,
    orderSensitive: false,
    ...shape,
  };
}
