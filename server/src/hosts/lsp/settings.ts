import type { Severity } from "#checks/diagnostic.ts";
import { civilFromDays } from "#events/calendar.ts";
import { DEFAULT_SETTINGS, type Settings, type WindowsProfile } from "#runtime/settings.ts";
import { isSwitch, switchValue } from "#runtime/splunk-switches.ts";
import { ALL_HINTS, ALL_LENSES, readShown, type ShownHints, type ShownLenses } from "./shown-kinds.ts";

/** The settings of the extension as the client sends them. */
export interface ClientSettings {
  readonly engine: Settings;
  /** Epoch seconds; undefined: the clock. */
  readonly now: number | undefined;
  readonly preset: "essential" | "recommended" | "all";
  readonly severity: Readonly<Record<string, Severity | "off">>;
  readonly lenses: ShownLenses;
  readonly hints: ShownHints;
}

const PROFILES: readonly WindowsProfile[] = ["xml", "classic", "legacy", "union"];
const PRESETS = ["essential", "recommended", "all"] as const;
const SEVERITIES: readonly string[] = ["error", "warning", "information", "hint", "off"];

/** What holds where the client says nothing. */
export const DEFAULT_CLIENT_SETTINGS: ClientSettings = {
  engine: DEFAULT_SETTINGS,
  now: undefined,
  preset: "essential",
  severity: {},
  lenses: ALL_LENSES,
  hints: ALL_HINTS,
};

/** The `rulehound` section of settings that a client gives by itself. */
export function sectionOf(settings: unknown): unknown {
  if (typeof settings !== "object" || settings === null || !("rulehound" in settings)) return undefined;
  return settings.rulehound;
}

/** Reads the client's `rulehound` section; a value of the wrong kind counts as not set. */
export function readSettings(section: unknown): ClientSettings {
  const profile = at(section, "windows", "profile");
  const zone = at(section, "timeZone");
  const preset = at(section, "checks", "preset");
  const now = at(section, "now");
  const severity = at(section, "checks", "severity");
  return {
    engine: {
      ...DEFAULT_SETTINGS,
      ...readSwitches(at(section, "splunk")),
      windowsProfile: PROFILES.find((one) => one === profile) ?? DEFAULT_SETTINGS.windowsProfile,
      timeZone: typeof zone === "string" && isZone(zone) ? zone : DEFAULT_SETTINGS.timeZone,
    },
    now: typeof now === "string" && now !== "" ? parseTime(now) : undefined,
    preset: PRESETS.find((one) => one === preset) ?? "essential",
    severity: readSeverities(severity),
    lenses: readShown(at(section, "codeLens"), ALL_LENSES),
    hints: readShown(at(section, "inlayHints"), ALL_HINTS),
  };
}

function readSwitches(value: unknown): Partial<Settings> {
  if (typeof value !== "object" || value === null) return {};
  const known = Object.entries(value).flatMap(([name, given]) => {
    const found = isSwitch(name) ? switchValue(name, given) : undefined;
    return found === undefined ? [] : [[name, found] as const];
  });
  return Object.fromEntries(known);
}

function readSeverities(value: unknown): ClientSettings["severity"] {
  if (typeof value !== "object" || value === null) return {};
  const entries = Object.entries(value).filter((entry): entry is [string, Severity | "off"] =>
    SEVERITIES.includes(String(entry[1])),
  );
  return Object.fromEntries(entries);
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

/** Epoch seconds of a text: a number, or ISO 8601; undefined when it is neither. */
export function parseTime(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time / 1000;
}

/** Whether the text names a time zone. */
export function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** The day of a time in epoch seconds, YYYY-MM-DD in UTC. */
export function dayOf(seconds: number): string {
  const { year, month, day } = civilFromDays(Math.floor(seconds / 86_400));
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
