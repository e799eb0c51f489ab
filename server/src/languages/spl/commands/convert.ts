import { type FieldPattern, fieldPattern, fillPattern, wildcardCount } from "#events/field-pattern.ts";
import { type FieldInfo, madeField, openFields, withFields } from "#events/field-set.ts";
import { perhapsWritten } from "#events/field-set-merge.ts";
import type { Row } from "#events/row.ts";
import { formatNumber, isMulti, toList, toText, type Value } from "#events/value.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import { CONVERSIONS, type Convert } from "#runtime/conversion.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { recordSources } from "#runtime/sources.ts";
import { changeRows } from "#runtime/streaming.ts";
import type { Refusal } from "#semantics/dialect.ts";
import type { Conversion } from "#syntax/spl/ast.ts";
import { defineCommand } from "../define.ts";
import { option } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

const DEFAULT_FORMAT = "%m/%d/%Y %H:%M:%S";

/** One conversion, ready. */
interface Step {
  readonly name: string;
  readonly convert: Convert;
  readonly field: FieldPattern;
  readonly as: string | undefined;
}

function steps(conversions: readonly Conversion[]): readonly Step[] | Refusal {
  const made: Step[] = [];
  for (const { name, nameSpan, field, as, span } of conversions) {
    const convert = Object.hasOwn(CONVERSIONS, name) ? CONVERSIONS[name] : undefined;
    if (convert === undefined) {
      const known = Object.keys(CONVERSIONS).join(", ");
      return refuse("E-STATSARG", nameSpan, `The argument '${name}' is invalid: convert knows the functions ${known}.`);
    }
    const pattern = field.kind === "missing" ? "*" : field.name;
    if (as !== undefined && wildcardCount(pattern) !== wildcardCount(as.name)) {
      return refuse("E-RENWC", span, `Wildcard mismatch: '${pattern}' as '${as.name}'.`);
    }
    made.push({ name, convert, field: fieldPattern(pattern), as: as?.name });
  }
  return made;
}

/** Converts a value, each of several; what cannot be converted stays, or goes with num(). */
function converted(value: Value, step: Step, format: string, run: RunContext): Value {
  const one = (text: string): string | number | null => {
    const result = step.convert(text, format, run);
    return result === null && step.name !== "num" ? text : result;
  };
  if (isMulti(value)) {
    const results = value.map(one).filter((result) => result !== null);
    const texts = results.map((result) => (typeof result === "number" ? formatNumber(result) : result));
    return texts.length > 1 ? texts : (texts[0] ?? null);
  }
  return one(toText(value) ?? "");
}

/** The fields of a row that a step converts; those given to none() are left out of wildcards. */
function fieldsOf(row: Row, step: Step, kept: readonly FieldPattern[]): readonly string[] {
  if (!step.field.wildcard) return row.get(step.field.text) === null ? [] : [step.field.text];
  return row.names().filter((name) => step.field.matches(name) && !kept.some((pattern) => pattern.matches(name)));
}

export const convert = defineCommand({
  name: "convert",
  type: "distributable streaming",
  summary: "Converts values: times, durations, sizes, numbers with commas or units.",
  details:
    "ctime (epoch to text) and mktime (text to epoch) use timeformat; dur2sec reads `D+HH:MM:SS`, mstime `MM:SS.SSS`, memk a size in " +
    "k, m or g; rmcomma and rmunit leave the number; num removes what is no number; auto converts a field only if all its values " +
    "can be; none excludes fields from wildcards. A value that cannot be converted stays.",
  grammar: {
    timeformat: option("timeformat", "string", "The format of ctime and mktime.", DEFAULT_FORMAT),
    conversions: { kind: "conversions", required: true, doc: "`func(field) AS name`; `*` is a wildcard." },
  },
  flow: ({ conversions = [] }, before, ctx) => {
    const made: (readonly [string, FieldInfo])[] = [];
    let complete = true;
    for (const { name, field, as, span } of conversions) {
      if (name === "none") continue;
      const pattern = fieldPattern(field.kind === "missing" ? "*" : field.name);
      const known = pattern.wildcard ? ctx.matching(before, pattern.text) : { names: [pattern.text], complete: true };
      complete &&= known.complete;
      for (const from of known.names) {
        const { presence, presenceByKind, multivalue } = ctx.field(before, from);
        const type = name === "ctime" ? "string" : name === "rmunit" || name === "rmcomma" ? "any" : "number";
        const over = {
          presence: name === "num" ? "maybe" : presence,
          multivalue,
          type,
          ...(presenceByKind === undefined ? {} : { presenceByKind }),
        } as const;
        const info = madeField({ kind: "command", span, from: [from] }, over);
        if (as === undefined) made.push([from, info]);
        else {
          const target = fillPattern(as.name, pattern.capture(from) ?? []);
          made.push([target, info.presence === "definite" ? info : perhapsWritten(ctx.field(before, target), info)]);
        }
      }
    }
    const after = withFields(before, made);
    return complete ? after : openFields(after);
  },
  plan: ({ timeformat, conversions = [] }) => {
    const ready = steps(conversions);
    if ("refused" in ready) return ready;
    const format = optionText(timeformat) ?? DEFAULT_FORMAT;
    const kept = ready.filter(({ name }) => name === "none").map(({ field }) => field);
    const work = ready.filter(({ name }) => name !== "none");
    const apply = (row: Row, step: Step, names: readonly string[], run: RunContext) => {
      for (const name of names) {
        const target = step.as === undefined ? name : fillPattern(step.as, step.field.capture(name) ?? []);
        row.set(target, converted(row.get(name), step, format, run));
        if (run.trace !== undefined) recordSources(row, target, [name]);
      }
    };
    if (!work.some(({ name }) => name === "auto")) {
      return changeRows((run) => (row) => {
        for (const step of work) apply(row, step, fieldsOf(row, step, kept), run);
      });
    }
    return async function* (input, run) {
      const rows = await collect(input, run);
      for (const step of work) {
        const spoiled = new Set<string>();
        if (step.name === "auto") {
          for (const row of rows) {
            for (const name of fieldsOf(row, step, kept)) {
              const texts = toList(row.get(name));
              if (texts.some((text) => step.convert(text, format, run) === null)) spoiled.add(name);
            }
          }
        }
        for (const row of rows) {
          apply(
            row,
            step,
            fieldsOf(row, step, kept).filter((name) => !spoiled.has(name)),
            run,
          );
        }
      }
      yield* inBatches(rows, run);
    };
  },
  orderInsensitive: true,
  examples: [
    {
      spl: 'convert timeformat="%Y-%m-%dT%H:%M:%S" ctime(t)',
      in: [{ t: "0" }],
      out: [{ t: "1970-01-01T00:00:00" }],
    },
    { spl: "convert ctime(t) as s", in: [{ t: "0" }], out: [{ t: "0", s: "01/01/1970 00:00:00" }] },
    { spl: "convert rmcomma(s)", in: [{ s: "1,234.50" }], out: [{ s: "1234.50" }] },
    { spl: "convert dur2sec(d)", in: [{ d: "1+02:03:04" }], out: [{ d: "93784" }] },
    { spl: "convert num(a)", in: [{ a: "5" }, { a: "x" }], out: [{ a: "5" }, {}] },
    { spl: "convert memk(m) rmunit(u)", in: [{ m: "2m", u: "10ms" }], out: [{ m: "2048", u: "10" }] },
  ],
});
