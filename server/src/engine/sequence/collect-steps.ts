import type { Settings } from "#runtime/settings.ts";
import { type SampleInput, type SampleObserver, sampleRows } from "../samples.ts";
import { readSteps } from "./read-step.ts";
import type { Step, Untimed } from "./step.ts";

/** Steps of one kind that are kept: some hundred bytes each. */
const MOST = 100_000;

const WORDS = {
  call: "calls",
  told: "readable calls",
  process: "processes",
  logon: "network logons",
  host: "addresses of hosts",
} as const satisfies Record<Kept["kind"], string>;

type Kept = Exclude<Step, Untimed>;

/** The steps of captures and host logs, in file order, and what was left out of them, in words. Nothing else is kept. */
export async function collectSteps(
  samples: readonly SampleInput[],
  settings: Settings,
  observer: SampleObserver,
): Promise<{ readonly steps: readonly Step[]; readonly limits: readonly string[]; readonly events: number }> {
  const steps: Step[] = [];
  const counts = { call: 0, told: 0, process: 0, logon: 0, host: 0 };
  const untimed = { call: 0, process: 0 };
  const addresses = new Set<string>();
  let events = 0;
  // Names of fields are those of Windows' XML, whatever searches get.
  for await (const batch of sampleRows(samples, { ...settings, windowsProfile: "xml" }, observer)) {
    events += batch.length;
    for (const row of batch) {
      const { sample, line } = row.event?.origin ?? { sample: 0, line: 0 };
      for (const step of readSteps(row, { sample, line })) {
        if (step.kind === "untimed") {
          untimed[step.of] += 1;
          continue;
        }
        if (step.kind === "host") {
          const key = `${step.host} ${step.address}`;
          if (addresses.has(key)) continue;
          if (addresses.size < MOST) addresses.add(key);
        }
        counts[step.kind] += 1;
        if (counts[step.kind] <= MOST) steps.push(step);
      }
    }
  }
  const limits = Object.entries(WORDS)
    .filter(([kind]) => counts[kind as Kept["kind"]] > MOST)
    .map(([, word]) => `There are more ${word} than are kept; the first ${MOST.toLocaleString("en")} were looked at.`);
  return { steps, limits: [...limits, ...untimedText(untimed)], events };
}

function untimedText({ call, process }: { readonly call: number; readonly process: number }): readonly string[] {
  const told: string[] = [];
  if (call > 0)
    told.push(
      `${call} ${call === 1 ? "call has" : "calls have"} no time that can be read and ${call === 1 ? "was" : "were"} not looked at.`,
    );
  if (process > 0)
    told.push(
      `${process} ${process === 1 ? "process that WmiPrvSE.exe started has" : "processes that WmiPrvSE.exe started have"} no time that can be read and ${process === 1 ? "was" : "were"} not looked at.`,
    );
  return told;
}
