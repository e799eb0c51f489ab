import { toList, toText } from "#events/value.ts";
import { type DatasetRule, type GetField, OWN_HOST } from "./dataset-rule.ts";

/** The model leaves out successful logons of computer accounts. */
const notMachineLogon = (get: GetField): boolean =>
  !(toText(get("action")) === "success" && toList(get("user")).some((user) => user.endsWith("$")));

const ALL: DatasetRule = {
  model: "Authentication",
  dataset: "Authentication",
  root: "Authentication",
  windows: { Security: [4624, 4625, 4648, 4768, 4769, 4771, 4776] },
  marks: [
    ["action", "user", "src"],
    ["action", "user", "dest"],
    ["action", "user", "app"],
  ],
  where: notMachineLogon,
  made: { dest: OWN_HOST },
  more: ["src_ip", "src_port", "dvc"],
};

const having =
  (action: string) =>
  (get: GetField): boolean =>
    notMachineLogon(get) && toText(get("action")) === action;

/** Logons, tickets and validations of credentials, with the children that tell success and failure apart. */
export const AUTHENTICATION: readonly DatasetRule[] = [
  ALL,
  { ...ALL, dataset: "Failed_Authentication", where: having("failure") },
  { ...ALL, dataset: "Successful_Authentication", where: having("success") },
];
