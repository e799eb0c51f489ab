import type { WindowsProfile } from "#runtime/settings.ts";
import type { InputDefaults, ReadContext } from "./reader.ts";

/** What the events of one sample share. */
export interface ReadInput {
  readonly sampleName: string;
  readonly sample: number;
  readonly windowsProfile: WindowsProfile;
  readonly timeZone: string;
  readonly defaults: InputDefaults;
  readonly jsonNull: "text" | "absent";
  /** Epoch seconds; for times that are written without a year. */
  readonly now?: number | undefined;
}

/** The shared part of a read's context. */
export function readInput(sampleName: string, context: ReadContext): ReadInput {
  return {
    sampleName,
    sample: context.sample,
    windowsProfile: context.windowsProfile,
    timeZone: context.timeZone,
    defaults: context.defaults,
    jsonNull: context.jsonNull ?? "text",
    now: context.now,
  };
}
