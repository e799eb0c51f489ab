// Searches of 1,000 lines each, drawn from a seed: many clauses, many stages, long lists.
import { randomness } from "../samples/windows-log.mjs";
import { drawTopic } from "./searches.mjs";

/** The searches by what makes them long. */
export function longSearches(lines = 1000, seed = 1543) {
  return {
    "1,000 lines of clauses": manyClauses(randomness(seed), lines),
    "300 stages over 1,000 lines": manyStages(randomness(seed + 1), lines),
    "one case() of 1,000 lines": longCase(randomness(seed + 2), lines),
    "one IN () of 1,000 lines": longList(randomness(seed + 3), lines),
  };
}

/** A rule file with one such search. */
export function ruleOf(search) {
  const head = ["name: Long search", "id: 5e0e1c5e-7a2b-4c80-9a4e-2f7f1c1d9a10", "status: test", "analytics:"];
  const indented = search.map((line) => `      ${line}`);
  return `${[...head, "  - name: Long", "    query: |", ...indented].join("\n")}\n`;
}

const TAIL = ["| stats count by host Image", "| where count > 3", "| table host Image count"];

function manyClauses(draw, lines) {
  const clause = () => {
    const t = drawTopic(draw);
    return draw.pick([
      `(Image="*\\\\${t.tool}.exe" CommandLine="*${t.verb}*")`,
      `(ParentImage="*\\\\${t.parent}.exe" NOT CommandLine="*${t.object}*")`,
      `(EventCode=${t.sysmon} User!="*$" Image IN ("*\\\\${t.tool}.exe", "*\\\\${t.parent}.exe"))`,
      `CommandLine="*${t.place}*${t.verb}*"`,
    ]);
  };
  const head = ['index=windows source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1', "("];
  const clauses = Array.from({ length: lines - head.length - TAIL.length - 1 }, (_, n) =>
    n === 0 ? `  ${clause()}` : `  OR ${clause()}`,
  );
  return [...head, ...clauses, ")", ...TAIL];
}

function manyStages(draw, lines) {
  const text = ['index=windows source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1'];
  for (let n = 0; n < 300; n++) {
    text.push(...oneStage(drawTopic(draw), draw, n));
    const rest = Math.ceil((lines - text.length) / (300 - n));
    if (rest > 3) text.push(...comments(draw, rest - 3));
  }
  while (text.length < lines) text.push(...comments(draw, 1));
  return text.slice(0, lines);
}

const comments = (draw, count) =>
  Array.from({ length: count }, () => `    \`\`\` ${draw.pick(["kept", "known", "asked"])} ${draw.hex(6)} \`\`\``);

function oneStage(t, draw, n) {
  const name = `part_${n}`;
  const old = `part_${Math.max(0, n - draw.int(1, 6))}`;
  return draw.pick([
    [`| eval ${name}=if(match(CommandLine, "${t.verb}"),`, `    lower(Image),`, `    coalesce(${old}, User))`],
    [
      `| eval ${name}=case(`,
      `    like(Image, "%${t.tool}%"), 1,`,
      `    len(CommandLine) > ${t.threshold}, 2,`,
      "    true(), 3)",
    ],
    [`| where isnotnull(Image) AND (`, `    NOT match(CommandLine, "${t.object}")`, `    OR User!="${t.tool}")`],
    [`| search NOT (`, `    CommandLine="*${t.verb}*"`, `    ParentImage="*\\\\${t.parent}.exe")`],
    [`| rename ${old} AS ${name}`],
    [`| rex field=CommandLine`, `    "(?<${name}>${t.verb}[^ ]*)"`],
    [`| eventstats count AS ${name}`, "    by Image"],
    [`| fillnull value="none"`, `    ${old}`],
    [`| streamstats count AS ${name}`, `    by User`],
  ]);
}

function longCase(draw, lines) {
  const head = ["index=windows EventCode=1", "| eval reason=case("];
  const count = lines - head.length - TAIL.length - 2;
  const branches = Array.from({ length: count }, (_, n) => {
    const t = drawTopic(draw);
    const test = draw.pick([
      `match(CommandLine, "${t.verb}.*${t.object}")`,
      `like(Image, "%${t.tool}.exe") AND EventCode=${t.sysmon}`,
      `CommandLine="${t.verb} ${t.object}"`,
    ]);
    return `    ${test}, "${t.verb} ${t.object} ${n}",`;
  });
  return [...head, ...branches, '    true(), "other")', '| where reason!="other"', ...TAIL];
}

function longList(draw, lines) {
  const head = ["index=windows EventCode=1 CommandLine IN ("];
  const count = lines - head.length - TAIL.length - 2;
  const values = Array.from({ length: count }, () => {
    const t = drawTopic(draw);
    return `    "*${t.tool}*${t.verb} ${t.object} ${draw.hex(4)}*",`;
  });
  return [...head, ...values, '    "*last*")', "| eval name=lower(Image)", ...TAIL];
}
