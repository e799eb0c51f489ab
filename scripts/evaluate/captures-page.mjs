// docs/evaluation/captures.md from the figures of a run.

const HEAD = `# Damaged and hostile captures

Written by \`npm run eval:captures -- --write\`. Every capture at hand (those of \`samples/wmi-network\`, and the public and synthetic ones
beside the project when they are there) is damaged, and what is left is read: its events with their texts, and of every tenth trial also
a rule with each kind of element, the documents of the first connections, and sequences. The damage is the same on every run.

A trial fails when something throws, takes longer than 10 s, gives an event outside the file or one that is no line of JSON, or when a
record of a classic capture was cut and nothing says so. Other losses cannot be told from what a damaged file means; how often something
was told is counted.
`;

/** The page. */
export function capturesPage({ captures, runs, rows, large }) {
  const trials = rows.map(
    ({ kind, trials: n, failed, events, told, slowest }) =>
      `| ${kind} | ${count(n)} | ${count(failed)} | ${count(events)} | ${count(told)} | ${count(slowest)} |`,
  );
  const sizes = large.map(({ name, capture, events, seconds, signatures, memory, failed }) =>
    failed === undefined
      ? `| ${name} | ${capture} | ${count(events)} | ${seconds} | ${signatures} | ${memory} |`
      : `| ${name} | | **failed** | | | |`,
  );
  const told = large.flatMap(({ name, messages = [] }) => messages.map((message) => `- ${name}: ${message}`));
  return [
    HEAD,
    "## Damage",
    "",
    `${captures} captures, ${runs} times each: cut at places evenly over the file; 1 to 64 bits turned over; up to 16 numbers that look like`,
    "lengths, at any depth, replaced by 0, by small and by the largest values.",
    "",
    "| damage | trials | failed | events | trials in which a loss was told | slowest, ms |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...trials,
    "",
    "## Large on purpose",
    "",
    "Each is read in a process of its own whose heap may have 2 GiB. Memory is what the process had more at its peak than before it read;",
    "seconds are of processor time.",
    "",
    "| capture | MiB | events | seconds | seconds of a run of signatures | memory, MiB |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...sizes,
    "",
    "What was told of them:",
    "",
    ...told,
    "",
  ].join("\n");
}

const count = (n) => n.toLocaleString("en");
