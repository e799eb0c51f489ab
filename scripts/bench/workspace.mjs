// A workspace of detections in the forms that Rulehound reads, drawn from a seed, for measuring the language server.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { randomness } from "../samples/windows-log.mjs";
import { drawTopic, makeSearch } from "./searches.mjs";

/** Of a hundred rules: content packs' YAML, `.spl`, rule files, Markdown pages, Sigma. */
const PARTS = { content: 60, spl: 14, rule: 14, page: 8, sigma: 4 };
const LOOKUPS = 40;

/**
 * Writes a workspace of about this many rules with the macros and lookups that they use. Gives how many files and
 * bytes there are.
 */
export async function writeWorkspace(folder, rules, seed = 1047) {
  const draw = randomness(seed);
  const written = { files: 0, bytes: 0 };
  const put = async (name, text) => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
    written.files += 1;
    written.bytes += Buffer.byteLength(text);
  };
  const kinds = Object.entries(PARTS).flatMap(([kind, share]) => Array(share).fill(kind));
  for (let n = 0; n < rules; n++) {
    const kind = draw.pick(kinds);
    const rule = drawRule(n, draw);
    await put(...WRITERS[kind](rule, draw));
    if (kind === "content") await put(`macros/${rule.filter}.yml`, filterMacro(rule));
  }
  await put("default/macros.conf", sharedMacros(draw));
  for (let n = 0; n < LOOKUPS; n++) await put(`lookups/list_${n}.csv`, lookupTable(draw));
  await put("lookups/known_hosts.csv", lookupTable(draw));
  await put("default/transforms.conf", "[known_hosts]\nfilename = known_hosts.csv\n");
  return written;
}

/** A rule file of about 1,000 lines. */
export function longRule(lines = 1000, seed = 1862) {
  const draw = randomness(seed);
  const head = ["name: Measured rule", `id: ${uuid(draw)}`, "status: test", "description: Measured."];
  const text = [...head, "analytics:"];
  for (let n = 0; text.length < lines; n++) {
    const topic = drawTopic(draw);
    text.push(`  - name: Analytic ${n} about ${topic.verb} ${topic.object}`, "    query: |");
    text.push(...makeSearch(topic, draw, `shared_filter_${n % 20}`).map((line) => `      ${line}`), "");
  }
  return `${text.slice(0, lines).join("\n")}\n`;
}

function drawRule(n, draw) {
  const topic = drawTopic(draw);
  const title = `${capital(topic.tool)} ${capital(topic.verb)} ${capital(topic.object)} ${n}`;
  const slug = title.toLowerCase().replaceAll(" ", "_");
  return { topic, title, slug, id: uuid(draw), filter: `${slug}_filter` };
}

const uuid = ({ hex }) => [8, 4, 4, 4, 12].map(hex).join("-");
const capital = (word) => word[0].toUpperCase() + word.slice(1);
const indent = (lines, by) => lines.map((line) => `${" ".repeat(by)}${line}`).join("\n");

function prose({ topic: t }, { pick, int }) {
  const sentences = [
    `The search finds ${t.tool}.exe that runs to ${t.verb} a ${t.object}.`,
    `It looks at command lines below ${t.place} and leaves out what ${t.parent}.exe starts.`,
    `Administrators ${t.verb} a ${t.object} ${pick(["rarely", "on maintenance days", "with a ticket only"])}.`,
    `More than ${t.threshold} of them within ${t.window} on a host are worth a look.`,
    "Collect process creation with command lines from all hosts, and the logons that belong to them.",
    `An intruder who can ${t.verb} a ${t.object} ${pick(["keeps access", "reads secrets", "hides traces"])}.`,
  ];
  return sentences.slice(0, int(3, 6)).join(" ");
}

const WRITERS = {
  content: (rule, draw) => [
    `detections/${draw.pick(["endpoint", "network", "cloud", "application"])}/${rule.slug}.yml`,
    `name: ${rule.title}
id: ${rule.id}
version: ${draw.int(1, 12)}
date: '2026-0${draw.int(1, 9)}-1${draw.int(0, 9)}'
author: Measured Author ${draw.int(1, 60)}
status: ${draw.pick(["production", "experimental"])}
type: ${draw.pick(["TTP", "Anomaly", "Hunting"])}
description: ${prose(rule, draw)}
data_source:
- Sysmon EventID 1
- Windows Event Log Security ${rule.topic.id}
search: |-
${indent(makeSearch(rule.topic, draw, rule.filter), 2)}
how_to_implement: ${prose(rule, draw)}
known_false_positives: ${prose(rule, draw)}
references:
- https://attack.mitre.org/techniques/${rule.topic.technique.replace(".", "/")}/
- https://example.org/${rule.slug}
rba:
  message: ${rule.topic.tool} was seen on $dest$ by $user$
  risk_objects:
  - field: dest
    type: system
    score: ${rule.topic.threshold}
tags:
  analytic_story:
  - ${capital(rule.topic.object)} Abuse
  asset_type: Endpoint
  mitre_attack_id:
  - ${rule.topic.technique}
  product:
  - Splunk Enterprise
  security_domain: endpoint
tests:
- name: True Positive Test
  attack_data:
  - data: https://example.org/datasets/${rule.slug}.log
    source: XmlWinEventLog:Microsoft-Windows-Sysmon/Operational
    sourcetype: XmlWinEventLog
`,
  ],
  spl: (rule, draw) => [`searches/${rule.slug}.spl`, `${makeSearch(rule.topic, draw).join("\n")}\n`],
  rule: (rule, draw) => [`rules/${rule.topic.tool}/${rule.slug}.rule.yml`, ruleFile(rule, draw)],
  page: (rule, draw) => [
    `pages/${rule.slug}.md`,
    `# ${rule.title}\n\n${prose(rule, draw)}\n\nTechnique: ${rule.topic.technique}\n\n## Detection\n\n\`\`\`spl\n${makeSearch(rule.topic, draw).join("\n")}\n\`\`\`\n\n${prose(rule, draw)}\n\n## Hunting\n\n\`\`\`spl\n${makeSearch(drawTopic(draw), draw).join("\n")}\n\`\`\`\n`,
  ],
  sigma: (rule) => [
    `sigma/${rule.slug}.yml`,
    `title: ${rule.title}\nid: ${rule.id}\nstatus: test\nlogsource:\n  category: process_creation\n  product: windows\ndetection:\n  selection:\n    Image|endswith: '\\${rule.topic.tool}.exe'\n    CommandLine|contains:\n      - ' ${rule.topic.verb} '\n      - '${rule.topic.object}'\n  condition: selection\nlevel: medium\ntags:\n  - attack.${rule.topic.technique.toLowerCase()}\n`,
  ],
};

function ruleFile(rule, draw) {
  const analytics = Array.from({ length: draw.int(1, 3) }, (_, n) => {
    const topic = n === 0 ? rule.topic : drawTopic(draw);
    const search = indent(makeSearch(topic, draw, `shared_filter_${draw.int(0, 19)}`), 6);
    return `  - name: ${topic.tool} ${topic.verb} ${topic.object} ${n}\n    query: |\n${search}`;
  });
  return `name: ${rule.title}
id: ${rule.id}
status: test
description: |
  ${prose(rule, draw)}
attack:
  techniques: [${rule.topic.technique}]
analytics:
${analytics.join("\n")}
tests:
  - name: leaves another program alone
    events:
      - EventCode: 1
        Image: C:\\Windows\\System32\\notepad.exe
    expect:
      matches: false
`;
}

const filterMacro = ({ filter, title }) =>
  `definition: search *\ndescription: Leave out what is known to be harmless for ${title}.\nname: ${filter}\n`;

function sharedMacros({ pick }) {
  const filters = Array.from(
    { length: 20 },
    (_, n) => `[shared_filter_${n}]\ndefinition = search NOT host="lab${n}*"\n`,
  );
  return `[sysmon]\ndefinition = index=${pick(["windows", "endpoint"])} source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"\n\n[wineventlog_security]\ndefinition = index=windows source="XmlWinEventLog:Security"\n\n${filters.join("\n")}`;
}

function lookupTable({ int, hex }) {
  const rows = Array.from({ length: 400 }, () => `ws${int(1, 5000)},owner ${hex(4)},${int(1, 9)}`);
  return `host,owner,criticality\n${rows.join("\n")}\n`;
}
