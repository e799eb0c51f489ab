import { slug } from "#semantics/rule/slug.ts";

/** What a new detection is about. */
export interface NewDetectionFacts {
  /** Title as its author wrote it. */
  readonly name: string;
  /** A fresh UUID. */
  readonly id: string;
  /** Today, YYYY-MM-DD. */
  readonly date: string;
}

/** A file that a new detection can begin as. */
export interface NewDetection {
  /** Kind of the file, for a list. */
  readonly label: string;
  /** What is in it, in one sentence. */
  readonly detail: string;
  /** Language id of editors. */
  readonly language: "spl" | "yaml" | "markdown";
  /** Name of the file, without folder. */
  readonly file: string;
  readonly text: string;
}

interface Template extends Pick<NewDetection, "label" | "detail" | "language"> {
  readonly ending: string;
  /** The file's text; NAME, ID and DATE stand for the facts. */
  readonly text: string;
  /** The name as the file's format can hold it. */
  readonly write: (name: string) => string;
}

const SEARCH = String.raw`index=windows source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 Image="*\\wmic.exe" CommandLine="*process call create*"
| table _time, host, User, Image, CommandLine`;

const TEMPLATES: readonly Template[] = [
  {
    label: "Rule file",
    detail: "A search with its metadata, and two tests on events that are written in the file.",
    language: "yaml",
    ending: ".rule.yml",
    // A JSON text is a YAML text as well.
    write: (name) => JSON.stringify(name),
    text: String.raw`name: NAME
id: ID
status: experimental
description: |
  What it finds, and why that matters.
date: DATE
author: Your name
references:
  - https://attack.mitre.org/techniques/T1047/
attack:
  techniques: [T1047]
  tactics: [TA0002]

analytics:
  - name: wmic creates a process
    query: |
${indent(SEARCH, 6)}

tests:
  - name: finds the process
    events:
      - Channel: Microsoft-Windows-Sysmon/Operational
        EventID: 1
        Image: C:\Windows\System32\wbem\wmic.exe
        CommandLine: wmic.exe process call create calc.exe
    expect:
      matches: 1
  - name: leaves an inventory query alone
    events:
      - Channel: Microsoft-Windows-Sysmon/Operational
        EventID: 1
        Image: C:\Windows\System32\wbem\wmic.exe
        CommandLine: wmic.exe os get caption
    expect:
      matches: false
`,
  },
  {
    label: "Signature rule",
    detail: "Bytes and protocol elements to look for in captured traffic.",
    language: "yaml",
    ending: ".rule.yml",
    write: (name) => JSON.stringify(name),
    text: `name: NAME
id: ID
status: experimental
description: |
  What it finds, and why that matters.
date: DATE
author: Your name
attack:
  techniques: [T1047]
  tactics: [TA0002]

signatures:
  remunknown2:
    interface: IRemUnknown2
condition: remunknown2
`,
  },
  {
    label: "SPL search",
    detail: "One search and nothing else.",
    language: "spl",
    ending: ".spl",
    // A comment ends at three backticks.
    write: (name) => name.replaceAll("`", "'"),
    text: `\`\`\`NAME (ID, DATE)\`\`\`\n${SEARCH}\n`,
  },
  {
    label: "Markdown analytic",
    detail: "A page that explains a search in a fence of its own.",
    language: "markdown",
    ending: ".md",
    write: (name) => name.replace(/[\\`*_[\]<>#]/g, "\\$&"),
    text: `# NAME

What it finds, and why that matters.

- Id: ID
- Date: DATE
- Technique: T1047
- Tactic: TA0002

## Search

\`\`\`spl
${SEARCH}
\`\`\`
`,
  },
];

/** The files that a new detection can begin as, filled in. Line breaks and control characters of the name become spaces. */
export function newDetections({ name, id, date }: NewDetectionFacts): readonly NewDetection[] {
  const title = name.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim() || "New detection";
  return TEMPLATES.map(({ label, detail, language, ending, write, text }) => {
    const facts: Readonly<Record<string, string>> = { NAME: write(title), ID: id, DATE: date };
    return {
      label,
      detail,
      language,
      file: `${slug(title) || "detection"}${ending}`,
      text: text.replace(/\b(?:NAME|ID|DATE)\b/g, (word) => facts[word] ?? word),
    };
  });
}

function indent(text: string, by: number): string {
  return text.replace(/^/gm, " ".repeat(by));
}
