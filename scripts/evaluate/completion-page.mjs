// docs/evaluation/completion.md from the figures of a run.

const BARS = [
  ["command", "top5", 90],
  ["function", "top5", 85],
  ["event-id", "top5", 80],
  ["field", "top5", 75],
];

/** The page. */
export function completionPage(report) {
  const parts = report.map(({ half, mode, searches, table }) => {
    const rows = Object.entries(table).map(
      ([kind, { n, top1, top5, MRR, offered }]) => `| ${kind} | ${n} | ${top1} | ${top5} | ${MRR} | ${offered} |`,
    );
    return [
      `## ${half === "seen" ? "Searches that the order was made with" : "Searches kept apart"}, name ${mode}`,
      "",
      `${searches} searches.`,
      "",
      "| kind of place | places | first, % | among the first five, % | mean reciprocal rank | offered at all, % |",
      "| --- | ---: | ---: | ---: | ---: | ---: |",
      ...rows,
      "",
    ].join("\n");
  });
  return `${HEAD}\n${bars(report)}\n${parts.join("\n")}`;
}

function bars(report) {
  const kept = report.find(({ half, mode }) => half === "held out" && mode === "taken out")?.table ?? {};
  const lines = BARS.map(([kind, key, bar]) => {
    const share = kept[kind]?.[key];
    return `| ${kind} | ${bar} | ${share} | ${share >= bar ? "yes" : "**no**"} |`;
  });
  const all = Object.entries(kept).filter(([kind]) => !kind.startsWith("field: "));
  const n = all.reduce((sum, [, row]) => sum + row.n, 0);
  const offered = all.reduce((sum, [, row]) => sum + (row.n * row.offered) / 100, 0);
  const share = Math.round((1000 * offered) / n) / 10;
  return [
    "## Bars, on the searches kept apart",
    "",
    "| kind of place | wanted among the first five, % | measured | reached |",
    "| --- | ---: | ---: | --- |",
    ...lines,
    `| all kinds, offered at all | 97 | ${share} | ${share >= 97 ? "yes" : "**no**"} |`,
    "",
  ].join("\n");
}

const HEAD = `# Completion against public searches

Written by \`npm run eval:completion -- --write\`. The searches are those of splunk/security_content and of CAR, in the order of the
SHA-256 of their file names. At every place where a name starts (command, option, function, field that is read, event id, macro,
data model and its fields, clause word) the name is deleted from its file and completion is asked there, with nothing typed.

- **taken out**: only the name is missing, as when a search is edited. **being typed**: the rest of the search is missing too.
- The order of what is offered comes from counts (\`server/src/catalog/data/usage.json\`, made by \`scripts/catalog/usage.mjs\`). The
  second 300 searches are not counted in it; while the order was made only their totals were looked at, none of their places. The catalog's own counts of single names
  (\`use\`) are older and come from the whole public repository, these searches among it.
- \`field\`: a field that the flow of the search knows at its place, or that some source of the catalog has. \`field: nothing known\`: it
  may be there, but neither the search nor the catalog knows it. \`field: not there\`: at its place no event has it (such searches are
  mostly wrong, or their data is made by an add-on that the catalog does not describe); it is not to be offered.
- "All kinds, offered at all" leaves \`field: nothing known\` and \`field: not there\` out.
- Names that an author invents (behind AS, on the left of eval) are no places.
`;
