import { type DatasetRule, SYSMON } from "./dataset-rule.ts";

/** Name lookups. */
export const NETWORK_RESOLUTION: readonly DatasetRule[] = [
  {
    model: "Network_Resolution",
    dataset: "DNS",
    root: "DNS",
    windows: { [SYSMON]: [22] },
    marks: [
      ["query", "answer"],
      ["query", "record_type"],
      ["query", "src"],
    ],
    more: ["process_name", "process_path", "process_id", "process_guid"],
  },
];
