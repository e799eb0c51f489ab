import type { ExplainedCondition } from "#engine/why-not/verdict.ts";
import { answerQuestion } from "../run/answer.ts";
import type { Answer } from "../run/question.ts";
import { readCommandLine } from "./args.ts";
import { type palette as Palette, palette, printJson, printLine, printProblem } from "./print.ts";
import { jobOf, samplesOf, searchesOf } from "./run.ts";

type Paint = ReturnType<typeof Palette>;

/**
 * `rulehound explain (RULE[#ANALYTIC] | --spl TEXT) --sample PATH [--event LINE]`: why the event on a line is no result, or what keeps the
 * sample's events out, nearest misses first. 3 when an analytic is refused or the sample cannot be read.
 */
export async function explain(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args);
  const { searches, folders } = await searchesOf(line);
  let worst = 0;
  for (const search of searches) {
    const samples = samplesOf(search, line);
    const answer = await answerQuestion(
      jobOf(search, samples, folders, line),
      line.event === undefined ? { kind: "near-misses" } : { kind: "why-not", log: undefined, line: line.event - 1 },
      new AbortController().signal,
    );
    if (answer.kind === "refused" || answer.kind === "no-event") worst = 3;
    if (answer.kind === "refused")
      for (const { message } of answer.problems) printProblem(`${search.name}: ${message}`);
    else if (line.format === "json") printJson({ analytic: search.name, ...answer });
    else {
      if (searches.length > 1) printLine(`== ${search.name}`);
      printAnswer(search.text, answer, palette(line.color), line.event);
    }
  }
  return worst;
}

function printAnswer(text: string, answer: Answer, paint: Paint, event: number | undefined): void {
  if (answer.kind === "no-event") printProblem(`No event of the sample stands on line ${event}.`);
  if (answer.kind === "why-not") printWhyNot(text, answer, paint);
  if (answer.kind === "near-misses") printMisses(text, answer, paint);
}

function printWhyNot(text: string, { event, why }: Extract<Answer, { kind: "why-not" }>, paint: Paint): void {
  const verdicts = {
    matched: paint.green("is behind a result row"),
    dropped: paint.red("is no result"),
    unknown: paint.yellow("cannot be followed to the end"),
  };
  printLine(`The event on line ${event.line + 1} ${verdicts[why.verdict]}.`);
  for (const stage of why.stages) {
    const mark = { passed: paint.green("✓"), dropped: paint.red("✗"), unknown: "?", unreached: paint.dim("·") };
    printLine(`${mark[stage.outcome]} ${paint.bold(oneLine(text, stage.span))}`);
    if (stage.message !== undefined) printLine(`    ${stage.message}`);
    if (stage.condition !== undefined) printCondition(text, stage.condition, paint, "  ");
  }
}

function printCondition(text: string, condition: ExplainedCondition, paint: Paint, indent: string): void {
  const { truth, kind, span, reason } = condition;
  const mark = truth === true ? paint.green("✓") : truth === null ? paint.yellow("∅") : paint.red("✗");
  const label =
    kind === "clause" ? oneLine(text, span) : { all: "all of", any: "any of", either: "one of", not: "not" }[kind];
  printLine(`${indent}${mark} ${label}`);
  if (reason !== undefined) {
    printLine(`${indent}    ${reason.message}`);
    if (reason.repair !== undefined) printLine(`${indent}    ${paint.blue(`repair: ${reason.repair.title}`)}`);
  }
  for (const inner of condition.of) printCondition(text, inner, paint, `${indent}  `);
}

function printMisses(text: string, answer: Extract<Answer, { kind: "near-misses" }>, paint: Paint): void {
  printLine(`${count(answer.passed, "event")} of ${answer.events.toLocaleString("en")} pass every filter.`);
  for (const { clauses, count: events, events: refs } of answer.misses.slice(0, 10)) {
    const verb = events === 1 ? "misses" : "miss";
    printLine(
      `${paint.bold(count(events, "event"))} ${verb} by ${count(clauses.length, "clause")}: ${clauses.map((at) => oneLine(text, at)).join("  ·  ")}`,
    );
    const first = refs[0];
    if (first !== undefined) printLine(paint.dim(`    first on line ${first.line + 1} of ${first.path}`));
  }
  if (answer.more || answer.misses.length > 10) printLine(paint.dim("… and further ones"));
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function oneLine(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const shown = text.slice(start, end).replace(/\s+/g, " ").trim();
  return shown.length > 120 ? `${shown.slice(0, 119)}…` : shown;
}
