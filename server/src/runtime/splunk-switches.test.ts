import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCommandLine } from "#hosts/cli/args.ts";
import { readSettings } from "#hosts/lsp/settings.ts";
import { DEFAULT_SETTINGS } from "./settings.ts";
import { isSwitch, SPLUNK_SWITCHES, switchValue } from "./splunk-switches.ts";

const NAMES = Object.keys(SPLUNK_SWITCHES).filter(isSwitch);

describe("the open rules of Splunk", () => {
  it.each(NAMES)("%s has its default among its values, first", (name) => {
    const values = Object.keys(SPLUNK_SWITCHES[name].values);
    expect(values.length).toBeGreaterThan(1);
    expect(switchValue(name, values[0])).toBe(DEFAULT_SETTINGS[name]);
    expect(switchValue(name, "neither")).toBeUndefined();
  });

  it.each(NAMES)("%s is set in the editor and on the command line", (name) => {
    const other = Object.keys(SPLUNK_SWITCHES[name].values).at(-1) ?? "";
    const value = switchValue(name, other);
    expect(value).not.toBe(DEFAULT_SETTINGS[name]);
    expect(readSettings({ splunk: { [name]: value } }).engine).toEqual({ ...DEFAULT_SETTINGS, [name]: value });
    expect(readCommandLine(["--set", `${name}=${other}`]).settings).toEqual({ ...DEFAULT_SETTINGS, [name]: value });
  });

  it("are all settings of the extension, with the default", () => {
    const { contributes } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
    const own = Object.entries<{ default: unknown }>(contributes.configuration.properties)
      .filter(([name]) => name.startsWith("rulehound.splunk."))
      .map(([name, { default: value }]) => [name.slice("rulehound.splunk.".length), value]);
    expect(Object.fromEntries(own)).toEqual(Object.fromEntries(NAMES.map((name) => [name, DEFAULT_SETTINGS[name]])));
  });

  it("take no other name or value, and say what there is", () => {
    expect(() => readCommandLine(["--set", "ties"])).toThrow("write ties= and documented or alternative");
    expect(() => readCommandLine(["--set", "tie=x"])).toThrow('has no "tie"; it knows strictIndex');
    expect(readSettings({ splunk: { ties: "x", significantDigits: "true", other: 1 } }).engine).toEqual({
      ...DEFAULT_SETTINGS,
      significantDigits: true,
    });
  });
});
