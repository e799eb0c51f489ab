import type { DetectionCase } from "./detection-case.ts";
import { account, distinct, grouped, has, isOneOf, isSecurity, isSysmon, known, processes } from "./facts.ts";
import {
  files,
  imageLoads,
  impersonations,
  isPowershell,
  isWmic,
  kerberosToItself,
  LINE,
  MISSING,
  onProcesses,
  openShares,
  scripts,
} from "./readings.ts";

/** Recordings of single attacks. */
export const ATTACK_CASES: readonly DetectionCase[] = [
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
];
