import { type DatasetRule, SYSMON } from "./dataset-rule.ts";

/** Network connections. */
export const NETWORK_TRAFFIC: readonly DatasetRule[] = [
  {
    model: "Network_Traffic",
    dataset: "All_Traffic",
    root: "All_Traffic",
    windows: { [SYSMON]: [3] },
    marks: [
      ["src_ip", "dest_ip"],
      ["src", "dest", "dest_port"],
    ],
    more: ["process_id", "process_guid", "process_name", "process_path"],
  },
];
