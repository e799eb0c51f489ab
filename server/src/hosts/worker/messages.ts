import type { ValueCounts } from "#engine/value-counts.ts";
import type { CaptureAnswer, CaptureQuestion } from "../run/capture-views.ts";
import type { ValuesJob } from "../run/count-values.ts";
import type { SequenceJob, SequenceOutcome } from "../run/find-pairs.ts";
import type { JobOutcome, JobProgress, RunJob } from "../run/job.ts";
import type { LearnJob, LearnOutcome } from "../run/learn.ts";
import type { Answer, Question } from "../run/question.ts";
import type { PageText, TextPage } from "../run/sample-text.ts";

/** Server to worker. */
export type ToWorker =
  | { readonly kind: "run"; readonly id: number; readonly job: RunJob }
  | { readonly kind: "ask"; readonly id: number; readonly job: RunJob; readonly question: Question }
  | { readonly kind: "text"; readonly id: number; readonly page: TextPage }
  | { readonly kind: "capture"; readonly id: number; readonly question: CaptureQuestion }
  | { readonly kind: "sequence"; readonly id: number; readonly job: SequenceJob }
  | { readonly kind: "values"; readonly id: number; readonly job: ValuesJob }
  | { readonly kind: "learn"; readonly id: number; readonly job: LearnJob }
  | { readonly kind: "cancel"; readonly id: number }
  /** Remove what is temporary and end. */
  | { readonly kind: "end" };

/** Worker to server. */
export type FromWorker =
  | { readonly kind: "progress"; readonly id: number; readonly progress: JobProgress }
  | { readonly kind: "done"; readonly id: number; readonly outcome: JobOutcome }
  | { readonly kind: "answered"; readonly id: number; readonly answer: Answer }
  | { readonly kind: "page"; readonly id: number; readonly page: PageText }
  | { readonly kind: "captured"; readonly id: number; readonly captured: CaptureAnswer }
  | { readonly kind: "paired"; readonly id: number; readonly paired: SequenceOutcome }
  | { readonly kind: "counted"; readonly id: number; readonly counted: ValueCounts }
  | { readonly kind: "learned"; readonly id: number; readonly learned: LearnOutcome }
  | { readonly kind: "cancelled"; readonly id: number }
  | { readonly kind: "crashed"; readonly id: number; readonly message: string };
