import { type FieldInfo, madeField } from "#events/field-set.ts";
import type { Row } from "#events/row.ts";
import { parseTimeSpan, spanSeconds } from "#events/time-span.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import type { Prepared } from "#runtime/operator.ts";
import { sortRows } from "#runtime/ordering.ts";
import type { Predicate } from "#runtime/predicate.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { type TransactionShape, Transactions, timeOf, transactionRow } from "#runtime/transactions.ts";
import { isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import { SINGLE_VALUED } from "#semantics/spl/event-fields.ts";
import type { Option } from "#syntax/spl/ast.ts";
import { defineCommand } from "../define.ts";
import { absentIn, namesText } from "../loss.ts";
import { fields, option } from "../parts.ts";
import { fieldNames, optionBool, optionEval, optionNumber, optionSearch, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** A length of time in seconds; null without bound (-1 or not given). */
function limit(given: Option | undefined): number | null | Refusal {
  const text = optionText(given);
  if (text === undefined || given === undefined || Number(text) < 0) return null;
  const span = parseTimeSpan(text);
  const seconds = span === null ? (/^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null) : spanSeconds(span);
  const message = `Invalid option value. Expecting a 'span' for option '${given.name}'. Instead got '${text}'.`;
  return seconds ?? refuse("E-OPTVAL", given.value.span, message);
}

function edge(given: Option | undefined, ctx: PlanContext): Prepared<Predicate> | undefined {
  const search = optionSearch(given);
  if (search !== undefined) return ctx.filter(search, true);
  const expr = optionEval(given);
  return expr === undefined ? undefined : ctx.condition(expr, true);
}

/** The rows in descending order of time; null when they are not and may not be sorted. */
function inOrder(rows: readonly Row[], run: RunContext): readonly Row[] | null {
  let last = Number.POSITIVE_INFINITY;
  const ordered = rows.every((row) => {
    const time = timeOf(row) ?? last;
    const fits = time <= last;
    last = time;
    return fits;
  });
  if (ordered) return rows;
  if (run.settings.transactionUnordered === "error") return null;
  return sortRows(rows, [{ field: "_time", descending: true, mode: "num" }]);
}

export const transaction = defineCommand({
  name: "transaction",
  type: "centralized streaming",
  summary: "Puts events together that share field values and lie close in time.",
  details:
    "Events must come newest first. An event joins an open transaction when no listed field contradicts it and, with connected=t, " +
    "at least one is equal. A transaction that maxspan or maxpause would be exceeded by is closed. endswith opens (the newest event), " +
    "startswith closes; what has not both is dropped unless keepevicted=t. The row has the time of the earliest event, duration, " +
    "eventcount, closed_txn, and the union of all values of each field, sorted, unless mvlist=t keeps them as lists.",
  grammar: {
    name: option("name", "string", "A transaction type of the configuration; not used here."),
    maxspan: option("maxspan", "duration", "The longest time from first to last event.", "-1"),
    maxpause: option("maxpause", "duration", "The longest time between two events.", "-1"),
    maxevents: option("maxevents", "number", "The most events; any number when below zero.", "1000"),
    startswith: option("startswith", "search-filter", "What the earliest event matches."),
    endswith: option("endswith", "search-filter", "What the latest event matches."),
    connected: option("connected", "bool", "An event needs a field in common with the transaction.", "true"),
    unifyends: option(
      "unifyends",
      "bool",
      "What startswith and endswith match needs a field in common; true is not run here.",
      "false",
    ),
    keeporphans: option("keeporphans", "bool", "Keep events that belong to no transaction.", "false"),
    maxopentxn: option("maxopentxn", "int", "The most transactions open at a time.", "5000"),
    maxopenevents: option(
      "maxopenevents",
      "int",
      "The most events in open transactions; more are kept here, and that is said.",
      "100000",
    ),
    keepevicted: option("keepevicted", "bool", "Keep transactions that are not whole.", "false"),
    delim: option("delim", "string", "How values are joined where one text is shown; no effect here."),
    mvlist: option("mvlist", "string", "Keep values as lists in order of time: true, or a list of fields.", "false"),
    mvraw: option("mvraw", "bool", "Keep the raw texts as a multivalue.", "false"),
    nullstr: option("nullstr", "string", "What stands for an absent value in a list.", "NULL"),
    fields: fields("group", "The fields that events have in common."),
  },
  flow: (_args, before, ctx) => {
    const written = new Map<string, FieldInfo>();
    for (const [name, info] of before.written) {
      written.set(name, { ...info, multivalue: info.multivalue === "never" ? "maybe" : info.multivalue });
    }
    // An event has one host, but events that are put together may have several.
    for (const name of before.events === null ? [] : SINGLE_VALUED) {
      if (name.startsWith("_") || written.has(name)) continue;
      const { presenceByKind: _unused, ...info } = ctx.field(before, name);
      written.set(name, { ...info, multivalue: "maybe", domain: { kind: "any" } });
    }
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] }, { type: "number" });
    for (const name of ["duration", "eventcount", "closed_txn", "field_match_sum", "linecount"])
      written.set(name, info);
    return { ...before, written, order: "time-desc" };
  },
  plan: (args, ctx) => {
    const names = fieldNames(args.fields);
    if (args.name !== undefined) {
      return refuse(
        "unsupported-argument",
        args.name.span,
        "Transaction types of the configuration are not known here: write the constraints out.",
      );
    }
    if (args.unifyends !== undefined && optionBool(args.unifyends, false)) {
      const message = "unifyends=true is not run here: leave it out.";
      return refuse("unsupported-argument", args.unifyends.span, message);
    }
    const constrained = [args.maxspan, args.maxpause, args.startswith, args.endswith, args.maxevents];
    if (names.length === 0 && constrained.every((each) => each === undefined)) {
      return refuse("E-TXNONE", ctx.stage.span, "There must be at least one constraint for finding transactions.");
    }
    const maxSpan = limit(args.maxspan);
    if (isRefusal(maxSpan)) return maxSpan;
    const maxPause = limit(args.maxpause);
    if (isRefusal(maxPause)) return maxPause;
    const startsWith = edge(args.startswith, ctx);
    const endsWith = edge(args.endswith, ctx);
    const keepsOrphans = optionBool(args.keeporphans, false);
    const keepsEvicted = optionBool(args.keepevicted, false);
    const list = optionText(args.mvlist) ?? "false";
    const listNames = new Set(list.split(/[\s,]+/));
    const all = /^(?:t|true|1)$/i.test(list);
    const output = {
      listed: (name: string) => all || listNames.has(name),
      nullText: optionText(args.nullstr) ?? "NULL",
      rawAsList: optionBool(args.mvraw, false),
    };
    const { stage } = ctx;
    const most = optionNumber(args.maxevents, 1000);
    return async function* (input, run) {
      const rows = inOrder(await collect(input, run), run);
      if (rows === null) {
        const message =
          "transaction expects events in descending order of time, and these are not: remove what reorders them, or sort by -_time.";
        run.problem({ code: "E-TIMEORDER", severity: "error", message, span: stage.span });
        return;
      }
      const shape: TransactionShape = {
        fields: names,
        maxSpan,
        maxPause,
        maxEvents: most < 0 ? Number.POSITIVE_INFINITY : most,
        connected: optionBool(args.connected, true),
        startsWith: await startsWith?.(run),
        endsWith: await endsWith?.(run),
        maxOpen: optionNumber(args.maxopentxn, 5000),
      };
      const transactions = new Transactions(shape);
      const orphans: Row[] = [];
      let last = 0;
      for (const row of rows) {
        last = timeOf(row) ?? last;
        if (transactions.add(row, last) || !keepsOrphans) continue;
        row.set("_txn_orphan", 1);
        orphans.push(row);
      }
      transactions.finish();
      if (transactions.cut) {
        const message = `More than ${shape.maxOpen} transactions were open at a time; the oldest were given up.`;
        run.problem({ code: "limit-transactions", severity: "warning", message, span: stage.span });
      }
      const events = optionNumber(args.maxopenevents, 100_000);
      if (rows.length > events) {
        const message = `More than ${events} events came; should so many be in open transactions, Splunk gives up the oldest, and here they are kept.`;
        run.problem({ code: "limit-transaction-events", severity: "warning", message, span: stage.span });
      }
      const kept = transactions.done.filter((each) => each.whole || keepsEvicted);
      const made = [...kept.map((each) => transactionRow(each, output)), ...orphans];
      yield* inBatches(sortRows(made, [{ field: "_time", descending: true, mode: "num" }]), run);
    };
  },
  loss: (args) => {
    const names = fieldNames(args.fields);
    const edges = [args.startswith, args.endswith].filter((edge) => edge !== undefined);
    return ({ row }) => {
      if (names.length > 0 && absentIn(row, names).length === names.length) {
        return `It has no ${namesText(names, "or")}, so it belongs to no transaction; keeporphans=t keeps it.`;
      }
      if (edges.length === 0) return null;
      const needed = edges.map(({ name }) => name).join(" and ");
      return `It is in no transaction that ${needed} ${edges.length === 1 ? "completes" : "complete"}; keepevicted=t keeps the others too.`;
    };
  },
  examples: [
    {
      spl: "transaction user | table _time user duration eventcount",
      in: [
        { _time: "10", user: "a" },
        { _time: "5", user: "a" },
        { _time: "0", user: "a" },
      ],
      out: [{ _time: "0", user: "a", duration: "10", eventcount: "3" }],
    },
    {
      spl: "transaction user maxpause=4s | table _time eventcount",
      in: [
        { _time: "10", user: "a" },
        { _time: "5", user: "a" },
        { _time: "0", user: "a" },
      ],
      out: [
        { _time: "10", eventcount: "1" },
        { _time: "5", eventcount: "1" },
        { _time: "0", eventcount: "1" },
      ],
    },
    {
      spl: 'transaction u startswith=eval(e="in") endswith=(e=out) | table u duration closed_txn',
      in: [
        { _time: "9", u: "a", e: "out" },
        { _time: "8", u: "b", e: "out" },
        { _time: "4", u: "a", e: "in" },
      ],
      out: [{ u: "a", duration: "5", closed_txn: "1" }],
      doc: "b has no beginning and is dropped.",
    },
  ],
});
