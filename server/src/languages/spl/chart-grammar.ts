import { aggregations, option } from "./parts.ts";

/** Options that may follow a field which makes rows or columns. */
export const AXIS_OPTIONS = {
  span: "span",
  bins: "int",
  minspan: "span",
  start: "number",
  end: "number",
  aligntime: "time",
  usenull: "bool",
  useother: "bool",
  nullstr: "string",
  otherstr: "string",
  limit: "string",
} as const;

/** Options that chart and timechart share. */
export const CHART_OPTIONS = {
  sep: option("sep", "string", "What stands between aggregation and value in column names.", ": "),
  format: option("format", "string", "How column names are made of `$AGG$` and `$VAL$`."),
  limit: option("limit", "string", "How many columns of the split stay: `10`, `top5`, `bottom 3`; 0 for all.", "10"),
  agg: option("agg", "aggregation", "What columns are ranked by."),
  usenull: option("usenull", "bool", "A column for rows without the split field.", "true"),
  useother: option("useother", "bool", "A column for the values that do not stay.", "true"),
  nullstr: option("nullstr", "string", "Name of the column for rows without the split field.", "NULL"),
  otherstr: option("otherstr", "string", "Name of the column for the values that do not stay.", "OTHER"),
  aggregations: aggregations("What to compute: `func(field) AS name`."),
} as const;
