import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";
import { fieldsHere } from "../support/fields-here.ts";
import { isBareName, pathComparison } from "../support/fixes.ts";
import { closedKinds } from "../support/kinds.ts";
import { counterparts } from "../support/meaning.ts";
import { emptyHere, endsSearch, roleOf } from "../support/situation.ts";

export const pathVsBasename = defineCheck({
  id: "spl/path-vs-basename",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "A field that holds a full path is compared with a bare file name.",
  why: "`Image`, `NewProcessName`, `ParentImage`, `ProcessName` and the like hold the whole path (`C:\\Windows\\System32\\wbem\\WMIC.exe`). A comparison with `wmic.exe` alone never holds; the value must end with it.",
  on: ["search-compare", "search-in", "binary", "in-expr", "call"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || (comparison.op !== "equals" && comparison.op !== "search")) return;
    const fields = fieldsHere(ctx, node);
    const info = ctx.analytic.flow.field(fields, comparison.field);
    // A field of which an earlier condition left only some values has been judged there.
    if (info.content !== "full-path" || info.domain.kind === "set") return;
    const bare = comparison.values.filter(({ text }) => isBareName(text));
    const [first] = bare;
    if (first === undefined) return;
    const every = bare.length === comparison.values.length && !comparison.partial;
    const named = every ? "" : ` (${bare.map(({ text }) => text).join(", ")})`;
    const report = ctx.report(
      comparison.span,
      `${comparison.field} holds a full path such as C:\\Windows\\System32\\${first.text}; it never equals a bare name${named}.`,
    );
    const kinds = closedKinds(fields.kinds);
    report.grade(kinds === undefined ? "likely" : "proved");
    if (!every) report.severity("warning");
    report.fact(`${comparison.field} is a field of kind full path in the catalog.`);
    if (every && roleOf(ctx) === "required" && !comparison.negated) {
      report.fact(`The condition must hold for every row, so ${emptyHere(ctx)}.`, ctx.stage.span, endsSearch(ctx));
    }
    if (comparison.partial || comparison.negated) return;
    const absent = info.presence === "absent" && kinds !== undefined;
    const others = absent ? counterparts(ctx.catalog, comparison.field, kinds) : [];
    const names = others.length > 0 ? others : [comparison.field];
    const title = others.length > 0 ? `Compare the end of ${others.join(" or ")}` : "Compare the end of the path";
    report.fix(title, replace(comparison.span, pathComparison(comparison, names)), others.length === 0);
  },
  examples: {
    good: [
      String.raw`index=x source="XmlWinEventLog:Security" EventCode=4688 NewProcessName="*\\wmic.exe"`,
      String.raw`index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 Image="C:\\Windows\\notepad.exe"`,
      "index=x process_name=wmic.exe",
      "index=x Image=System",
      'index=x Image="$image$"',
    ],
    bad: [
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 «NewProcessName="wmic.exe"»',
        fixed: String.raw`index=x source="XmlWinEventLog:Security" EventCode=4688 NewProcessName="*\\wmic.exe"`,
      },
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | where «NewProcessName="wmic.exe"»',
        fixed: String.raw`index=x source="XmlWinEventLog:Security" EventCode=4688 | where like(lower(NewProcessName),"%\\wmic.exe")`,
      },
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 «ProcessName="wmic.exe"»',
        fixed: String.raw`index=x source="XmlWinEventLog:Security" EventCode=4688 NewProcessName="*\\wmic.exe"`,
        doc: "4688 has no ProcessName; the fix names the field that it has.",
      },
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode=4688 | where «NewProcessName IN ("wmic.exe", "*cmd*")»',
        fixed: String.raw`index=x source="XmlWinEventLog:Security" EventCode=4688 | where (like(lower(NewProcessName),"%\\wmic.exe") OR like(lower(NewProcessName),"%cmd%"))`,
      },
      {
        spl: 'index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | where «ProcessName IN ("wmic.exe", "cmd.exe")»',
        fixed: String.raw`index=x source="XmlWinEventLog:Security" EventCode IN (4688, 4656) | where (like(lower(ProcessName),"%\\wmic.exe") OR like(lower(ProcessName),"%\\cmd.exe"))`,
      },
    ],
  },
});
