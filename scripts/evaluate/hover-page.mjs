// docs/evaluation/hover.md from the verdicts of a run.

import { grouped } from "./grouped.mjs";

/** Counts by kind of place. */
export function tally(results) {
  const kinds = [...new Set(results.map(({ kind }) => kind))].sort();
  return Object.fromEntries(kinds.map((kind) => [kind, row(results.filter((one) => one.kind === kind))]));
}

function row(all) {
  const count = (verdict) => all.filter((one) => one.verdict === verdict).length;
  const promised = all.length - count("unknown");
  return {
    names: new Set(all.map(({ name }) => name)).size,
    places: all.length,
    right: count("right"),
    missing: count("missing"),
    wrong: count("wrong"),
    unknown: count("unknown"),
    "right, %": promised === 0 ? 100 : Number(((100 * count("right")) / promised).toFixed(2)),
    "p95, ms": Number(
      percentile(
        all.map(({ took }) => took),
        0.95,
      ).toFixed(1),
    ),
  };
}

function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** The page. */
export function hoverPage(results, files) {
  const table = tally(results);
  const columns = Object.keys(Object.values(table)[0] ?? {}).filter((name) => name !== "p95, ms");
  const lines = Object.entries(table).map(
    ([kind, one]) => `| ${[kind, ...columns.map((name) => one[name])].join(" | ")} |`,
  );
  return [
    HEAD,
    `${files} files, ${results.length} places.`,
    "",
    `| kind of place | ${columns.join(" | ")} |`,
    `| --- |${columns.map(() => " ---: |").join("")}`,
    ...lines,
    "",
    "## Misses",
    "",
    ...misses(results),
  ].join("\n");
}

const cell = (text) => String(text).replaceAll("|", "\\|").replace(/\s+/g, " ");

/** Each name once with how often and why. */
function misses(results) {
  const bad = results.filter(({ verdict }) => verdict === "missing" || verdict === "wrong");
  if (bad.length === 0) return ["None.", ""];
  const groups = grouped(bad, ({ kind, name, verdict, why }) => [kind, name, verdict, why].join("\0"));
  const rows = [...groups.values()].sort((a, b) => b.length - a.length);
  const shown = rows.slice(0, 100).map((group) => {
    const [{ kind, name, verdict, why }] = group;
    return `| ${kind} | \`${cell(name)}\` | ${group.length} | ${verdict} | ${cell(why)} |`;
  });
  const more = rows.length > shown.length ? [`\nand ${rows.length - shown.length} more`] : [];
  return ["| kind | name | places | verdict | why |", "| --- | --- | ---: | --- | --- |", ...shown, ...more, ""];
}

const HEAD = `# Hovers against public rules

Written by \`npm run eval:hover -- --write\`. A hover is asked in the middle of every event id, field, UUID, ATT&CK id, command,
function and aggregation of the rules of splunk/security_content, of CAR and of Sigma (there: ids and fields of rules for Windows).
What it says is compared by a program with the raw catalogs that the product's data is made from, not with that data:

- **event id**: title, channel (the one that the search or the log source states), audit policies, every field; or that no event with the id is
  known in the logs that the search asks for.
- **field**: it is named; an event that the raw list gives the field is not said to lack it, and none that lacks it is said to have it always.
- **uuid**: name, version, and the bytes on the wire, made anew by the evaluation.
- **technique** (any ATT&CK id): name, tactics, whether and by what it was revoked, whether it is deprecated.
- **command**, **function**, **aggregation**: the signature; every option of the raw list; the numbers of arguments.
- An id compared with \`signature_id\` or \`event_id\` is explained only where the search admits Windows events alone: other logs have
  numbers under these names. \`mvmap\` is judged by Splunk's reference, which gives it two
  arguments; the raw catalog allows three.
- *unknown*: the raw catalogs do not know the name, so that no hover is promised.
`;
