import type { ValueCounts } from "#engine/value-counts.ts";
import type { CaptureAnswer, CaptureQuestion } from "../run/capture-views.ts";
import type { ValuesJob } from "../run/count-values.ts";
import type { SequenceJob, SequenceOutcome } from "../run/find-pairs.ts";
import type { JobOutcome, JobProgress, RunJob } from "../run/job.ts";
import type { LearnJob, LearnOutcome } from "../run/learn.ts";
import type { Answer, Question } from "../run/question.ts";
import type { PageText, TextPage } from "../run/sample-text.ts";

/** What the worker does: each kind of work with what it is asked and what it gives. */
export interface Works {
  readonly run: { readonly asked: RunJob; readonly given: JobOutcome };
  readonly ask: { readonly asked: { readonly job: RunJob; readonly question: Question }; readonly given: Answer };
  readonly text: { readonly asked: TextPage; readonly given: PageText };
  readonly capture: { readonly asked: CaptureQuestion; readonly given: CaptureAnswer };
  readonly sequence: { readonly asked: SequenceJob; readonly given: SequenceOutcome };
  readonly values: { readonly asked: ValuesJob; readonly given: ValueCounts };
  readonly learn: { readonly asked: LearnJob; readonly given: LearnOutcome };
}

/** What a kind of work is asked. */
export type Asked<K extends keyof Works> = Works[K]["asked"];

/** What a kind of work gives. */
export type Given<K extends keyof Works = keyof Works> = Works[K]["given"];

/** The order to do a work; a number tells it from others. */
export interface Order<K extends keyof Works = keyof Works> {
  readonly kind: "work";
  readonly id: number;
  readonly work: K;
  readonly asked: Asked<K>;
}

/** Server to worker. */
export type ToWorker =
  | Order
  | { readonly kind: "cancel"; readonly id: number }
  /** Remove what is temporary and end. */
  | { readonly kind: "end" };

/** Worker to server. */
export type FromWorker =
  | { readonly kind: "progress"; readonly id: number; readonly progress: JobProgress }
  | { readonly kind: "done"; readonly id: number; readonly given: Given }
  | { readonly kind: "cancelled"; readonly id: number }
  /** A file cannot be used: why, in words for the user. */
  | { readonly kind: "refused"; readonly id: number; readonly message: string }
  | { readonly kind: "crashed"; readonly id: number; readonly message: string };
