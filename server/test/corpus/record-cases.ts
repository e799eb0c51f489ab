import type { DetectionCase } from "./detection-case.ts";
import { grouped, has, isOneOf, isSecurity, isSysmon, processes } from "./facts.ts";
import { files, isFailedLogon, LINE, LINE_BY_NAME, MISSING, named, onProcesses } from "./readings.ts";

/** Records of many techniques, one or a few each. */
export const RECORD_CASES: readonly DetectionCase[] = [
  onProcesses("windows_conhost_with_headless_argument", "records", LINE, (one) => {
    return isOneOf(one.process_name, "conhost.exe") && has(one.process, "--headless ");
  }),
  onProcesses("windows_dism_remove_defender", "records", LINE_BY_NAME, (one) => {
    const words = ["/online", "/disable-feature", "Windows-Defender", "/remove"];
    return isOneOf(one.process_name, "dism.exe") && has(one.process, ...words);
  }),
  onProcesses("windows_nirsoft_advancedrun", "records", LINE_BY_NAME, (one) => {
    const words = ["EXEFilename", "/cfg", "RunAs", "WindowState"];
    return named("advancedrun.exe")(one) && words.some((word) => has(one.process, word));
  }),
  {
    rule: "scheduled_task_deleted_or_created_via_cmd",
    log: "records",
    rows: (facts) =>
      grouped(
        processes(facts).filter(
          (one) => isOneOf(one.process_name, "schtasks.exe") && /delete|create/i.test(one.process ?? ""),
        ),
        "user process_name parent_process_name dest",
        MISSING,
      ),
  },
  {
    rule: "shim_database_file_creation",
    log: "records",
    rows: (facts) =>
      grouped(
        files(facts).filter((file) => has(file.file_path, "Windows\\AppPatch\\Custom")),
        "file_name dest",
      ),
  },
  {
    rule: "logon_script_event_trigger_execution",
    log: "records",
    rows: (facts) =>
      facts
        .filter(
          (fact) => fact.EventID === "13" && /\\Environment\\UserInitMprLogonScript$/i.test(fact.TargetObject ?? ""),
        )
        .map((fact) => ({ dest: fact.Hostname ?? "", registry_path: fact.TargetObject ?? "", count: "1" })),
  },
  {
    rule: "detect_rtlo_in_process",
    log: "records",
    rows: (facts) =>
      processes(facts)
        .filter((one) => one.process?.includes("\u202E"))
        .map((one) => ({
          process_with_RTLO: one.process ?? "",
          process: one.process?.replace("\u202E", "") ?? "",
          process_name: one.process_name ?? "",
        })),
  },
  {
    rule: "detect_rtlo_in_file_name",
    log: "records",
    rows: (facts) =>
      files(facts)
        .filter((file) => file.file_name?.includes("\u202E"))
        .map((file) => ({
          file_name_with_RTLO: file.file_name ?? "",
          file_name: file.file_name?.replace("\u202E", "") ?? "",
        })),
  },
  {
    rule: "windows_unsigned_dll_side_loading_in_same_process_path",
    log: "records",
    rows: (facts) => {
      const trusted = /^.*:\\windows\\(system32|syswow64)\\|^c:\\program files/i;
      const folder = (path: string | undefined): string => (path ?? "").slice(0, (path ?? "").lastIndexOf("\\") + 1);
      return facts
        .filter((fact) => isSysmon(fact, 7) && fact.Signed === "false" && !isOneOf(fact.SignatureStatus, "Valid"))
        .filter((fact) => !trusted.test(fact.Image ?? "") && !trusted.test(fact.ImageLoaded ?? ""))
        .filter((fact) => folder(fact.Image) === folder(fact.ImageLoaded))
        .map((fact) => ({ Image: fact.Image ?? "", ImageLoaded: fact.ImageLoaded ?? "", dest: fact.Hostname ?? "" }));
    },
  },
  // Events that rule authors attached to their rules; none fulfils these searches to the end.
  {
    rule: "short_lived_scheduled_task",
    log: "rule-samples",
    rows: () => [],
    stages: (facts) => [["xmlkv", 0, facts.filter((fact) => isSecurity(fact, 4698) || isSecurity(fact, 4699)).length]],
  },
  {
    rule: "schedule_task_with_http_command_arguments",
    log: "rule-samples",
    rows: () => [],
    stages: (facts) => [["xmlkv", 0, facts.filter((fact) => isSecurity(fact, 4698)).length]],
  },
  {
    // Two of the failed logons are one and the same event: they fall into one group. No group has more than 30 accounts.
    rule: "detect_password_spray_attempts",
    log: "rule-samples",
    rows: () => [],
    stages: (facts) => [
      ["tstats", 0, grouped(facts.filter(isFailedLogon), "WorkstationName EventID").length],
      ["rename", 0, grouped(facts.filter(isFailedLogon), "WorkstationName EventID").length],
    ],
  },
  {
    rule: "correlation_by_user_and_risk",
    log: "xsl",
    rows: () => [],
    stages: (facts) => [["fillnull", 0, facts.length]],
  },
];
