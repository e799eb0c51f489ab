// docs/evaluation/completion.md from the figures of a run.

const BARS = [
  ["command", "top5", 90],
  ["function", "top5", 85],
  ["event-id", "top5", 80],
  ["field", "top5", 75],
];
const TITLES = {
  "kept apart": "Searches kept apart",
  "without siblings": "Of these, searches without a sibling among those counted",
};

/** The page. */
export function completionPage(report) {
  const parts = report.map(({ title, mode, searches, table }) =>
    [
      `## ${TITLES[title]}, name ${mode}`,
      "",
      `${searches} searches.`,
      "",
      "| kind of place | places | first, % | among the first five, % | mean reciprocal rank | offered at all, % |",
      "| --- | ---: | ---: | ---: | ---: | ---: |",
      ...Object.entries(table).map(
        ([kind, { n, top1, top5, MRR, offered }]) => `| ${kind} | ${n} | ${top1} | ${top5} | ${MRR} | ${offered} |`,
      ),
      "",
    ].join("\n"),
  );
  return `${HEAD}\n${bars(report)}\n${misses(report[0].misses)}\n${parts.join("\n")}`;
}

function bars(report) {
  const tableOf = (title) => report.find((part) => part.title === title && part.mode === "taken out")?.table ?? {};
  const kept = tableOf("kept apart");
  const strange = tableOf("without siblings");
  const lines = BARS.map(([kind, key, bar]) => line(kind, bar, kept[kind]?.[key], strange[kind]?.[key]));
  return [
    "## Bars, on the searches kept apart",
    "",
    "| kind of place | wanted among the first five, % | measured | reached | without siblings |",
    "| --- | ---: | ---: | --- | ---: |",
    ...lines,
    line("all kinds, offered at all", 97, offeredOf(kept), offeredOf(strange)),
    "",
  ].join("\n");
}

const line = (what, bar, share, strange) =>
  `| ${what} | ${bar} | ${share} | ${share >= bar ? "yes" : "**no**"} | ${strange} |`;

function offeredOf(table) {
  const all = Object.entries(table).filter(([kind]) => !kind.startsWith("field: "));
  const n = all.reduce((sum, [, row]) => sum + row.n, 0);
  return Math.round((10 * all.reduce((sum, [, row]) => sum + row.n * row.offered, 0)) / n) / 10;
}

function misses(classes) {
  return [
    "## What is missed",
    "",
    "Places of the searches kept apart whose name was not among the first five, name taken out, by where else the document has the name.",
    "",
    "| kind | name stands elsewhere | places | offered 6th to 20th | later | not at all |",
    "| --- | --- | ---: | ---: | ---: | ---: |",
    ...classes.map(
      ({ kind, named, places, six, more, none }) => `| ${kind} | ${named} | ${places} | ${six} | ${more} | ${none} |`,
    ),
    "",
    "- A field that stands nowhere else is one that its author chose for the first time: nothing but the data source and public use",
    "  tell it, and a field of a source that neither the catalog nor another search describes cannot be known.",
    "- Index names stand for an installation: those of placeholders (`__your_sysmon_index__`) are known only when another public",
    "  search has them.",
    "- An event id that stands nowhere else follows from the channel, the fields, the words of the document and the other ids of its",
    "  list; of a long list in no order of use, only some can be among five.",
    "",
  ].join("\n");
}

const HEAD = `# Completion against public searches

Written by \`npm run eval:completion -- --write\`. The searches are those of splunk/security_content and of CAR, in the order of the
SHA-256 of their file names; the second 300 are kept apart. At every place where a name starts (command, option, function, field that is
read, event id, macro, data model and its fields, clause word) the name is deleted from its file and completion is asked there, with
nothing typed.

- **taken out**: only the name is missing, as when a search is edited. **being typed**: the rest of the search is missing too.
- The order of what is offered comes from clues (where a name stands, what is before and behind it, what the document speaks of)
  that are weighed and added. Counts of public use and the weights are in \`server/src/catalog/data/usage.json\`, made by
  \`scripts/catalog/usage.mjs\`.
- For this page the counts were made anew from the other searches only; no weight is fitted to those kept apart. What is shipped
  counts all of them. The catalog's own counts of single names (\`use\`) and its data sources are older and come from the whole public
  repository, these searches among it. Of the searches kept apart the misses of event ids were looked at once, before
  the present order was made; of their other places only totals.
- **sibling**: a search that has more than 40 % of its sequences of three words in common with one that was counted: the same template,
  or the same author's rule about another program.
- \`field\`: a field that the flow of the search knows at its place, or that some source of the catalog has. \`field: nothing known\`: it
  may be there, but neither the search nor the catalog knows it. \`field: not there\`: at its place no event has it (such searches are
  mostly wrong, or their data is made by an add-on that the catalog does not describe); it comes last, with a note, or not at all.
- "All kinds, offered at all" leaves \`field: nothing known\` and \`field: not there\` out.
- Names that an author invents (behind AS, on the left of eval) are no places.
`;
