import { insert, replace } from "#base/text-edit.ts";
import { fieldPattern } from "#events/field-pattern.ts";
import type { Stage } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { keepsMeaning } from "../support/assignments.ts";
import { isBaseSearch, ownNodes, stagesBefore } from "../support/stages.ts";

export const filterLate = defineCheck({
  id: "spl/filter-late",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "A later `search` tests fields of the events, so the first search could.",
  why: "Conditions in the first command are applied while events are read from the index. Behind an eval each event has been read, extracted and carried along first.",
  on: "stage",
  check(stage, ctx) {
    const { pipeline } = ctx;
    const [base] = pipeline.stages;
    if (stage.command !== "search" || base === undefined || base === stage || !isBaseSearch(base, pipeline)) return;
    if (stage.nameSpan === undefined || base.parts.length === 0) return;
    const earlier = stagesBefore(pipeline, stage).slice(1);
    if (!earlier.every((one) => ctx.dialect.command(one.command)?.rowWise === true && !opens(one, ctx))) return;
    const tested = testedFields(stage);
    if (tested === undefined || tested.some((name) => isMade(name, earlier, ctx))) return;
    // What is not there any more is found in the first search: other rows would pass.
    if (tested.some((name) => isRemoved(name, ctx)) || testsLostText(stage, ctx)) return;
    const report = ctx.report(stage.span, "The first search could test this while the events are read.");
    const untouched = !tested.some((name) => earlier.some((one) => touches(one, name)));
    const [condition] = stage.parts;
    if (!untouched || condition === undefined || stage.pipe === undefined) return;
    const text = ctx.slice(condition.span);
    const added = condition.kind === "search-or" ? ` (${text})` : ` ${text}`;
    const gone = { start: stage.pipe.start, end: stage.span.end };
    report.fix("Move it into the first search", [insert(base.span.end, added), replace(gone, "")]);
  },
  examples: {
    good: [
      "index=x | eval a=b+1 | search a=2",
      "index=x | stats count by a | search a=2",
      'index=x | rex "(?<a>x)" | search a=x',
      "index=x | rename b AS a | search a=x",
      'index=x | replace "a" with "b" in a | search a=b',
      'index=x | replace "a" with "b" | search a=b',
      'index=x | makemv delim="," a | search a=b',
      "index=x | mvexpand a | search a=b",
      "index=x | table a, b | search NOT c=2",
      "index=x | table a, b | search a=2 error",
      'index=x | fillnull value="-" a | search a="-"',
      'index=x | fillnull value="-" | search a="-"',
    ],
    bad: [
      { spl: "index=x | eval c=lower(d) | «search a=2»", fixed: "index=x a=2 | eval c=lower(d) " },
      { spl: "index=x | mvexpand b | «search a=2»", fixed: "index=x a=2 | mvexpand b " },
      { spl: "index=x | eval a=lower(a) | «search a=b OR c=d»" },
    ],
  },
});

/** A stage after which unknown fields may exist, one of which may be tested. */
function opens(stage: Stage, ctx: CheckContext): boolean {
  return stage.status !== "known" || (ctx.after(stage).open && !ctx.before(stage).open);
}

/** The fields that a search stage tests; undefined when it holds something else than comparisons and terms. */
function testedFields(stage: Stage): readonly string[] | undefined {
  const names: string[] = [];
  for (const part of stage.parts) {
    for (const node of ownNodes(part)) {
      if (node.kind === "field") names.push(node.name);
      if (node.kind === "macro-call") return undefined;
    }
    if (part.kind === "subsearch") return undefined;
  }
  return names.length === 0 ? undefined : names;
}

/** Whether a command before took the field away; an event may lack it by itself. */
function isRemoved(name: string, ctx: CheckContext): boolean {
  const { removed } = ctx.before();
  return ctx.field(name).presence === "absent" && removed.some((one) => one.name === name || one.name === "*");
}

/** Whether a stage looks for words in the text of the event, which is not there any more. */
function testsLostText(stage: Stage, ctx: CheckContext): boolean {
  return !ctx.before().hasRaw && ownNodes(stage).some((node) => node.kind === "search-term");
}

/** Commands that change values where they are, or part rows by them. */
const REWRITES: ReadonlySet<string> = new Set(["replace", "makemv", "nomv", "mvexpand", "mvcombine", "fillnull"]);

/** Whether a stage names the field, or takes all fields since it names none. */
function reaches(stage: Stage, name: string): boolean {
  const named = ownNodes(stage).filter((node) => node.kind === "field");
  return named.length === 0 || named.some((node) => fieldPattern(node.name).matches(name));
}

/** Whether a stage gives the field a value of its own: any but the field in another case. */
function isMade(name: string, stages: readonly Stage[], ctx: CheckContext): boolean {
  return stages.some((stage) => {
    if (REWRITES.has(stage.command) && reaches(stage, name)) return true;
    const before = ctx.before(stage).written.get(name);
    const after = ctx.after(stage).written.get(name);
    if (after === undefined || after === before || after.provenance.kind === "event") return false;
    if (before?.provenance === after.provenance) return false;
    const own = stage.parts.filter(
      (part) => part.kind === "assignment" && part.target.kind === "field" && part.target.name === name,
    );
    return own.length === 0 || !own.every((part) => part.kind === "assignment" && keepsMeaning(part));
  });
}

function touches(stage: Stage, name: string): boolean {
  return stage.parts.some(
    (part) => part.kind === "assignment" && part.target.kind === "field" && part.target.name === name,
  );
}
