import { baseName, first, same } from "../windows/derivation.ts";
import { type DatasetRule, OWN_HOST, SYSMON } from "./dataset-rule.ts";

/** The datasets of Endpoint. The model has no root dataset: one must be named. */
export const ENDPOINT: readonly DatasetRule[] = [
  {
    model: "Endpoint",
    dataset: "Processes",
    windows: { [SYSMON]: [1], Security: [4688] },
    marks: [
      ["process_name", "process"],
      ["process_name", "process_path"],
      ["process_name", "parent_process_name"],
    ],
    made: { dest: first(same("Computer"), same("dest"), same("host")) },
  },
  {
    model: "Endpoint",
    dataset: "Registry",
    windows: { [SYSMON]: [12, 13, 14] },
    marks: [["registry_path"], ["registry_key_name", "registry_value_name"]],
    made: { dest: OWN_HOST },
  },
  {
    model: "Endpoint",
    dataset: "Filesystem",
    windows: { [SYSMON]: [2, 11, 15, 23, 26] },
    marks: [
      ["file_path", "action"],
      ["file_name", "action"],
    ],
    made: { dest: OWN_HOST },
  },
  {
    model: "Endpoint",
    dataset: "Services",
    windows: { Security: [4697], System: [7045] },
    marks: [
      ["service_name", "start_mode"],
      ["service_name", "service_path"],
      ["service_name", "status"],
    ],
    made: { dest: OWN_HOST, service_exec: first(same("service_exec"), baseName("service_path")) },
  },
  // Listening ports come from inventories: no Windows event tells them.
  {
    model: "Endpoint",
    dataset: "Ports",
    windows: {},
    marks: [
      ["dest_port", "state"],
      ["creation_time", "dest_port"],
    ],
  },
];
