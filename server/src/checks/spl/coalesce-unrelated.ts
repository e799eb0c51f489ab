import { defineCheck } from "../define.ts";

/** Pairs of fields that tell of different things: a process and its parent, the two ends of a connection. */
const DIFFERENT: readonly (readonly [RegExp, RegExp])[] = [
  [/^(CommandLine|Process_Command_Line|process|command_?line)$/i, /^(ParentCommandLine|parent_process)$/i],
  [
    /^(Image|NewProcessName|New_Process_Name|ProcessName|process_name|process_path)$/i,
    /^(ParentImage|ParentProcessName|Creator_Process_Name|parent_process_name|parent_process_path)$/i,
  ],
  [/^(user|TargetUserName|dest_user)$/i, /^(src_user|SubjectUserName|ParentUser)$/i],
  [/^(src|src_ip|SourceIp|SourceAddress)$/i, /^(dest|dest_ip|DestinationIp|DestAddress)$/i],
  [/^(src_port|SourcePort)$/i, /^(dest_port|DestinationPort)$/i],
  [/^(ProcessId|process_id|NewProcessId)$/i, /^(ParentProcessId|parent_process_id)$/i],
];

export const coalesceUnrelated = defineCheck({
  id: "spl/coalesce-unrelated",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "coalesce() mixes fields that describe different things.",
  why: "`coalesce(CommandLine, ParentCommandLine)` gives the parent's command line where the process has none, and the reader takes it for the process's own. Keep two fields.",
  on: "call",
  check(node, ctx) {
    if (node.name !== "coalesce") return;
    const names = node.args.flatMap((arg) => (arg.kind === "field-expr" ? [arg.name] : []));
    for (const [one, other] of DIFFERENT) {
      const a = names.find((name) => one.test(name));
      const b = names.find((name) => other.test(name));
      if (a === undefined || b === undefined) continue;
      ctx.report(node.span, `${a} and ${b} describe different things; one is given as if it were the other.`);
      return;
    }
  },
  examples: {
    good: [
      "index=x | eval a=coalesce(CommandLine, Process_Command_Line)",
      "index=x | eval a=coalesce(dest_ip, DestinationIp)",
    ],
    bad: [{ spl: "index=x | eval a=«coalesce(CommandLine, ParentCommandLine)»" }],
  },
});
