/** The tests of rule files. */

import type { ProtocolRange } from "./places.ts";

/** The tests of a rule file, open or not. */
export const TESTS_REQUEST = "rulehound/tests";

export interface TestsParams {
  readonly uri: string;
}

export interface TestsResult {
  readonly tests: readonly {
    /** Its number in the file, from 0. */
    readonly index: number;
    readonly name: string;
    /** Name of the analytic it runs. */
    readonly analytic: string;
    /** Id of that analytic. */
    readonly analyticId: string;
    readonly range: ProtocolRange;
    /** File URIs of its samples; none when its events are written in the test. */
    readonly samples: readonly string[];
  }[];
}

/** Runs one test of a rule file. Cancel it with `$/cancelRequest`. */
export const RUN_TEST_REQUEST = "rulehound/runTest";

export interface RunTestParams {
  readonly uri: string;
  readonly index: number;
}

export interface RunTestResult {
  /** `refused`: the analytic or its samples cannot be run; `problems` says why. */
  readonly status: "passed" | "failed" | "refused";
  readonly failures: readonly {
    readonly key: string;
    readonly message: string;
    readonly expected: string;
    readonly actual: string;
  }[];
  readonly problems: readonly string[];
  /** Milliseconds. */
  readonly took: number;
}

/** Runs a test and gives the edits that make it expect what it got. */
export const ACCEPT_BASELINE_REQUEST = "rulehound/acceptBaseline";

/** Gives the edit that adds an event of a log to the tests of a rule. */
export const ADD_TEST_REQUEST = "rulehound/addTest";

export interface AddTestParams {
  readonly uri: string;
  /** Id of the analytic. */
  readonly analytic: string;
  /** The event's text: a JSON object on one line. */
  readonly event: string;
  /** Whether it must match. */
  readonly matches: boolean;
}
