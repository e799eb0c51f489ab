import { BATCH_SIZE } from "#events/batch.ts";
import { parseCsv } from "#events/csv.ts";
import { type FieldInfo, madeField, onlyFields, type Provenance } from "#events/field-set.ts";
import { isJsonObject, jsonValues } from "#events/json-path.ts";
import { parseJson, printJson } from "#events/json-text.ts";
import { Row } from "#events/row.ts";
import type { Value } from "#events/value.ts";
import { inBatches } from "#runtime/collect.ts";
import type { FlowContext, Refusal } from "#semantics/dialect.ts";
import { isRefusal } from "#semantics/dialect.ts";
import type { Option } from "#syntax/spl/ast.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { option, word } from "../parts.ts";
import { optionBool, optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** More rows would keep a run busy for longer than anybody waits. */
const MOST = 10_000_000;

/** A row that the text gives: its fields, and its own text. */
interface Given {
  readonly cells: readonly (readonly [string, Value])[];
  readonly raw: string;
}

/** The rows of CSV text: the first line names the columns; empty cells are absent. */
function csvRows(text: string): readonly Given[] {
  const [header = [], ...lines] = parseCsv(text);
  return lines.map((line) => ({
    cells: header.map((name, index) => [name, line[index] === "" ? null : (line[index] ?? null)] as const),
    raw: line.join(","),
  }));
}

/** The rows of a JSON array of objects, or what is wrong with the text. */
function jsonRows(data: Option): readonly Given[] | Refusal {
  const parsed = parseJson(optionText(data) ?? "");
  if (!Array.isArray(parsed)) return refuse("E-OPTVAL", data.value.span, "data must be a JSON array of objects.");
  return parsed.map((item) => ({
    cells: isJsonObject(item)
      ? [...item].map(([name, value]) => [name, jsonValues(Array.isArray(value) ? value : [value], null)] as const)
      : [],
    raw: printJson(item),
  }));
}

function givenRows(format: string | undefined, data: Option | undefined): readonly Given[] | undefined | Refusal {
  if (format === undefined || data === undefined) return undefined;
  return format === "csv" ? csvRows(optionText(data) ?? "") : jsonRows(data);
}

const ANNOTATIONS = ["_raw", "host", "source", "sourcetype", "splunk_server", "splunk_server_group"] as const;

function madeFields(names: Iterable<string>, ctx: FlowContext, over: Partial<FieldInfo> = {}) {
  return [...names].map((name) => [name, madeField(provenanceOf(ctx), over)] as const);
}

function provenanceOf(ctx: FlowContext): Provenance {
  return { kind: "command", span: ctx.stage.span, from: [] };
}

export const makeresults = defineCommand({
  name: "makeresults",
  type: "generating",
  summary: "Makes rows out of nothing, or out of CSV or JSON text.",
  details:
    "Each row has `_time`, the time of the run. annotate=t adds `_raw`, host, source and the like, all absent but the server's " +
    "name. With format and data the rows are those of the text.",
  grammar: {
    count: option("count", "int", "How many rows.", "1"),
    annotate: option("annotate", "bool", "Add the default fields.", "false"),
    server: option("splunk_server", "string", "Where the rows are made; no effect here.", "local"),
    serverGroup: option("splunk_server_group", "string", "Where the rows are made; no effect here."),
    format: option("format", ["csv", "json"], "What `data` is written in."),
    data: option("data", "string", "CSV with a header line, or a JSON array of objects."),
    number: word("int", "How many rows."),
  },
  flow: ({ format, data, annotate }, before, ctx) => {
    const given = givenRows(optionText(format)?.toLowerCase(), data);
    const time = madeFields(["_time"], ctx, { type: "number", content: "epoch" });
    if (given !== undefined) {
      const rows = isRefusal(given) ? [] : given;
      const fields = [...new Set(rows.flatMap(({ cells }) => cells.map(([name]) => name)))].map((name) => {
        const always = rows.every(({ cells }) => cells.some(([other, value]) => other === name && value !== null));
        return [name, madeField(provenanceOf(ctx), { presence: always ? "definite" : "maybe" })] as const;
      });
      return onlyFields(before, [...time, ...fields, ...madeFields(["_raw"], ctx)], byStage(ctx.stage), {
        hasRaw: true,
      });
    }
    const extra = optionBool(annotate, false) ? madeFields(ANNOTATIONS, ctx, { presence: "maybe" }) : [];
    return onlyFields(before, [...time, ...extra], byStage(ctx.stage));
  },
  plan: ({ count, number, format, data, annotate, server }, ctx) => {
    const how = optionText(format)?.toLowerCase();
    const given = givenRows(how, data);
    if (isRefusal(given)) return given;
    const asked = number === undefined ? optionNumber(count, 1) : Number(number.text);
    const times = Math.min(asked, MOST);
    const annotated = optionBool(annotate, false);
    return async function* (_input, run) {
      if (given === undefined) {
        if (asked > MOST) {
          const message = `makeresults makes ${MOST.toLocaleString("en")} rows here and no more.`;
          run.problem({ code: "limit-makeresults", severity: "warning", message, span: ctx.stage.span });
        }
        for (let made = 0; made < times; made += BATCH_SIZE) {
          run.signal.throwIfAborted();
          yield Array.from({ length: Math.min(BATCH_SIZE, times - made) }, () => {
            const row = new Row(null);
            row.set("_time", run.now);
            if (annotated) row.set("splunk_server", optionText(server) ?? "local");
            return row;
          });
        }
        return;
      }
      const rows: Row[] = [];
      for (const { cells, raw } of given) {
        const row = Row.of([["_time", run.now], ...cells]);
        if (row.get("_raw") === null) row.set("_raw", raw);
        rows.push(row);
      }
      yield* inBatches(rows, run);
    };
  },
  examples: [
    { spl: "makeresults count=3 | streamstats count as n | table n", out: [{ n: "1" }, { n: "2" }, { n: "3" }] },
    { spl: 'makeresults format=csv data="a,b\n1,2" | table a b', out: [{ a: "1", b: "2" }] },
    {
      spl: String.raw`makeresults format=json data="[{\"a\":\"1\"},{\"a\":[\"2\",\"3\"]}]" | table a`,
      out: [{ a: "1" }, { a: ["2", "3"] }],
    },
  ],
});
