import type { Fact } from "./corpus-logs.ts";
import type { DetectionCase, LogName } from "./detection-case.ts";
import {
  account,
  baseName,
  distinct,
  type ExpectedRow,
  grouped,
  has,
  isOneOf,
  isSecurity,
  isSysmon,
  known,
  processes,
} from "./facts.ts";

export const MISSING = "null";
export const LINE = "dest user parent_process process_name process process_id parent_process_id";

export const LINE_BY_NAME = LINE.replace("parent_process ", "parent_process_name ");

export type Test = (process: Fact) => boolean;

/** A case on Endpoint.Processes: one row for each combination of the fields, absent ones as the content's macros fill them. */
export function onProcesses(rule: string, log: LogName, by: string, test: Test): DetectionCase {
  return { rule, log, rows: (facts) => grouped(processes(facts).filter(test), by, MISSING) };
}

export const named =
  (...names: readonly string[]): Test =>
  (one) =>
    isOneOf(one.process_name, ...names) || isOneOf(one.original_file_name, ...names);

export const isPowershell = named(
  "pwsh.exe",
  "sqlps.exe",
  "sqltoolsps.exe",
  "powershell.exe",
  "powershell_ise.exe",
  "pwsh.dll",
);
export const isWmic = named("wmic.exe");
export const isCmd = named("cmd.exe");

export const scripts = (facts: readonly Fact[]): readonly Fact[] =>
  facts.filter((fact) => fact.Channel === "Microsoft-Windows-PowerShell/Operational" && fact.EventID === "4104");

export const SUSPICIOUS_FOLDERS = [
  "\\windows\\fonts\\",
  "\\windows\\temp\\",
  "\\users\\public\\",
  "\\windows\\debug\\",
  "\\users\\administrator\\music\\",
  "\\windows\\servicing\\",
  "\\users\\default\\",
  "recycle.bin",
  "\\windows\\media\\",
  "\\perflogs\\",
];

export const files = (facts: readonly Fact[]): readonly Fact[] =>
  facts
    .filter((fact) => isSysmon(fact, 11))
    .map((fact) =>
      known({
        dest: fact.Hostname,
        user: account(fact.User),
        process_id: fact.ProcessId,
        process_guid: fact.ProcessGuid,
        file_name: baseName(fact.TargetFilename),
        file_path: fact.TargetFilename,
        file_create_time: fact.CreationUtcTime,
      }),
    );

export const kerberosToItself = (facts: readonly Fact[]): readonly ExpectedRow[] =>
  facts
    .filter((fact) => isSecurity(fact, 4769))
    .filter((fact) => fact.ServiceName?.toLowerCase() === fact.TargetUserName?.split("@")[0]?.toLowerCase())
    .map((fact) => ({
      dest: fact.Hostname ?? "",
      src_ip: fact.IpAddress ?? "",
      user: fact.TargetUserName ?? "",
      ServiceName: fact.ServiceName ?? "",
      isSuspicious: "1",
    }));

/** The kinds of failed authentication that the logs here can hold. */
export const isFailedLogon = (fact: Fact): boolean =>
  isSecurity(fact, 4625) ||
  isSecurity(fact, 4771) ||
  ([4768, 4769, 4776].some((id) => isSecurity(fact, id)) && fact.Status !== "0x0");

export const impersonations = (facts: readonly Fact[]): readonly ExpectedRow[] =>
  grouped(
    facts.filter(
      (fact) =>
        isSysmon(fact, 10) &&
        has(fact.SourceImage, "\\wmiprvse.exe") &&
        isOneOf(fact.GrantedAccess, "0x1478", "0x1fffff"),
    ),
    "SourceImage TargetImage SourceProcessGUID TargetProcessGUID SourceProcessId TargetProcessId GrantedAccess CallTrace",
  );

export const openShares = (facts: readonly Fact[]): readonly ExpectedRow[] =>
  grouped(
    facts
      .filter((fact) => isSecurity(fact, 5140) && fact.AccessMask === "0x1")
      .filter((fact) => /\\\\\*\\(ADMIN|C|IPC)\$$/i.test(fact.ShareName ?? ""))
      .map((fact) => ({ ...fact, dest: fact.Hostname ?? "" })),
    "ShareName IpAddress ObjectType SubjectUserName SubjectDomainName IpPort AccessMask dest",
  );

export const rareExecutables = (facts: readonly Fact[]): readonly ExpectedRow[] => {
  const all = processes(facts);
  return distinct(all, "process_name").map((name) => {
    const own = all.filter((one) => one.process_name === name);
    return {
      process_name: name,
      dc_dest: String(distinct(own, "dest").length),
      dest: distinct(own, "dest"),
      user: distinct(own, "user"),
    };
  });
};

export const lsassReads = (facts: readonly Fact[]): readonly ExpectedRow[] =>
  grouped(
    facts
      .filter((fact) => isSysmon(fact, 10) && /lsass\.exe$/i.test(fact.TargetImage ?? ""))
      .filter((fact) => isOneOf(fact.GrantedAccess, "0x1010", "0x1410"))
      .map((fact) => ({ ...fact, dest: fact.Hostname ?? "", EventCode: "10" })),
    "dest SourceImage SourceProcessId TargetImage TargetProcessId EventCode GrantedAccess",
  );

export const imageLoads = (facts: readonly Fact[]): readonly Fact[] =>
  facts.filter((fact) => isSysmon(fact, 7)).map((fact) => ({ ...fact, dest: fact.Hostname ?? "" }));

export const connections = (facts: readonly Fact[]): readonly Fact[] =>
  facts
    .filter((fact) => isSysmon(fact, 3))
    .map((fact) =>
      known({
        process: fact.Image,
        process_name: baseName(fact.Image),
        src_ip: fact.SourceIp,
        dest_ip: fact.DestinationIp,
        user: account(fact.User),
      }),
    );

export const LIVING_OFF =
  /(\\wmic|\\notepad|\\cmd|\\powershell|\\powershell_ise|\\certutil|\\cscript|\\mshta|\\msiexec|\\netsh)\.exe$/i;
