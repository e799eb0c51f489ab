import type { DetectionCase } from "./detection-case.ts";
import { distinct, grouped, has, isOneOf, isSysmon, known, processes } from "./facts.ts";
import {
  connections,
  files,
  impersonations,
  isCmd,
  isPowershell,
  isWmic,
  kerberosToItself,
  LINE,
  LIVING_OFF,
  lsassReads,
  MISSING,
  named,
  onProcesses,
  rareExecutables,
  SUSPICIOUS_FOLDERS,
} from "./readings.ts";

/** Atomic Red Team T1047: wmic, cmd, PowerShell and what they start. */
export const ATOMIC_WMI_CASES: readonly DetectionCase[] = [
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
];
