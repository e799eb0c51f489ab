import { pathToFileURL } from "node:url";
import type { CancellationToken, Connection } from "vscode-languageserver";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import type { Document } from "#analysis/document.ts";
import type { ExplainedCondition } from "#engine/why-not/verdict.ts";
import type { StageVerdict } from "#engine/why-not/why-not.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { explainEmptiness } from "#ide/render/emptiness.ts";
import {
  EXPLAIN_EMPTINESS_REQUEST,
  type ExplainEmptinessParams,
  type ExplainEmptinessResult,
  NEAR_MISSES_REQUEST,
  type NearMissesResult,
  type ProtocolEvent,
  type ProtocolRange,
  type ProtocolWhyNode,
  type QuestionParams,
  STAGE_ROWS_REQUEST,
  type StageRowsParams,
  type StageRowsResult,
  WHY_NOT_REQUEST,
  type WhyNotParams,
  type WhyNotResult,
} from "#protocol/requests.ts";
import type { TextPlace } from "../run/job.ts";
import type { Answer, EventRef, Question } from "../run/question.ts";
import { toPath } from "./file-path.ts";
import { fromPosition } from "./from-lsp.ts";
import { RequestCancelled, RequestFailed } from "./request-failed.ts";
import { jobFor, SHOWN_ROWS } from "./run-requests.ts";
import type { RunWorker } from "./run-worker.ts";
import { chosenSamples } from "./sample-requests.ts";
import type { Session } from "./session.ts";
import { toRange } from "./to-lsp/places.ts";

/** Answers the questions about an analytic and its samples: why not, near misses, rows at a stage. */
export function serveQuestions(connection: Connection, session: Session, worker: RunWorker): void {
  const ask = async (params: QuestionParams, question: Question, token: CancellationToken): Promise<Asked> => {
    const { document, analytic } = subjectOf(session, params);
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const answer = await worker.ask(
      jobFor(session, analytic.text, "spl", chosenSamples(params, analytic.analytic.samples)),
      question,
      abort.signal,
    );
    if (answer === undefined) throw new RequestCancelled("The question was cancelled.");
    return { answer, document, analytic };
  };

  connection.onRequest(WHY_NOT_REQUEST, async (params: WhyNotParams, token): Promise<WhyNotResult> => {
    const { sample, line } = params;
    return toWhyNot(await ask(params, { kind: "why-not", log: toPath(sample), line }, token), line);
  });

  connection.onRequest(
    EXPLAIN_EMPTINESS_REQUEST,
    ({ uri, analytic }: ExplainEmptinessParams): ExplainEmptinessResult => {
      const analysis = session.analysis(uri);
      if (analysis === undefined) return { markdown: "The file is not open any more.\n" };
      const all = diagnostics(analysis, { preset: "all", severity: {} });
      const { windowsProfile } = session.settings.engine;
      return {
        markdown: explainEmptiness(analysis, all, { ...(analytic === undefined ? {} : { analytic }), windowsProfile }),
      };
    },
  );

  connection.onRequest(
    NEAR_MISSES_REQUEST,
    async (params: QuestionParams, token): Promise<NearMissesResult> =>
      toNearMisses(await ask(params, { kind: "near-misses" }, token)),
  );

  connection.onRequest(STAGE_ROWS_REQUEST, async (params: StageRowsParams, token): Promise<StageRowsResult> => {
    const { document, analytic } = subjectOf(session, params);
    const offset = fromPosition(document, params.position);
    const { stages } = analytic.search.expanded.tree;
    const places = stages.map(({ span, pipe }) => analytic.toHost({ start: pipe?.start ?? span.start, end: span.end }));
    const found = places.findLastIndex(({ start }) => start <= offset);
    const stage = Math.max(0, found);
    const answered = await ask(params, { kind: "stage-rows", stage, side: params.side, limit: SHOWN_ROWS }, token);
    return toStageRows(answered, places[stage]);
  });
}

interface Asked {
  readonly answer: Answer;
  readonly document: Document;
  readonly analytic: AnalyticAnalysis;
}

function subjectOf(session: Session, params: QuestionParams): Omit<Asked, "answer"> {
  const analysis = session.analysis(params.uri);
  const analytic = analysis?.analytic(params.analytic);
  if (analysis === undefined || analytic === undefined)
    throw new RequestFailed("The file has no such analytic any more.");
  return { document: analysis.document, analytic };
}

function refusal(answer: Answer): string {
  if (answer.kind !== "refused") return "";
  const errors = answer.problems.filter(({ severity }) => severity === "error");
  return (errors.length > 0 ? errors : answer.problems).map(({ message }) => message).join(" ");
}

function rangeOf({ document, analytic }: Asked): (place: TextPlace) => ProtocolRange {
  return (place) => toRange(document, analytic.writtenToHost(place));
}

function toEvent({ path, line, rendered }: EventRef): ProtocolEvent {
  return { uri: pathToFileURL(path).href, line, rendered };
}

function toWhyNot(asked: Asked, line: number): WhyNotResult {
  const { answer, document, analytic } = asked;
  const subject = { uri: document.uri, version: document.version, name: analytic.analytic.name, stages: [] };
  if (answer.kind === "no-event") {
    return { ...subject, status: "no-event", message: `No event of the sample stands on line ${line + 1}.` };
  }
  if (answer.kind !== "why-not") return { ...subject, status: "refused", message: refusal(answer) };
  const { why, event } = answer;
  const range = rangeOf(asked);
  const [first, ...others] = why.reasons;
  const message = {
    matched: "The event is behind a result row.",
    unknown: "What became of the event cannot be followed to the end.",
    dropped:
      first === undefined
        ? "The event is no result."
        : `${first.message}${others.length > 0 ? ` And ${others.length} more.` : ""}`,
  }[why.verdict];
  return {
    ...subject,
    status: why.verdict,
    message: plain(message),
    event: toEvent(event),
    stages: why.stages.map((stage) => stageNode(stage, analytic.text, range)),
  };
}

type RangeOf = (place: TextPlace) => ProtocolRange;

function stageNode(stage: StageVerdict, text: string, range: RangeOf): ProtocolWhyNode {
  const truth = { passed: "true", dropped: "false", unknown: "null", unreached: "unreached" } as const;
  return {
    label: oneLine(text, stage.span),
    truth: truth[stage.outcome],
    range: range(stage.span),
    ...(stage.message === undefined ? {} : { reason: plain(stage.message) }),
    children: stage.condition === undefined ? [] : [conditionNode(stage.condition, text, range)],
  };
}

function conditionNode(condition: ExplainedCondition, text: string, range: RangeOf): ProtocolWhyNode {
  const { kind, span, truth, reason, of } = condition;
  const label = { all: "all of", any: "any of", either: "exactly one of", not: "not" };
  const repair = reason?.repair;
  return {
    label: kind === "clause" ? oneLine(text, span) : label[kind],
    truth: truth === null ? "null" : truth ? "true" : "false",
    range: range(span),
    ...(reason === undefined ? {} : { reason: plain(reason.message) }),
    ...(repair === undefined
      ? {}
      : {
          repair: {
            title: repair.title,
            edits: repair.edits.map((edit) => ({ range: range(edit.span), newText: edit.newText })),
          },
        }),
    children: of.map((inner) => conditionNode(inner, text, range)),
  };
}

/** Text for a view that shows no Markdown. */
function plain(text: string): string {
  return text.replace(/`([^`]*)`/g, "“$1”");
}

function oneLine(text: string, { start, end }: TextPlace): string {
  return text.slice(start, end).replace(/\s+/g, " ").trim();
}

function toNearMisses(asked: Asked): NearMissesResult {
  const { answer, analytic } = asked;
  const { name } = analytic.analytic;
  if (answer.kind !== "near-misses") {
    return { status: "refused", message: refusal(answer), name, events: 0, passed: 0, misses: [], more: false };
  }
  const range = rangeOf(asked);
  const { events, passed, more, misses } = answer;
  return {
    status: "done",
    message: `${passed.toLocaleString("en")} of ${events.toLocaleString("en")} events pass every filter.`,
    name,
    events,
    passed,
    more,
    misses: misses.map((miss) => ({
      clauses: miss.clauses.map((place) => ({ range: range(place), text: oneLine(analytic.text, place) })),
      count: miss.count,
      events: miss.events.map(toEvent),
    })),
  };
}

function toStageRows(
  asked: Asked,
  place: { readonly start: number; readonly end: number } | undefined,
): StageRowsResult {
  const { answer, document, analytic } = asked;
  const stage = place === undefined ? "" : oneLine(document.text, place).replace(/^\|\s*/, "");
  const subject = { name: analytic.analytic.name, stage };
  if (answer.kind !== "stage-rows") {
    return { ...subject, status: "refused", message: refusal(answer), columns: [], table: [], events: [], total: 0 };
  }
  const { columns, table, events, total, blurred } = answer;
  return {
    ...subject,
    status: "done",
    message: blurred ? "Some rows went into groups too large to follow each event; they are left out." : "",
    columns,
    table: table.map((row) => row.map((cell) => (cell === null || typeof cell === "string" ? cell : cell.join("\n")))),
    events: events.map((event) => (event === null ? null : toEvent(event))),
    total,
  };
}
