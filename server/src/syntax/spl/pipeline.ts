import type { Span } from "#base/span.ts";
import type { ArgNode, Option, Pipeline, Stage, Subsearch } from "./ast.ts";
import { Cursor } from "./cursor.ts";
import type { Source } from "./source.ts";
import { missingStage, readStage, type StagePlace } from "./stage.ts";

/** What kind of pipeline: the whole text, a subsearch, or one that runs on the rows at hand. */
export type PipelineRole = "search" | "subsearch" | "template";

/** Splunk's limit of nested subsearches (SPL reference 1.2). */
const MAX_SUBSEARCHES = 8;
/** More commands in a row are not read: no search needs them, and each is looked at beside those before it. */
const MAX_STAGES = 2000;
/** Deeper ones are not read at all. */
const MAX_READ = 40;

/** Reads `[ "|" ] command { "|" command }` between two offsets (SPL reference 1.2). */
export function readPipeline(source: Source, start: number, end: number, role: PipelineRole): Pipeline {
  const pipes = topLevelPipes(source, start, end);
  const first = new Cursor(source, start, end);
  const leads = first.peek()?.kind === "pipe";
  const leadingPipe = leads ? pipes[0] : undefined;
  const stages: Stage[] = [];
  const starts: { readonly from: number; readonly pipe: Span | undefined }[] = leads
    ? []
    : [{ from: start, pipe: undefined }];
  for (const pipe of pipes) starts.push({ from: pipe.end, pipe });
  for (const [index, { from, pipe }] of starts.entries()) {
    const next = starts[index + 1]?.pipe;
    const isFirst = index === 0;
    if (index >= MAX_STAGES) {
      const message = `A search of more than ${MAX_STAGES.toLocaleString("en")} commands is not read further.`;
      source.error("E-TOOLONG", pipe ?? { start: from, end: from }, message);
      break;
    }
    const place: StagePlace = { pipe, isFirst, implied: isFirst && !leads ? impliedIn(role) : undefined };
    const cursor = new Cursor(source, from, next?.start ?? end);
    if (!cursor.done) stages.push(readStage(cursor, place));
    else if (starts.length > 1 || leads || role !== "search") {
      stages.push(
        missingStage(new Cursor(source, from, from), place, (at) => reportMissing(source, at, pipe, next, role)),
      );
    }
  }
  checkOrder(source, stages, role, leads);
  return { kind: "pipeline", span: { start, end }, leadingPipe, stages };
}

function impliedIn(role: PipelineRole): "terms" | "generating" | "any" {
  if (role === "template") return "any";
  return role === "subsearch" ? "generating" : "terms";
}

/** The pipes between two offsets that stand in no inner bracket. */
function topLevelPipes(source: Source, start: number, end: number): readonly Span[] {
  const { tokens, brackets } = source;
  const pipes: Span[] = [];
  for (let i = source.indexAt(start); i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined || token.span.start >= end) break;
    if (token.kind === "pipe") pipes.push(token.span);
    else if (token.kind === "open-bracket" && !brackets.stray.has(i)) {
      const close = brackets.closeOf.get(i);
      if (close === undefined) break;
      i = close;
    }
  }
  return pipes;
}

function reportMissing(
  source: Source,
  gap: Span,
  pipe: Span | undefined,
  next: Span | undefined,
  role: PipelineRole,
): void {
  const at = next ?? pipe ?? gap;
  const what =
    next !== undefined
      ? "Missing a search command before '|'."
      : role === "search" || pipe !== undefined
        ? "Missing a search command after '|'."
        : "Missing a search command before ']'.";
  const fix = pipe === undefined ? {} : { fix: { title: "Remove '|'", edits: [{ span: pipe, text: "" }] } };
  const help = pipe === undefined ? "Write a search between the brackets." : "Write a command, or remove the pipe.";
  source.error("E-MISSINGCMD", at, what, { help, ...fix });
}

/** Generating commands first and nowhere else (SPL reference 1.2). */
function checkOrder(source: Source, stages: readonly Stage[], role: PipelineRole, leads: boolean): void {
  if (role === "template") return;
  let opaque = true;
  for (const [index, stage] of stages.entries()) {
    const command = stage.status === "known" ? source.vocabulary.command(stage.command) : undefined;
    if (command !== undefined && stage.nameSpan !== undefined) {
      if (index === 0 && leads) {
        if (!command.generating && command.anywhere !== true && command.name !== "search") {
          source.error(
            "E-NOTGEN",
            stage.nameSpan,
            `The '${command.name}' command cannot be the first command in a search.`,
            {
              help: "Begin with a search, or with a generating command such as tstats, makeresults or inputlookup.",
            },
          );
        }
      } else if (index > 0 && command.generating && command.name !== "search" && !appends(stage) && !opaque) {
        source.error("E-NOTFIRST", stage.nameSpan, "This command must be the first command of a search.", {
          help: `'${command.name}' produces rows; to add them to the present ones use append [| ${command.name} …].`,
        });
      }
    }
    opaque &&= stage.status === "macro" || stage.status === "missing";
  }
}

/** Whether the stage adds to the rows at hand: `append=t`, or `prestats=t append=t` of tstats. */
function appends(stage: Stage): boolean {
  return stage.parts.some((part) => isOption(part) && part.name === "append" && isTrue(part));
}

function isOption(part: ArgNode): part is Option {
  return part.kind === "option";
}

function isTrue({ value }: Option): boolean {
  return value.kind !== "literal" || /^(?:t|true|1|yes|y)$/i.test(value.text);
}

/** Reads the subsearch whose opening bracket is the token of that index. */
export function readSubsearch(source: Source, bracket: number, role: Subsearch["role"]): Subsearch {
  const open = source.tokens[bracket]?.span ?? { start: source.text.length, end: source.text.length };
  const closeIndex = source.brackets.closeOf.get(bracket);
  const close = closeIndex === undefined ? undefined : source.tokens[closeIndex]?.span;
  const last = source.tokens.at(-1)?.span.end ?? source.text.length;
  const end = close?.start ?? last;
  if (close === undefined) {
    const at = trimmedEnd(source.text, open.end, end);
    source.error("E-BROPEN", open, "Mismatched '['.", {
      help: "This subsearch has no closing ']'.",
      fix: { title: "Insert ']'", edits: [{ span: { start: at, end: at }, text: "]" }] },
    });
  }
  const inner = role === "template" ? "template" : "subsearch";
  const pipeline = source.nestedSubsearch((depth) => {
    if (depth === MAX_SUBSEARCHES + 1) {
      const message = `Cannot run this search as it contains too many nested subsearches. Maximum nested subsearches allowed: ${MAX_SUBSEARCHES}.`;
      source.error("E-SUBDEPTH", open, message);
    }
    const empty: Pipeline = { kind: "pipeline", span: { start: open.end, end }, leadingPipe: undefined, stages: [] };
    if (depth > MAX_READ) return empty;
    return source.nested(
      open,
      () => readPipeline(source, open.end, end, inner),
      () => empty,
    );
  });
  return {
    kind: "subsearch",
    span: { start: open.start, end: close?.end ?? end },
    role,
    pipeline,
    terminated: close !== undefined,
  };
}

function trimmedEnd(text: string, from: number, to: number): number {
  let stop = to;
  while (stop > from && /\s/.test(text[stop - 1] ?? "")) stop--;
  return stop;
}
