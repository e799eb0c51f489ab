/** `$name$`, `$row.user|s$`, `$time.earliest$`: filled in by a dashboard, a drilldown, an alert or map before the search runs. */
const TOKEN = /\$[A-Za-z_][\w.:-]*(?:\|\w+)?\$/;

/** A macro call within quotes: whether it is expanded there is a matter of the server (SPL reference 1.1). */
const QUOTED_MACRO = /`[^`]+`/;

/** The first place of a text of a search that a dashboard, a drilldown or an alert fills in before the search runs. */
export function tokenIn(text: string): string | undefined {
  return TOKEN.exec(text)?.[0];
}

/** Whether a text of a search has a place that is filled in before the search runs, so that its value is not known. */
export function isFilledIn(text: string): boolean {
  return TOKEN.test(text) || QUOTED_MACRO.test(text);
}
