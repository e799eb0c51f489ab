import { describe, expect, it } from "vitest";
import { offered } from "./offered.ts";

const CONTENT = "detections/endpoint/odd_logon.yml";
const SIGMA = "rules/odd_logon.yml";
const OVERLAY = ".rulehound/site.yaml";
const OWN = "wmi.rule.yml";

const content = (text: string): string => `name: Rule\nsearch: index=main\n${text}`;
const sigma = (text: string): string =>
  `title: Rule\nlogsource:\n  product: windows\n  category: process_access\n${text}`;

interface Case {
  readonly file: string;
  readonly at: string;
  readonly has?: readonly string[];
  readonly hasNot?: readonly string[];
  /** The label that is accepted, and the line that comes of it. */
  readonly accepted?: readonly [label: string, line: string];
}

const KEYS: readonly Case[] = [
  { file: CONTENT, at: content("sta‸"), has: ["status"], hasNot: ["name", "search"], accepted: ["status", "status: "] },
  { file: CONTENT, at: content("tags:\n  ‸\n  cve: []\n"), has: ["mitre_attack_id"], hasNot: ["cve", "status"] },
  { file: CONTENT, at: content("ta‸\n"), accepted: ["tags", "tags:"] },
  { file: CONTENT, at: content("rba:\n  risk_objects:\n    - ‸"), has: ["field", "score"], hasNot: ["message"] },
  {
    file: CONTENT,
    at: content("tests:\n- name: t\n  attack_data:\n  - {data: x, ‸}\n"),
    has: ["sourcetype"],
    hasNot: ["data"],
  },
  { file: CONTENT, at: content("tests:\n- name: t\n  att‸: []\n"), accepted: ["attack_data", "  attack_data: []"] },
  { file: CONTENT, at: "name: A detection that has no search yet\n‸", has: ["search", "type"] },
  { file: SIGMA, at: sigma("‸\ndetection: {}\n"), has: ["level", "tags"], hasNot: ["detection", "title"] },
  { file: SIGMA, at: "title: a\nlogsource:\n  ‸\n", has: ["category", "service"], hasNot: ["level"] },
  {
    file: SIGMA,
    at: sigma("filter:\n  ‸\n"),
    has: ["rules", "condition", "selection"],
    hasNot: ["timeframe", "level"],
  },
  { file: SIGMA, at: sigma("filter:\n  selection:\n    Gran‸\n"), has: ["GrantedAccess"], hasNot: ["CommandLine"] },
  { file: SIGMA, at: sigma("filter:\n  selection:\n    SourceImage|con‸\n"), has: ["contains"] },
  { file: SIGMA, at: sigma("detection:\n  selection:\n    Gran‸\n"), has: ["GrantedAccess"], hasNot: ["CommandLine"] },
  {
    file: SIGMA,
    at: sigma("detection:\n  mine:\n    - SourceImage: a\n      ‸\n"),
    has: ["TargetImage"],
    hasNot: ["SourceImage"],
  },
  {
    file: SIGMA,
    at: sigma("detection:\n  s:\n    TargetImage|con‸\n"),
    accepted: ["contains", "    TargetImage|contains:"],
  },
  { file: SIGMA, at: sigma("detection:\n  s:\n    TargetImage|contains|‸: a\n"), has: ["all"], hasNot: ["contains"] },
  { file: OVERLAY, at: "‸", has: ["events", "values"], hasNot: ["name"] },
  { file: OVERLAY, at: "events:\n  - channel: Security\n    ‸\n", has: ["id", "complete"], hasNot: ["channel"] },
  {
    file: OVERLAY,
    at: "events:\n  - fields: [Door, {name: Badge, ‸}]\n",
    has: ["presence"],
    hasNot: ["name", "channel"],
  },
  { file: "macros/mine.yml", at: "name: mine\n‸", has: ["definition"], hasNot: ["name"] },
  { file: "lookups/mine.yml", at: "name: mine\n‸", has: ["lookup_type"] },
  { file: OWN, at: "name: a\nattack:\n  ‸\n  tactics: []\n", has: ["techniques"], hasNot: ["tactics", "name"] },
  { file: OWN, at: "name: a\nattack: { techniques: [T1047], ‸ }\n", has: ["tactics"], hasNot: ["techniques", "name"] },
  { file: OWN, at: "name: a\nsamples:\n  - path: a\n    ‸\n  - host: b\n", has: ["host"], hasNot: ["path"] },
  { file: OWN, at: 'name: a\n"sta‸', accepted: ["status", '"status": '] },
];

const VALUES: readonly Case[] = [
  { file: CONTENT, at: content("type: T‸"), has: ["TTP", "Anomaly"], accepted: ["TTP", "type: TTP"] },
  {
    file: CONTENT,
    at: content('tags:\n  security_domain: "‸"\n'),
    accepted: ["endpoint", '  security_domain: "endpoint"'],
  },
  {
    file: CONTENT,
    at: content("tags:\n  mitre_attack_id:\n  - T1003\n  - proc inj‸\n"),
    accepted: ["T1055", "  - T1055"],
    hasNot: ["T1003"],
  },
  { file: CONTENT, at: content("tags:\n  mitre_attack_id: [T1003, ‸]\n"), has: ["T1055"], hasNot: ["T1003"] },
  { file: CONTENT, at: content("data_source:\n- Sysmon Ev‸\n"), accepted: ["Sysmon EventID 1", "- Sysmon EventID 1"] },
  {
    file: CONTENT,
    at: content("rba:\n  risk_objects:\n  - field: a\n    type: ‸\n"),
    has: ["user"],
    hasNot: ["Hostname"],
  },
  {
    file: CONTENT,
    at: content("tests:\n- attack_data:\n  - source: 'XmlWinEventLog:Sec‸'\n"),
    accepted: ["XmlWinEventLog:Security", "  - source: 'XmlWinEventLog:Security'"],
  },
  { file: SIGMA, at: sigma("level: ‸"), has: ["high", "informational"] },
  { file: SIGMA, at: "title: a\nlogsource: {product: zeek, service: ‸}\n", has: ["dce_rpc"], hasNot: ["security"] },
  { file: SIGMA, at: sigma("tags:\n  - attack.ex‸\n"), accepted: ["attack.execution", "  - attack.execution"] },
  { file: SIGMA, at: sigma("tags: [attack.t1055‸]\n"), accepted: ["attack.t1055.001", "tags: [attack.t1055.001]"] },
  { file: SIGMA, at: sigma("related:\n  - id: a\n    type: ‸\n"), has: ["obsolete"] },
  { file: OVERLAY, at: "events:\n  - channel: secur‸\n", accepted: ["Security", "  - channel: Security"] },
  { file: OVERLAY, at: "fields:\n  - name: a\n    kind: ‸\n", has: ["full-path"] },
  {
    file: OWN,
    at: "name: a\nattack:\n  data_components: [process cre‸]\n",
    accepted: ["DC0032", '  data_components: ["Process: Process Creation"]'],
  },
  { file: OWN, at: "name: a\nattack:\n  tactics:\n    - late‸\n", accepted: ["TA0008", "    - TA0008"] },
  {
    file: OWN,
    at: "name: a\ntests:\n  - expect: { matches: ‸ }\n",
    accepted: ["true", "  - expect: { matches: true }"],
  },
];

const ROWS: readonly Case[] = [
  {
    file: OWN,
    at: "name: a\nanalytics:\n  - name: b\n    query: index=x odd=1\ntests:\n  - events:\n      - host: a\n        od‸\n",

    hasNot: ["host"],
    accepted: ["odd", "        odd: "],
  },
  { file: OVERLAY, at: "events:\n  - channel: Security\n    id: process cre‸\n", accepted: ["4688", "    id: 4688"] },
];

const SEARCHES = "detection:\n  selection_a:\n    A: b\n  selection_b:\n    A: c\n  filter:\n    A: d\n";

const IN_SIGMA: readonly Case[] = [
  {
    file: SIGMA,
    at: "title: a\nlogsource: {product: windows, service: security}\ndetection:\n  s:\n    EventID: logon fail‸\n",
    has: ["4625"],
    hasNot: ["4688"],
    accepted: ["4625", "    EventID: 4625"],
  },
  {
    file: SIGMA,
    at: "title: a\nlogsource: {product: windows, service: security}\ndetection:\n  s:\n    EventID:\n      - 4625\n      - 46‸\n",
    has: ["4624"],
    hasNot: ["4625"],
    accepted: ["4624", "      - 4624"],
  },
  { file: SIGMA, at: sigma("detection:\n  s:\n    LogonType: netw‸\n"), accepted: ["3", "    LogonType: 3"] },
  {
    file: SIGMA,
    at: sigma("detection:\n  s:\n    IntegrityLevel: '‸'\n"),
    accepted: ["System", "    IntegrityLevel: 'System'"],
  },
  {
    file: SIGMA,
    at: sigma("detection:\n  s:\n    GrantedAccess: ‸\n"),
    accepted: ["0x10", '    GrantedAccess: "0x10"'],
  },
  {
    file: SIGMA,
    at: sigma(`${SEARCHES}  condition: 1 of selection_* and not fil‸\n`),
    accepted: ["filter", "  condition: 1 of selection_* and not filter"],
  },
  {
    file: SIGMA,
    at: sigma(`${SEARCHES}  condition: ‸\n`),
    has: ["selection_a", "all of selection_*"],
    hasNot: ["condition", "A"],
  },
];

const NOTHING: readonly Case[] = [
  { file: CONTENT, at: content("description: |\n  sta‸\n") },
  { file: CONTENT, at: content("description: some\n  sta‸\n") },
  { file: CONTENT, at: content("description: 'some\n  sta‸'\n") },
  { file: CONTENT, at: content("# sta‸\n") },
  { file: CONTENT, at: content("tags:\n  unknown:\n    ‸\n") },
  { file: SIGMA, at: sigma("falsepositives:\n  - a‸\n") },
  { file: OWN, at: "name: 'a'‸\n" },
  { file: "settings/any.yml", at: "na‸" },
];

function hold({ file, at, has = [], hasNot = [], accepted }: Case): void {
  const { labels, accept } = offered(at, file);
  for (const label of has) expect(labels).toContain(label);
  for (const label of hasNot) expect(labels).not.toContain(label);
  if (accepted === undefined) return;
  const [before = ""] = at.split("‸");
  const line = before.split("\n").length - 1;
  const text = accept(accepted[0]);
  expect(text?.split("\n")[line]).toBe(accepted[1]);
  const others = (lines: string): readonly string[] => lines.split("\n").filter((_, index) => index !== line);
  expect(others(text ?? "")).toEqual(others(at));
}

describe("completion of keys in YAML", () => {
  it.each(KEYS)("knows the keys at $at of $file", hold);
  it.each(VALUES)("knows the values at $at of $file", hold);
  it.each(ROWS)("knows fields and event ids at $at", hold);
  it.each(IN_SIGMA)("knows the values of a Sigma rule at $at", hold);
  it.each(NOTHING)("offers nothing at $at of $file", ({ file, at }) => expect(offered(at, file).labels).toEqual([]));
});
