import type { ProcessStart } from "./step.ts";
import { fileName } from "./windows-steps.ts";

/** Seconds by which the records of one process may differ: collectors write their own times. */
const APART = 5;

/** Processes by time, each once: Sysmon 1 and Security 4688 tell of the same; the event with the exact time stands. */
export function oneEach(processes: readonly ProcessStart[]): readonly ProcessStart[] {
  const kept: ProcessStart[] = [];
  /** Where the latest processes of a host and image stand in `kept`. */
  const latest = new Map<string, number[]>();
  for (const process of [...processes].sort(byTime)) {
    const key = `${process.host.toLowerCase()} ${fileName(process.image)}`;
    const near = (latest.get(key) ?? []).filter((i) => process.time - (kept[i]?.time ?? 0) <= APART);
    const same = near.find((i) => isSame(kept[i], process));
    const before = same === undefined ? undefined : kept[same];
    if (same !== undefined && before !== undefined) kept[same] = merged(before, process);
    else near.push(kept.push(process) - 1);
    latest.set(key, near);
  }
  return kept.sort(byTime);
}

function byTime(a: ProcessStart, b: ProcessStart): number {
  const said =
    a.time - b.time ||
    (a.pid ?? -1) - (b.pid ?? -1) ||
    Number(a.timeField > b.timeField) - Number(a.timeField < b.timeField);
  return said || a.at.sample - b.at.sample || a.at.line - b.at.line;
}

/** By the process id; where one record has none, by the session, if the records are of different kinds. */
function isSame(one: ProcessStart | undefined, other: ProcessStart): boolean {
  if (one === undefined) return false;
  if (one.pid !== null && other.pid !== null) return one.pid === other.pid;
  return one.timeField !== other.timeField && one.logonId !== null && one.logonId === other.logonId;
}

function merged(one: ProcessStart, other: ProcessStart): ProcessStart {
  const [main, second] = other.precise && !one.precise ? [other, one] : [one, other];
  return {
    ...main,
    pid: main.pid ?? second.pid,
    logonId: main.logonId ?? second.logonId,
    commandLine: main.commandLine ?? second.commandLine,
  };
}
