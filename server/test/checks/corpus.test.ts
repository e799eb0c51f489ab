import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { checks } from "#checks/index.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { shared } from "#test/support/shared.ts";

const root = shared("corpus/rules/splunk-security_content");
const presets = new Map<string, string>(checks.map((check) => [check.id, check.preset]));

/** Every diagnostic of the corpus as `file code severity grade: fragment`, and the number of essential ones a search. */
function checkCorpus(folder: string) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yml"));
  const lines: { readonly preset: string; readonly line: string; readonly proved: boolean }[] = [];
  const essential: number[] = [];
  for (const file of files.sort()) {
    const text = readFileSync(join(folder, file), "utf8");
    const analysis = analyseDocument(createDocument(file, 1, text), testEnvironment);
    if (analysis.analytics.length === 0) continue;
    const all = diagnostics(analysis, { preset: "all", severity: {} });
    for (const { code, severity, grade, span, message } of all) {
      const fragment = text.slice(span.start, span.end).replace(/\s+/g, " ").slice(0, 80);
      const preset = presets.get(code) ?? "essential";
      lines.push({
        preset,
        proved: grade === "proved",
        line: `${code} ${severity} ${grade} ${file}: ${fragment} — ${message}`,
      });
    }
    essential.push(all.filter(({ code }) => (presets.get(code) ?? "essential") === "essential").length);
  }
  return { lines, essential: essential.sort((a, b) => a - b) };
}

/** Detections in which an essential error was proved, each judged by hand: the reason why it is true. */
const JUDGED: Readonly<Record<string, string>> = {
  "raw-term-after-transform error proved detections/cloud/detect_new_open_gcp_storage_buckets.yml":
    "`search` before a filter macro whose definition is `search *`, after table: looks for the word search",
  "raw-term-after-transform error proved detections/network/detect_zerologon_via_zeek.yml": "the same after stats",
  "eval-function-in-search error proved detections/deprecated/abnormally_high_aws_instances_launched_by_user.yml":
    "search compares _time with the text of a call",
  "join-key-missing error proved detections/endpoint/detect_exchange_web_shell.yml":
    "process_guid is neither in BY of the left tstats nor in the fields list of the subsearch",
  "join-key-missing error proved detections/endpoint/ms_exchange_mailbox_replication_service_writing_active_server_pages.yml":
    "the same",
  "join-key-missing error proved detections/endpoint/windows_moveit_transfer_writing_aspx.yml": "the same",
  "path-vs-basename error proved detections/endpoint/suspicious_process_with_discord_dns_query.yml":
    "Image of Sysmon 22 is a full path, so the exclusion of discord.exe excludes nothing",
  "case-mismatch-after-lower error proved detections/web/exploit_public_facing_application_via_apache_commons_text.yml":
    "uri_query was put into lower case and is compared with %getRuntime%",
};

describe.skipIf(root === undefined)("published detections", () => {
  it("get few essential findings, and only proofs that were judged", () => {
    const { lines, essential } = checkCorpus(root ?? "");
    const report = process.env.RULEHOUND_CORPUS_REPORT;
    if (report !== undefined)
      writeFileSync(
        report,
        lines
          .map(({ preset, line }) => `${preset} ${line}`)
          .sort()
          .join("\n"),
      );
    expect(essential.length).toBeGreaterThan(500);
    expect(essential[essential.length >> 1]).toBeLessThanOrEqual(1);
    const proofs = lines.filter(({ preset, proved, line }) => preset === "essential" && proved && / error /.test(line));
    const unjudged = proofs.filter(({ line }) => !Object.keys(JUDGED).some((key) => line.includes(key)));
    expect(unjudged.map(({ line }) => line)).toEqual([]);
  });
});
