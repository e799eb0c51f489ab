import type { Fact } from "./corpus-logs.ts";
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

/** The logs that the cases run on. */
export type LogName =
  | "atomic-wmi"
  | "wmi-persistence"
  | "wmi-create"
  | "xsl"
  | "certutil"
  | "dcsync"
  | "wmi-consumer"
  | "empire-groups"
  | "empire-wmi"
  | "records"
  | "rule-samples";

/** A detection, a log that holds its technique, and what it must give by this file's own reading of the log. */
export interface DetectionCase {
  readonly rule: string;
  readonly log: LogName;
  /** The result rows, with the fields that are compared; in any order. Not compared when absent. */
  readonly rows?: (facts: readonly Fact[]) => readonly ExpectedRow[];
  /** Rows that come out of some stages: `command` and which one of that name, counted from 0. */
  readonly stages?: (facts: readonly Fact[]) => readonly (readonly [command: string, nth: number, rows: number])[];
}

const MISSING = "null";
const LINE = "dest user parent_process process_name process process_id parent_process_id";

const LINE_BY_NAME = LINE.replace("parent_process ", "parent_process_name ");

type Test = (process: Fact) => boolean;

/** A case on Endpoint.Processes: one row for each combination of the fields, absent ones as the content's macros fill them. */
function onProcesses(rule: string, log: LogName, by: string, test: Test): DetectionCase {
  return { rule, log, rows: (facts) => grouped(processes(facts).filter(test), by, MISSING) };
}

const named =
  (...names: readonly string[]): Test =>
  (one) =>
    isOneOf(one.process_name, ...names) || isOneOf(one.original_file_name, ...names);

const isPowershell = named(
  "pwsh.exe",
  "sqlps.exe",
  "sqltoolsps.exe",
  "powershell.exe",
  "powershell_ise.exe",
  "pwsh.dll",
);
const isWmic = named("wmic.exe");
const isCmd = named("cmd.exe");

const scripts = (facts: readonly Fact[]): readonly Fact[] =>
  facts.filter((fact) => fact.Channel === "Microsoft-Windows-PowerShell/Operational" && fact.EventID === "4104");

const SUSPICIOUS_FOLDERS = [
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

const files = (facts: readonly Fact[]): readonly Fact[] =>
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

const kerberosToItself = (facts: readonly Fact[]): readonly ExpectedRow[] =>
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
const isFailedLogon = (fact: Fact): boolean =>
  isSecurity(fact, 4625) ||
  isSecurity(fact, 4771) ||
  ([4768, 4769, 4776].some((id) => isSecurity(fact, id)) && fact.Status !== "0x0");

const impersonations = (facts: readonly Fact[]): readonly ExpectedRow[] =>
  grouped(
    facts.filter(
      (fact) =>
        isSysmon(fact, 10) &&
        has(fact.SourceImage, "\\wmiprvse.exe") &&
        isOneOf(fact.GrantedAccess, "0x1478", "0x1fffff"),
    ),
    "SourceImage TargetImage SourceProcessGUID TargetProcessGUID SourceProcessId TargetProcessId GrantedAccess CallTrace",
  );

const openShares = (facts: readonly Fact[]): readonly ExpectedRow[] =>
  grouped(
    facts
      .filter((fact) => isSecurity(fact, 5140) && fact.AccessMask === "0x1")
      .filter((fact) => /\\\\\*\\(ADMIN|C|IPC)\$$/i.test(fact.ShareName ?? ""))
      .map((fact) => ({ ...fact, dest: fact.Hostname ?? "" })),
    "ShareName IpAddress ObjectType SubjectUserName SubjectDomainName IpPort AccessMask dest",
  );

const rareExecutables = (facts: readonly Fact[]): readonly ExpectedRow[] => {
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

const lsassReads = (facts: readonly Fact[]): readonly ExpectedRow[] =>
  grouped(
    facts
      .filter((fact) => isSysmon(fact, 10) && /lsass\.exe$/i.test(fact.TargetImage ?? ""))
      .filter((fact) => isOneOf(fact.GrantedAccess, "0x1010", "0x1410"))
      .map((fact) => ({ ...fact, dest: fact.Hostname ?? "", EventCode: "10" })),
    "dest SourceImage SourceProcessId TargetImage TargetProcessId EventCode GrantedAccess",
  );

const imageLoads = (facts: readonly Fact[]): readonly Fact[] =>
  facts.filter((fact) => isSysmon(fact, 7)).map((fact) => ({ ...fact, dest: fact.Hostname ?? "" }));

const connections = (facts: readonly Fact[]): readonly Fact[] =>
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

const LIVING_OFF =
  /(\\wmic|\\notepad|\\cmd|\\powershell|\\powershell_ise|\\certutil|\\cscript|\\mshta|\\msiexec|\\netsh)\.exe$/i;

export const CASES: readonly DetectionCase[] = [
  // Atomic Red Team T1047: wmic, cmd, PowerShell and what they start.
  {
    rule: "cmd_carry_out_string_command_parameter",
    log: "atomic-wmi",
    rows: (facts) =>
      grouped(
        processes(facts).filter((one) => isCmd(one) && has(one.process, " /c")),
        "dest user parent_process_name parent_process process_name original_file_name process process_id parent_process_id",
        MISSING,
      ).map(({ count: _, ...row }) => row),
  },
  {
    rule: "windows_identify_protocol_handlers",
    log: "atomic-wmi",
    rows: (facts) =>
      grouped(
        processes(facts).filter((one) => /https?:/i.test(one.process ?? "")),
        "dest parent_process_name user process_name process",
        MISSING,
      ),
  },
  onProcesses("csc_net_on_the_fly_compilation", "atomic-wmi", LINE, (one) => {
    return named("csc.exe")(one) && has(one.process, "/noconfig", "/fullpaths", "@");
  }),
  { rule: "detect_credential_dumping_through_lsass_access", log: "atomic-wmi", rows: lsassReads },
  {
    // The content's own list names powershell.exe among the parents; of those that start cmd.exe here it is the only one.
    rule: "detect_prohibited_applications_spawning_cmd_exe",
    log: "atomic-wmi",
    rows: (facts) => {
      const started = processes(facts).filter(
        (one) => isCmd(one) && isOneOf(one.parent_process_name, "powershell.exe"),
      );
      const rows = grouped(started, "parent_process_name process_name original_file_name dest user", MISSING);
      return rows.map((row) => ({ ...row, process: distinct(started, "process") }));
    },
  },
  { rule: "detect_rare_executables", log: "atomic-wmi", rows: rareExecutables },
  {
    rule: "executables_or_script_creation_in_suspicious_path",
    log: "atomic-wmi",
    rows: (facts) => {
      const folders = [...SUSPICIOUS_FOLDERS, "\\windows\\repair\\", "\\appdata\\local\\temp"];
      const made = files(facts)
        .filter((file) => /\.(exe|dll|sys|com|vbs|vbe|js|ps1|bat|cmd|pif)$/i.test(file.file_name ?? ""))
        .filter((file) => folders.some((folder) => has(file.file_path, folder)));
      return grouped(made, "file_create_time process_id file_name user", MISSING);
    },
  },
  onProcesses("local_account_discovery_with_wmic", "atomic-wmi", LINE, (one) => {
    return isWmic(one) && has(one.process, "useraccount");
  }),
  {
    rule: "lolbas_with_network_traffic",
    log: "atomic-wmi",
    rows: (facts) =>
      grouped(
        connections(facts).filter((one) => LIVING_OFF.test(one.process ?? "")),
        "process process_name src_ip dest_ip user",
      ),
  },
  onProcesses(
    "malicious_powershell_process___encoded_command",
    "atomic-wmi",
    "user process_name process parent_process_name original_file_name dest process_id",
    (one) => {
      const command = /[-|/–—―]e{1,2}[ncodema^]+\s+"?[a-z0-9+/=]{5,}"?/i;
      return isPowershell(one) && command.test(one.process ?? "");
    },
  ),
  {
    rule: "malicious_powershell_process___execution_policy_bypass",
    log: "atomic-wmi",
    rows: (facts) => {
      const found = processes(facts).filter(
        (one) => isPowershell(one) && (has(one.process, " -ex") || has(one.process, " bypass ")),
      );
      return distinct(found, "user").map((user) => ({
        user,
        process: distinct(
          found.filter((one) => one.user === user),
          "process",
        ),
      }));
    },
  },
  {
    rule: "notepad_with_no_command_line_arguments",
    log: "atomic-wmi",
    rows: (facts) =>
      grouped(
        processes(facts).filter(
          (one) => isOneOf(one.process_name, "notepad.exe") && /notepad\.exe.{0,4}$/i.test(one.process ?? ""),
        ),
        "process_id process_name dest process_path process parent_process_name parent_process",
        MISSING,
      ),
  },
  onProcesses("remote_wmi_command_attempt", "atomic-wmi", LINE, (one) => isWmic(one) && has(one.process, "node")),
  { rule: "suspicious_kerberos_service_ticket_request", log: "atomic-wmi", rows: kerberosToItself },
  {
    rule: "suspicious_process_file_path",
    log: "atomic-wmi",
    rows: (facts) =>
      grouped(
        processes(facts).filter((one) =>
          [...SUSPICIOUS_FOLDERS, "\\temp\\"].some((folder) => has(one.process_path, folder)),
        ),
        "parent_process_name parent_process process_path dest user",
        MISSING,
      ),
  },
  onProcesses("system_user_discovery_with_whoami", "atomic-wmi", LINE, (one) => {
    return isOneOf(one.process_name, "whoami.exe");
  }),
  {
    rule: "windows_service_creation_using_registry_entry",
    log: "atomic-wmi",
    rows: (facts) =>
      grouped(
        facts
          .filter(
            (fact) =>
              isSysmon(fact, 13) &&
              /\\system\\currentcontrolset\\services.*\\imagepath$/i.test(fact.TargetObject ?? ""),
          )
          .map((fact) =>
            known({
              dest: fact.Hostname,
              registry_path: fact.TargetObject,
              registry_value_name: "ImagePath",
              registry_value_data: fact.Details,
              process_guid: fact.ProcessGuid,
            }),
          ),
        "dest registry_path registry_value_name registry_value_data process_guid",
      ),
  },
  { rule: "windows_wmi_impersonate_token", log: "atomic-wmi", rows: impersonations },
  onProcesses(
    "windows_wmi_process_call_create",
    "atomic-wmi",
    "parent_process_name parent_process process_name process original_file_name process_id process_guid dest user process_path",
    (one) => isWmic(one) && has(one.process, " process ", " call ", " create "),
  ),
  // Persistence by a WMI event subscription.
  {
    rule: "detect_wmi_event_subscription_persistence",
    log: "wmi-persistence",
    rows: (facts) =>
      grouped(
        facts.filter((fact) => isSysmon(fact, 20)).map((fact) => ({ ...fact, dest: fact.Hostname ?? "" })),
        "dest User Destination",
      ),
  },
  { rule: "network_share_discovery_via_dir_command", log: "wmi-persistence", rows: openShares },
  {
    rule: "wmi_permanent_event_subscription___sysmon",
    log: "wmi-persistence",
    rows: (facts) =>
      facts
        .filter((fact) => isSysmon(fact, 21))
        .map((fact) => ({
          dest: fact.Hostname ?? "",
          user: account(fact.User),
          Operation: fact.Operation ?? "",
          Consumer: fact.Consumer ?? "",
          Filter: fact.Filter ?? "",
        })),
  },
  { rule: "suspicious_kerberos_service_ticket_request", log: "wmi-persistence", rows: kerberosToItself },
  // A process made by WMI on another host.
  onProcesses("windows_connhost_exe_started_forcefully", "wmi-create", "user process_name process dest", (one) => {
    return /c:\\windows\\system32\\conhost\.exe.* 0xffffffff .*-forcev1/i.test(one.process ?? "");
  }),
  { rule: "windows_wmi_impersonate_token", log: "wmi-create", rows: impersonations },
  {
    rule: "CAR-2013-05-009",
    log: "wmi-create",
    rows: (facts) => {
      const started = facts.filter((fact) => isSysmon(fact, 1));
      return distinct(started, "Image").flatMap((Image) => {
        const own = started.filter((fact) => fact.Image === Image);
        const hashes = distinct(own, "Hashes");
        return hashes.length > 1 ? [{ Image, Num_Hashes: String(hashes.length), Hashes: hashes }] : [];
      });
    },
  },
  // wmic with a style sheet from the web.
  {
    rule: "windows_event_log_cleared",
    log: "xsl",
    rows: (facts) =>
      grouped(
        facts
          .filter((fact) => isSecurity(fact, 1102))
          .map((fact) => ({ dest: fact.Hostname ?? "", object: "Security", EventCode: "1102" })),
        "dest object EventCode",
      ),
  },
  onProcesses(
    "windows_wmi_process_and_service_list",
    "xsl",
    "process_name original_file_name process process_id parent_process_name parent_process dest user",
    (one) => isWmic(one) && (has(one.process, "process list") || has(one.process, "service list")),
  ),
  onProcesses(
    "wmic_xsl_execution_via_url",
    "xsl",
    "parent_process_name original_file_name parent_process process_name process_id process dest user",
    (one) => isWmic(one) && /https?:\/\//i.test(one.process ?? "") && has(one.process, "/format:"),
  ),
  // Certificates exported with certutil.
  onProcesses("certutil_exe_certificate_extraction", "certutil", LINE, (one) => {
    return isOneOf(one.process_name, "certutil.exe") && has(one.process, "-exportpfx");
  }),
  {
    rule: "CAR-2021-05-008",
    log: "certutil",
    rows: (facts) =>
      grouped(
        processes(facts)
          .filter((one) => isOneOf(one.process_name, "certutil.exe") && has(one.process, " -exportpfx "))
          .map((one) => Object.fromEntries(Object.entries(one).map(([name, value]) => [`Processes.${name}`, value]))),
        "Processes.parent_process Processes.process_name Processes.process Processes.user",
      ),
  },
  // Credentials, groups, PowerShell.
  {
    rule: "detect_mimikatz_using_loaded_images",
    log: "dcsync",
    rows: (facts) => {
      const loads = imageLoads(facts);
      const endings = ["WinSCard.dll", "cryptdll.dll", "hid.dll", "samlib.dll", "vaultcli.dll"];
      return grouped(loads, "dest Image").flatMap(({ dest, Image }) => {
        const own = loads.filter((load) => load.dest === dest && load.Image === Image);
        const loaded = distinct(own, "ImageLoaded");
        const all = endings.every((end) => loaded.some((path) => path.toLowerCase().endsWith(end.toLowerCase())));
        return all ? [{ dest: dest ?? "", Image: Image ?? "", ImageLoaded: loaded }] : [];
      });
    },
  },
  onProcesses("domain_group_discovery_with_net", "empire-groups", LINE, (one) => {
    return isOneOf(one.process_name, "net.exe", "net1.exe") && has(one.process, "group", "/do");
  }),
  onProcesses(
    "possible_lateral_movement_powershell_spawn",
    "empire-wmi",
    "dest user parent_process_name process_name process process_id parent_process_id",
    (one) =>
      isOneOf(one.parent_process_name, "wmiprvse.exe", "services.exe", "svchost.exe", "wsmprovhost.exe", "mmc.exe") &&
      (isOneOf(one.process_name, "powershell.exe", "pwsh.exe") ||
        (isOneOf(one.process_name, "cmd.exe") &&
          (has(one.process, "powershell.exe") || has(one.process, "pwsh.exe")))) &&
      !has(one.process, "c:\\windows\\ccm\\"),
  ),
  onProcesses(
    "powershell___connect_to_internet_with_hidden_window",
    "empire-wmi",
    "user process_name process parent_process_name original_file_name dest process_id",
    (one) => isPowershell(one) && /[-|/– —―]w(in*d*o*w*s*t*y*l*e*)*\s+[^-]/i.test(one.process ?? ""),
  ),
  {
    rule: "powershell_4104_hunting",
    log: "empire-wmi",
    stages: (facts) => [
      ["search", 0, scripts(facts).length],
      ["addtotals", 0, scripts(facts).length],
    ],
  },
  {
    rule: "powershell_fileless_script_contains_base64_encoded_content",
    log: "empire-wmi",
    rows: (facts) =>
      grouped(
        scripts(facts)
          .filter((fact) => has(fact.ScriptBlockText, "frombase64string"))
          .map((fact) => known({ dest: fact.Hostname, user: fact.UserID, ScriptBlockText: fact.ScriptBlockText })),
        "dest user ScriptBlockText",
      ),
  },
  {
    rule: "powershell_domain_enumeration",
    log: "empire-wmi",
    rows: (facts) =>
      grouped(
        scripts(facts)
          .filter((fact) =>
            /get-netdomaintrust|get-netforesttrust|get-addomain|get-adgroupmember|get-domainuser/i.test(
              fact.ScriptBlockText ?? "",
            ),
          )
          .map((fact) => known({ dest: fact.Hostname, user: fact.UserID, ScriptBlockText: fact.ScriptBlockText })),
        "dest user ScriptBlockText",
      ),
  },
  {
    rule: "windows_remote_access_software_brc4_loaded_dll",
    log: "wmi-consumer",
    rows: () => [],
    stages: (facts) => {
      const loads = imageLoads(facts).map((load) => {
        const odd = ["credui.dll", "DBGHELP.DLL", "SAMCLI.DLL", "winhttp.dll"].includes(load.OriginalFileName ?? "");
        const path = /credui.dll|dbghelp.dll|samcli.dll|winhttp.dll/.test(load.ImageLoaded ?? "");
        return { ...load, odd: String(odd), path: String(path) };
      });
      return [
        ["bin", 0, loads.length],
        ["stats", 0, grouped(loads, "Image path odd dest Signed").length],
      ];
    },
  },
  {
    rule: "smb_traffic_spike",
    log: "wmi-consumer",
    rows: () => [],
    stages: (facts) => {
      const smb = facts.filter((fact) => isSysmon(fact, 3) && isOneOf(fact.DestinationPort, "139", "445"));
      const named = smb.map((fact) =>
        isOneOf(fact.SourceHostname, "-") ? fact.SourceIp : (fact.SourceHostname ?? fact.SourceIp),
      );
      return [["stats", 0, new Set(named).size]];
    },
  },
  {
    rule: "CAR-2020-11-006",
    log: "empire-groups",
    rows: (facts) =>
      facts
        .filter((fact) => isSysmon(fact, 1) && isOneOf(fact.Image, "C:\\Windows\\System32\\net.exe"))
        .filter((fact) => / user| group| localgroup|get-localgroup/i.test(fact.CommandLine ?? ""))
        .map((fact) => ({ CommandLine: fact.CommandLine ?? "", ProcessGuid: fact.ProcessGuid ?? "" })),
  },
  {
    rule: "batch_file_write_to_system32",
    log: "atomic-wmi",
    rows: (facts) => {
      const guids = new Set(processes(facts).map((one) => one.process_guid));
      const written = files(facts).filter(
        (file) =>
          /\\(system32|syswow64)\\/i.test(file.file_path ?? "") &&
          /\.bat$/i.test(file.file_name ?? "") &&
          guids.has(file.process_guid),
      );
      return grouped(written, "file_create_time file_name file_path");
    },
    stages: (facts) => [
      ["rename", 0, grouped(processes(facts), "process_guid process_name dest user", MISSING).length],
    ],
  },
  // Records of many techniques, one or a few each.
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
