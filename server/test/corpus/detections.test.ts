import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compileSpl } from "#engine/compile/spl.ts";
import { type RunOptions, runSearch } from "#engine/run.ts";
import type { ResultRow, RunSummary } from "#engine/run-event.ts";
import { bytesSource } from "#engine/sources.ts";
import { toList } from "#events/value.ts";
import { nodeEnvironment } from "#hosts/node/environment.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { corpusSearches } from "#test/support/corpus-searches.ts";
import { shared } from "#test/support/shared.ts";
import { ATOMIC_WMI_CASES } from "./atomic-wmi-cases.ts";
import { ATTACK_CASES } from "./attack-cases.ts";
import {
  type CorpusLog,
  jsonLinesLog,
  librariesLog,
  recordsLog,
  sprayLog,
  xmlInRulesLog,
  xmlLog,
} from "./corpus-logs.ts";
import type { LogName } from "./detection-case.ts";
import type { ExpectedRow } from "./facts.ts";
import { RECORD_CASES } from "./record-cases.ts";
import { REPEATED_CASES } from "./repeated-cases.ts";

const CASES = [...ATOMIC_WMI_CASES, ...ATTACK_CASES, ...RECORD_CASES, ...REPEATED_CASES];
const corpus = shared("corpus");

describe.skipIf(corpus === undefined)("public detections on public logs give what the logs hold", () => {
  const root = corpus ?? "";
  const pack = join(root, "rules/splunk-security_content");
  const environment = nodeEnvironment({
    settings: DEFAULT_SETTINGS,
    folders: corpus === undefined ? [] : [pack],
    revision: 1,
  });
  const texts = new Map(
    (corpus === undefined ? [] : corpusSearches()).map(({ file, text }) => [
      basename(file).replace(/\.ya?ml$/, ""),
      text,
    ]),
  );
  const used = new Map<string, number>();
  /** Those of the cases whose result rows are compared and of which there are some. */
  const answering = new Set<string>();

  const jsonl = (name: string) => jsonLinesLog([join(root, "logs/jsonl", name)]);
  const open: Readonly<Record<LogName, () => CorpusLog>> = {
    "atomic-wmi": () => jsonl("attack_data-T1047-atomic_red_team.jsonl.gz"),
    "wmi-persistence": () => jsonl("covenant_persistwmi_2019-12-05044734.json"),
    "wmi-create": () => jsonl("covenant_sharpwmi_create_dcerpc_wmi_2020-08-06035621.json"),
    xsl: () => jsonl("wmic_remote_xsl_jscript_2020-10-1802171958.json"),
    certutil: () => xmlLog(join(root, "logs/splunk-raw/certutil_exe_certificate_extraction.raw")),
    dcsync: () => jsonl("covenant_dcsync_dcerpc_drsuapi_DsGetNCChanges.zip"),
    "wmi-consumer": () => jsonl("covenant_wmi_remote_event_subscription_ActiveScriptEventConsumers.zip"),
    "empire-groups": () => jsonl("empire_shell_rpc_samr_smb_group_domain_admins_standard_user.zip"),
    "empire-wmi": () => jsonl("empire_wmi_dcerpc_wmi_IWbemServices_ExecMethod.zip"),
    "rule-samples": () => xmlInRulesLog(join(root, "oracle/hayabusa-rule-with-sample-event")),
    spray: () => sprayLog(join(root, "oracle/hayabusa-rule-with-sample-event")),
    libraries: () =>
      librariesLog(join(root, "logs/jsonl/covenant_wmi_remote_event_subscription_ActiveScriptEventConsumers.zip"), [
        "credui.dll",
        "DBGHELP.DLL",
        "SAMCLI.DLL",
        "winhttp.dll",
      ]),
    records: () => recordsLog(join(root, "oracle/sigma-regression")),
  };
  const opened = new Map<LogName, CorpusLog>();
  const logOf = (name: LogName): CorpusLog => {
    const log = opened.get(name) ?? open[name]();
    opened.set(name, log);
    return log;
  };

  it.each(CASES)("$rule on $log", async ({ rule, log: name, rows, stages }) => {
    const log = logOf(name);
    const result = await run(texts.get(rule) ?? "", log);
    if (rows !== undefined) {
      const expected = rows(log.facts);
      const names = Object.keys(expected[0] ?? {});
      expect(expected.length > 0 || stages !== undefined).toBe(true);
      expect(sorted(result.rows.map((row) => shown(row, names)))).toEqual(sorted(expected));
    }
    for (const [command, nth, count] of stages?.(log.facts) ?? []) {
      const stage = result.summary.stages.filter((each) => each.command === command)[nth];
      expect([command, stage?.out]).toEqual([command, count]);
      expect(count).toBeGreaterThan(0);
    }
    const compared = rows !== undefined && result.rows.length > 0;
    for (const { command, in: entering } of result.summary.stages) {
      const generating = environment.dialect.command(command)?.generating === true;
      if (entering === 0 && !generating) continue;
      used.set(command, (used.get(command) ?? 0) + 1);
      if (compared) answering.add(command);
    }
  });

  afterAll(() => {
    if (corpus === undefined) return;
    expect(new Set(CASES.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(40);
    expect(answering.size).toBeGreaterThanOrEqual(20);
    console.info(
      [
        `${CASES.length} cases; commands that had rows: ${[...used].map(([name, n]) => `${name} ${n}`).join(", ")}`,
        `${answering.size} commands of searches with result rows that were compared: ${[...answering].sort().join(", ")}`,
      ].join("\n"),
    );
  });

  async function run(text: string, log: CorpusLog) {
    const search = compileSpl(text, environment);
    expect(search.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const samples = log.files.map(({ name, bytes }) => ({ source: bytesSource(name, bytes), defaults: {} }));
    const options: RunOptions = {
      signal: new AbortController().signal,
      settings: DEFAULT_SETTINGS,
      now: 1_773_200_000,
      clock: () => 0,
    };
    const rows: ResultRow[] = [];
    let summary: RunSummary | undefined;
    for await (const event of runSearch(search, samples, options)) {
      if (event.kind === "rows") rows.push(...event.rows);
      if (event.kind === "summary") summary = event.summary;
    }
    if (summary === undefined) throw new Error("The run ended without a summary.");
    return { rows, summary };
  }
});

/** The fields of a result row that are compared; one value as a text, several as a list. */
function shown({ fields }: ResultRow, names: readonly string[]): ExpectedRow {
  const values = new Map(fields);
  return Object.fromEntries(
    names.map((name) => {
      const list = toList(values.get(name) ?? null);
      return [name, list.length === 1 ? (list[0] ?? "") : list];
    }),
  );
}

/** Rows in an order of their own: in lists of one value the value stands for the list. */
function sorted(rows: readonly ExpectedRow[]): readonly string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row).map(([name, value]) => [
          name,
          typeof value !== "string" && value.length === 1 ? value[0] : value,
        ]),
      ),
    )
    .sort();
}
