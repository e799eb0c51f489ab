const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const CLOCK = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?`;
const END = String.raw`(?:\s*(?<half>[AP]M))?\s*(?<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$`;
const WEEKDAY = "(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\\s+)?";
const NAME = "(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";

/** Dates with the month in words, and the days of Central Europe with dots. */
const FORMS = [
  `^${WEEKDAY}${NAME}\\s+(?<day>\\d{1,2}),?\\s+(?<year>\\d{4}),?\\s+(?:@\\s*)?${CLOCK}${END}`,
  `^${WEEKDAY}(?<day>\\d{1,2})[ /-]${NAME}[ /-](?<year>\\d{4})[\\s:,]+${CLOCK}${END}`,
  `^${WEEKDAY}${NAME}\\s+(?<day>\\d{1,2})\\s+${CLOCK}\\s+(?<zone>UTC|GMT)?\\s*(?<year>\\d{4})$`,
  `^(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4}),?\\s+${CLOCK}${END}`,
  `^(?<year>\\d{4})/(?<month>\\d\\d)/(?<day>\\d\\d)[T\\s]${CLOCK}${END}`,
].map((form) => new RegExp(form, "i"));

/** The parts of a written time; numbers as their digits. */
export interface WrittenTime {
  readonly parts: readonly (string | undefined)[];
  readonly fraction: string | undefined;
  readonly half: string | undefined;
  readonly zone: string | undefined;
}

/**
 * Takes apart `Mar 1, 2024 @ 10:15:02.123` (Kibana), `Mar 1, 2024 10:15:02 AM` (Defender), `Fri Mar 01 10:15:02 2024`
 * (C's ctime), `01/Mar/2024:10:15:02 +0000` (web servers), `1.3.2024 10:15:02` and `2024/03/01 10:15:02`. Null for others.
 */
export function timeInWords(text: string): WrittenTime | null {
  if (text.length < 12 || text.length > 60) return null;
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups === undefined) continue;
    const { year, month = "", day, hour, minute, second, fraction, half, zone } = groups;
    const named = MONTHS.indexOf(month.toLowerCase());
    const parts = [year, named < 0 ? month : String(named + 1), day, hour, minute, second];
    return { parts, fraction, half, zone };
  }
  return null;
}
