import { parseArgs } from "node:util";
import { allChecks } from "#checks/all-checks.ts";
import type { Severity } from "#checks/diagnostic.ts";
import { DEFAULT_SETTINGS, type Settings, type WindowsProfile } from "#runtime/settings.ts";
import { isSwitch, SPLUNK_SWITCHES, switchValue } from "#runtime/splunk-switches.ts";
import { dayOf, isZone, parseTime } from "../lsp/settings.ts";

/** A mistake on the command line; the message says what to write instead. */
export class UsageError extends Error {}

export type Format = "text" | "json" | "sarif" | "junit";

/** What a command line says. */
export interface CommandLine {
  readonly positionals: readonly string[];
  readonly format: Format;
  /** Write what tests gave into their expectations, or what was learned into a file that is there. */
  readonly update: boolean;
  readonly preset: "essential" | "recommended" | "all";
  readonly settings: Settings;
  /** Severities by check, `off` for none. */
  readonly severity: Readonly<Record<string, Severity | "off">>;
  /** Epoch seconds. */
  readonly now: number;
  /** The day of `--now`, YYYY-MM-DD in UTC; undefined when it is not given. */
  readonly today: string | undefined;
  readonly color: boolean;
  readonly samples: readonly string[];
  readonly spl: string | undefined;
  readonly limit: number | undefined;
  readonly stats: boolean;
  /** One-based line of a sample. */
  readonly event: number | undefined;
  readonly explain: string | undefined;
  /** Explain which analytics can never return anything, instead of reporting. */
  readonly explainEmpty: boolean;
  /** The file into which `run` writes a page about its runs. */
  readonly report: string | undefined;
  /** Seconds by which clocks may differ. */
  readonly skew: number;
  /** Seconds after a call in which a process may start. */
  readonly within: number | undefined;
  /** The language that `export` writes. */
  readonly to: string | undefined;
  /** The file that `learn` writes. */
  readonly out: string | undefined;
}

const PROFILES: readonly WindowsProfile[] = ["xml", "classic", "legacy", "union"];
const PRESETS = ["essential", "recommended", "all"] as const;

/** Reads the options that all commands share; `formats` are those of the command. Throws a {@link UsageError}. */
export function readCommandLine(args: readonly string[], formats: readonly Format[] = ["text", "json"]): CommandLine {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  return {
    positionals,
    format: oneOf(formats, values.format ?? "text", "--format"),
    preset: oneOf(PRESETS, values.preset ?? "essential", "--preset"),
    settings: {
      ...DEFAULT_SETTINGS,
      ...switches(values.set ?? []),
      windowsProfile: oneOf(PROFILES, values.profile ?? DEFAULT_SETTINGS.windowsProfile, "--profile"),
      timeZone: zone(values.tz),
      eventOrder: oneOf(["time-desc", "input"] as const, values.order ?? DEFAULT_SETTINGS.eventOrder, "--order"),
    },
    severity: severities(values.severity ?? []),
    now: time(values.now),
    today: values.now === undefined ? undefined : dayOf(time(values.now)),
    color: values["no-color"] !== true && process.env.NO_COLOR === undefined && process.stdout.isTTY === true,
    samples: values.sample ?? [],
    spl: values.spl,
    limit: values.limit === undefined ? undefined : count(values.limit),
    update: values.update === true,
    stats: values.stats === true,
    event: values.event === undefined ? undefined : count(values.event, "--event"),
    explain: values.explain,
    explainEmpty: values["explain-empty"] === true,
    report: values.report,
    skew: values.skew === undefined ? 0 : seconds(values.skew, "--skew"),
    within: values.within === undefined ? undefined : seconds(values.within, "--within"),
    to: values.to,
    out: values.out,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: true,
    options: {
      format: { type: "string" },
      preset: { type: "string" },
      severity: { type: "string", multiple: true },
      profile: { type: "string" },
      tz: { type: "string" },
      now: { type: "string" },
      order: { type: "string" },
      sample: { type: "string", multiple: true },
      spl: { type: "string" },
      limit: { type: "string" },
      stats: { type: "boolean" },
      update: { type: "boolean" },
      event: { type: "string" },
      explain: { type: "string" },
      "explain-empty": { type: "boolean" },
      report: { type: "string" },
      skew: { type: "string" },
      within: { type: "string" },
      to: { type: "string" },
      out: { type: "string" },
      set: { type: "string", multiple: true },
      "no-color": { type: "boolean" },
    },
  });
}

/** `--set NAME=VALUE`, any number of times; of the same name the last counts. */
function switches(given: readonly string[]): Partial<Settings> {
  const found = given.map((setting) => {
    const [name = "", value] = setting.split(/=(.*)/s);
    if (!isSwitch(name))
      throw new UsageError(`--set has no "${name}"; it knows ${Object.keys(SPLUNK_SWITCHES).join(", ")}.`);
    const allowed = Object.keys(SPLUNK_SWITCHES[name].values).join(" or ");
    const read = value === undefined ? undefined : switchValue(name, value);
    if (read === undefined) throw new UsageError(`--set is "${setting}"; write ${name}= and ${allowed}.`);
    return [name, read] as const;
  });
  return Object.fromEntries(found);
}

function oneOf<T extends string>(allowed: readonly T[], given: string, option: string): T {
  const found = allowed.find((one) => one === given);
  if (found === undefined) throw new UsageError(`${option} is "${given}"; it must be one of ${allowed.join(", ")}.`);
  return found;
}

const SEVERITIES = ["error", "warning", "information", "hint", "off"] as const;

function severities(given: readonly string[]): CommandLine["severity"] {
  const entries = given.map((text) => {
    const [code = "", severity = ""] = text.split("=");
    if (!code.includes("/")) throw new UsageError(`--severity is "${text}"; it must be CHECK=SEVERITY.`);
    const [area] = code.split("/");
    const known = allChecks.some(({ id }) => id === code);
    if (!known && allChecks.some(({ id }) => id.startsWith(`${area}/`)) && area !== "rule")
      throw new UsageError(`--severity: there is no check "${code}". docs/checks/README.md lists them.`);
    return [code, oneOf(SEVERITIES, severity, `--severity ${code}`)] as const;
  });
  return Object.fromEntries(entries);
}

function zone(given: string | undefined): string {
  if (given === undefined) return DEFAULT_SETTINGS.timeZone;
  if (!isZone(given)) throw new UsageError(`--tz is "${given}"; it must be an IANA time zone such as Europe/Berlin.`);
  return given;
}

function time(given: string | undefined): number {
  if (given === undefined) return Date.now() / 1000;
  const found = parseTime(given);
  if (found === undefined) throw new UsageError(`--now is "${given}"; it must be epoch seconds or ISO 8601.`);
  return found;
}

function count(given: string, option = "--limit"): number {
  if (!/^\d+$/.test(given)) throw new UsageError(`${option} is "${given}"; it must be a whole number.`);
  return Number(given);
}

function seconds(given: string, option: string): number {
  if (!/^\d+(\.\d+)?$/.test(given))
    throw new UsageError(`${option} is "${given}"; it must be seconds, such as 2 or 0.5.`);
  return Number(given);
}
