import { closest } from "#base/closest.ts";
import type { LayeredSetting, LayeredStanza } from "./conf-layers.ts";
import type { FileProblem, Place } from "./definitions.ts";

/** Reads the settings of stanzas and notes what does not fit, each in its file and place. */
export class ConfValues {
  readonly problems: FileProblem[] = [];

  /** Notes a problem. */
  note(code: string, severity: "error" | "warning", place: Place, message: string, help?: string): void {
    const problem = { code, severity, span: place.span, message, ...(help !== undefined && { help }) };
    this.problems.push({ file: place.file, problem });
  }

  /** A truth value in one of Splunk's spellings. */
  boolean(setting: LayeredSetting | undefined, fallback: boolean): boolean {
    if (setting === undefined || setting.value === "") return fallback;
    if (/^(?:1|t|true|y|yes)$/i.test(setting.value)) return true;
    if (/^(?:0|f|false|n|no)$/i.test(setting.value)) return false;
    this.note("conf/bad-value", "error", setting.place, `"${setting.value}" is neither true nor false.`);
    return fallback;
  }

  /** A whole number of at least `least`. */
  count(setting: LayeredSetting | undefined, least: number, fallback: number): number {
    if (setting === undefined || setting.value === "") return fallback;
    const value = Number(setting.value);
    if (/^\d+$/.test(setting.value) && value >= least) return value;
    const message = `"${setting.value}" is no whole number of at least ${least}, which ${setting.key} takes.`;
    this.note("conf/bad-value", "error", setting.place, message);
    return fallback;
  }

  /** Notes keys that are one slip away from one that counts. */
  misspelt(stanza: LayeredStanza, known: readonly string[]): void {
    for (const { key, keyPlace } of stanza.settings) {
      if (known.includes(key)) continue;
      const near = closest(key, known);
      if (near === undefined) continue;
      const { file, span } = keyPlace;
      this.problems.push({
        file,
        problem: {
          code: "conf/unknown-key",
          severity: "warning",
          span,
          message: `Splunk does not know "${key}" here.`,
          help: `Did you mean "${near}"?`,
          fix: { title: `Change to "${near}"`, edits: [{ span, text: near }] },
        },
      });
    }
  }
}

/** The items of a list with commas. */
export function commaList(text: string): readonly string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
