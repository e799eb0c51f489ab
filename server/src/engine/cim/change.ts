import { toText } from "#events/value.ts";
import { constant, first, same } from "../windows/derivation.ts";
import { type DatasetRule, type GetField, OWN_HOST } from "./dataset-rule.ts";

const ACCOUNT_IDS = [4720, 4722, 4723, 4724, 4725, 4726, 4728, 4732, 4738, 4740, 4756];

const ALL: DatasetRule = {
  model: "Change",
  dataset: "All_Changes",
  root: "All_Changes",
  windows: { Security: [1102, ...ACCOUNT_IDS] },
  marks: [
    ["action", "object"],
    ["action", "change_type"],
  ],
  made: { dest: OWN_HOST, status: first(same("status"), constant("success")) },
};

const ACCOUNT: DatasetRule = {
  ...ALL,
  dataset: "Account_Management",
  windows: { Security: ACCOUNT_IDS },
  marks: [["action", "object", "src_user"]],
  made: { ...ALL.made, "Account_Management.src_user": same("src_user") },
};

const having =
  (...actions: readonly string[]) =>
  (get: GetField): boolean =>
    actions.includes(toText(get("action")) ?? "");

/** Changes to accounts, groups and logs, with the children that tell the kinds of account change apart. */
export const CHANGE: readonly DatasetRule[] = [
  ALL,
  ACCOUNT,
  { ...ACCOUNT, dataset: "Accounts_Created", where: having("created") },
  { ...ACCOUNT, dataset: "Accounts_Deleted", where: having("deleted") },
  { ...ACCOUNT, dataset: "Accounts_Updated", where: having("updated", "modified") },
  { ...ACCOUNT, dataset: "Account_Lockouts", where: having("lockout") },
  { ...ALL, dataset: "Auditing_Changes", windows: { Security: [1102] }, marks: [] },
];
