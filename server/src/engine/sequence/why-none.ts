import type { Sequences } from "./find-sequences.ts";

/** What the samples lack when there is no pair, in sentences that say what would help; empty when there are pairs. */
export function whyNone({ pairs, unpaired, silent }: Sequences): readonly string[] {
  if (pairs.length > 0) return [];
  const lacks: string[] = [];
  if (silent.length === 0)
    lacks.push(
      "No call that starts a process was found: ExecMethod of IWbemServices in captures or Zeek's dce_rpc log, or WinRM's Win32_Process/Create in clear.",
    );
  if (unpaired.length === 0)
    lacks.push("No process that WmiPrvSE.exe started was found: Sysmon 1 or Security 4688 with the parent's name.");
  if (lacks.length === 0)
    lacks.push("No call fits a process; the reasons stand with each process. A larger skew may help.");
  return lacks;
}
