import { defineCheck } from "../define.ts";
import { joinKeys, subsearchOf } from "../support/join.ts";

/** Names of things that tell one host, session, process or object from another. */
const STRONG =
  /host|computer|dest|dvc|src|guid|logon_?id|session|_id$|id$|ip$|ip_?addr|address|mac$|hash|serial|uuid|key$|asset|device|account|email|arn/i;

export const joinKeyWeak = defineCheck({
  id: "spl/join-key-weak",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "No key of join tells one host, session or process from another.",
  why: "Two events with the same process name on two machines have nothing to do with each other. Without a host, a GUID or a logon id among the keys, join correlates unrelated machines.",
  on: "stage",
  check(stage, ctx) {
    const keys = joinKeys(stage);
    if (stage.command !== "join" || stage.nameSpan === undefined || subsearchOf(stage) === undefined) return;
    if (keys.length === 0 || keys.some((key) => STRONG.test(key.name))) return;
    // The name of a user is a key of its own where no process is meant.
    if (!keys.some((key) => /process|image|command|file|path/i.test(key.name))) return;
    ctx
      .report(
        stage.nameSpan,
        `${keys.map((key) => key.name).join(", ")} does not tell one machine from another; rows of unrelated hosts join.`,
      )
      .fact("Add the host, for example ComputerName or dest, to the keys of both sides.");
  },
  examples: {
    good: ["index=x | join host, ProcessName [ search index=y ]", "index=x | join ProcessGuid [ search index=y ]"],
    bad: [{ spl: "index=x | «join» ProcessName [ search index=y ]" }],
  },
});
