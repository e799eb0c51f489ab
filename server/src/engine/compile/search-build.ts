import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import type { Row } from "#events/row.ts";
import { foldMemo } from "#runtime/fold-memo.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { termMatch } from "#runtime/term-match.ts";
import type {
  SearchCompare,
  SearchExpr,
  SearchIn,
  SearchTerm,
  SearchTime,
  SearchValue,
  Subsearch,
} from "#syntax/spl/ast.ts";
import { quoteText } from "#syntax/spl/escapes.ts";
import { type ClauseDetail, countedClause } from "./clause.ts";
import { anyValueTest, differsTest, type FieldTest, placeDetail } from "./field-test.ts";
import { indexTest } from "./index-test.ts";
import { halves } from "./logic.ts";
import { timesOf, timeTerm } from "./search-time.ts";
import type { ExpressionServices } from "./services.ts";
import { subsearchTest, valueText } from "./subsearch-test.ts";
import { fieldText, termFields, termText } from "./subsearch-text.ts";
import { anyTest, equalTest, type Fold, orderTest, patternTest } from "./value-test.ts";

/** A test of a row; the search language is two-valued. */
export type RowTest = (row: Row) => boolean;

/** What compiling a search expression for one run needs. */
export interface SearchBuild {
  readonly services: ExpressionServices;
  readonly run: RunContext;
  /** The rows of its subsearches, once they have run; those that are not there count as rows of nothing yet. */
  readonly subsearches: ReadonlyMap<Subsearch, readonly Row[]>;
  /** The clause numbers of leaves. */
  readonly ids: ReadonlyMap<SearchExpr, number>;
  readonly refuse: (problem: Problem) => void;
}

/** Compiles a search expression (SPL reference 2.1). */
export function compileSearch(expr: SearchExpr, build: SearchBuild): RowTest {
  return new SearchCompiler(build).compile(expr, timesOf(expr));
}

const never: RowTest = () => false;
const nothingSeen: ClauseDetail = () => ({ field: null, value: null });

interface Leaf {
  readonly test: RowTest;
  readonly detail: () => ClauseDetail;
}

class SearchCompiler {
  readonly #build: SearchBuild;
  readonly #eager: boolean;
  readonly #folds = new Map<string, Fold>();

  constructor(build: SearchBuild) {
    this.#build = build;
    this.#eager = build.run.trace !== undefined || build.run.everyClause === true;
  }

  compile(expr: SearchExpr, times: readonly SearchTime[]): RowTest {
    switch (expr.kind) {
      case "search-paren":
        // Parentheses around nothing ask for nothing: `NOT ( )`, which format gives for no rows, selects no row.
        return expr.inner.kind === "missing" ? () => true : this.compile(expr.inner, times);
      case "search-and":
        return this.#every(expr.items.map((item) => this.compile(item, times)));
      case "search-or":
        return this.#some(expr.items.map((item) => this.compile(item, timesOf(item))));
      case "search-not": {
        const inner = this.compile(expr.operand, timesOf(expr.operand));
        return (row) => !inner(row);
      }
      case "missing":
        return never;
      case "macro-call":
        this.#refuse("E-MACRO", expr.span, `The search specifies a macro '${expr.name}' that cannot be found.`);
        return never;
      default:
        return this.#clause(expr, this.#leaf(expr, times));
    }
  }

  #every(tests: readonly RowTest[]): RowTest {
    const [a, b] = halves(tests, (half) => this.#every(half));
    if (a === undefined) return () => true;
    if (b === undefined) return a;
    if (!this.#eager) return (row) => a(row) && b(row);
    return (row) => {
      const x = a(row);
      return b(row) && x;
    };
  }

  #some(tests: readonly RowTest[]): RowTest {
    const [a, b] = halves(tests, (half) => this.#some(half));
    if (a === undefined) return never;
    if (b === undefined) return a;
    if (!this.#eager) return (row) => a(row) || b(row);
    return (row) => {
      const x = a(row);
      return b(row) || x;
    };
  }

  #clause(expr: SearchExpr, leaf: Leaf): RowTest {
    const id = this.#build.ids.get(expr);
    if (id === undefined) return leaf.test;
    const counted = countedClause(leaf.test, id, this.#build.run, leaf.detail);
    return (row) => counted(row) === true;
  }

  #leaf(expr: SearchCompare | SearchIn | SearchTerm | SearchTime | Subsearch, times: readonly SearchTime[]): Leaf {
    switch (expr.kind) {
      case "search-compare":
        return this.#compare(expr);
      case "search-in":
        return this.#in(expr);
      case "search-term":
        return this.#term(expr.value);
      case "search-time":
        return this.#time(expr, times);
      case "subsearch":
        return this.#subsearch(expr);
    }
  }

  #fold(field: string): Fold {
    const known = this.#folds.get(field);
    if (known !== undefined) return known;
    const fold = foldMemo();
    this.#folds.set(field, fold);
    return fold;
  }

  #compare(expr: SearchCompare): Leaf {
    const { field, value, op } = expr;
    if (field.kind === "missing" || value.kind === "missing") return { test: never, detail: () => nothingSeen };
    if (value.kind === "macro-call") return this.#unknownMacro(value.name, value.span);
    if (value.kind === "subsearch") return this.#withValueOf(value, `${fieldText(field.name)}${op}`, "");
    if (field.name === "index" && (op === "=" || op === "!=")) {
      return indexTest([value], op === "!=", this.#fold("index"), this.#build.run.settings);
    }
    if (op === "=") return anyValueTest(field.name, equalTest(value, this.#fold(field.name)));
    if (op === "!=") {
      return differsTest(field.name, equalTest(value, this.#fold(field.name)), this.#build.run.settings);
    }
    return anyValueTest(field.name, orderTest(op, value));
  }

  #in(expr: SearchIn): Leaf {
    const literals: SearchValue[] = [];
    for (const value of expr.values) {
      if (value.kind === "search-value") literals.push(value);
      else if (value.kind === "macro-call") return this.#unknownMacro(value.name, value.span);
      else {
        const others = expr.values.filter((each): each is SearchValue => each.kind === "search-value");
        const list = others.map((each) => quoteText(each.text)).join(" ");
        return this.#negated(this.#withValueOf(value, `${fieldText(expr.field.name)} IN (${list} `, ")"), expr.negated);
      }
    }
    return this.#negated(this.#equalsAny(expr.field.name, literals), expr.negated);
  }

  #equalsAny(field: string, values: readonly SearchValue[]): FieldTest {
    const fold = this.#fold(field);
    if (field === "index") return indexTest(values, false, fold, this.#build.run.settings);
    return anyValueTest(field, anyTest(values, fold));
  }

  #negated(leaf: Leaf, negated: boolean): Leaf {
    return negated ? { ...leaf, test: (row) => !leaf.test(row) } : leaf;
  }

  /** A raw term is looked for in the event's text; `*` alone is every row. */
  #term(value: SearchValue): Leaf {
    if (/^\*+$/.test(value.text)) return { test: () => true, detail: () => nothingSeen };
    const match = termMatch(value.text, {
      ignoreCase: value.directive !== "CASE",
      major: value.directive === "TERM",
    });
    return anyValueTest("_raw", patternTest(match, this.#fold("_raw")));
  }

  #time(expr: SearchTime, times: readonly SearchTime[]): Leaf {
    const time = timeTerm(expr, times, this.#build.run);
    if ("test" in time) {
      const place = placeDetail("_time", { test: () => true, find: whole });
      return { test: time.test, detail: () => (row, truth) => ({ ...place(row, truth), wanted: time.window }) };
    }
    this.#refuse("E-TIMEVALUE", time.span, time.message);
    return { test: never, detail: () => nothingSeen };
  }

  #subsearch(expr: Subsearch): Leaf {
    const { run, subsearches } = this.#build;
    const rows = subsearches.get(expr) ?? [];
    const test = subsearchTest(rows, {
      run,
      span: expr.span,
      verbatim: (text) => this.#read(text, expr.span),
      anyOf: (field, values) => this.#equalsAny(field, values).test,
    });
    const field = rows[0] === undefined ? undefined : termFields(rows[0], run)[0];
    const detail = (): ClauseDetail => {
      const wanted = termText(rows, run);
      const place = field === undefined ? nothingSeen : placeDetail(field, { test: () => true, find: whole });
      return (row, truth) => ({ ...place(row, truth), wanted });
    };
    return { test, detail };
  }

  /** A comparison whose right side is the text that a subsearch gives. */
  #withValueOf(sub: Subsearch, before: string, after: string): Leaf {
    const rows = this.#build.subsearches.get(sub);
    if (rows === undefined) return { test: never, detail: () => nothingSeen };
    const text = valueText(rows);
    if (text === null) {
      const message = "The subsearch gives no value to compare with: end it with `| return $field`.";
      if (rows.length > 0) this.#refuse("E-COMPRIGHT", sub.span, message);
      return { test: never, detail: () => nothingSeen };
    }
    return { test: this.#read(before + text + after, sub.span), detail: () => nothingSeen };
  }

  /** Compiles text that a subsearch gave; its subsearches and macros would come too late. */
  #read(text: string, span: Span): RowTest {
    const { services, run, refuse } = this.#build;
    return compileSearch(services.parseSearch(text, span), {
      services,
      run,
      subsearches: new Map(),
      ids: new Map(),
      refuse: (problem) => refuse({ ...problem, span }),
    });
  }

  #unknownMacro(name: string, span: Span): Leaf {
    this.#refuse("E-MACRO", span, `The search specifies a macro '${name}' that cannot be found.`);
    return { test: never, detail: () => nothingSeen };
  }

  #refuse(code: string, span: Span, message: string): void {
    this.#build.refuse({ code, severity: "error", span, message });
  }
}

function whole(text: string): Span {
  return { start: 0, end: text.length };
}
