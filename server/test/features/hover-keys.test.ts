import { describe, expect, it } from "vitest";
import { asked } from "./hover-asked.ts";

const SIGMA = (detection: string, source = "category: process_creation"): string =>
  `title: t\nlogsource:\n  product: windows\n  ${source}\ndetection:\n  selection:\n${detection}  condition: selection\n`;

/** Keys and values of YAML and conf files: name of the file, kind, text, what is marked, what the hover says. */
const BY_KEYS: readonly (readonly [string, string, string, string, string])[] = [
  ["a.yml", "key of Sigma", SIGMA("    Image: x\n").replace("logsource", "log‸source"), "logsource", "required"],
  ["a.yml", "field of Sigma", SIGMA("    Ima‸ge|endswith: x\n"), "Image|endswith", "Full path of the program"],
  ["a.yml", "field that the event of Sigma has not", SIGMA("    NewProcess‸Name: x\n"), "NewProcessName", "never"],
  ["a.yml", "modifier of Sigma", SIGMA("    Image|ends‸with: x\n"), "Image|endswith", "field ends with the value"],
  ["a.yml", "regex of Sigma", SIGMA("    Image|re: 'x‸+$'\n"), "'x+$'", "one or more `x`"],
  [
    "a.yml",
    "backslashes of Sigma",
    SIGMA("    Image|endswith: '\\cm‸d.exe'\n"),
    "'\\cmd.exe'",
    "ends with `\\cmd.exe`",
  ],
  ["a.yml", "event id of Sigma", SIGMA("    EventID: 46‸88\n", "service: security"), "4688", "Process created"],
  [
    "a.yml",
    "event id in a list of Sigma",
    SIGMA("    EventID:\n      - 1\n      - 46‸24\n", "service: security"),
    "4624",
    "Logon succeeded",
  ],
  [
    "a.yml",
    "value of Sigma",
    SIGMA("    EventID: 4624\n    LogonType: 1‸0\n", "service: security"),
    "10",
    "RemoteInteractive",
  ],
  [
    "a.yml",
    "access mask of Sigma",
    SIGMA("    EventID: 4663\n    ObjectType: Key\n    AccessMask: '0x‸2'\n", "service: security"),
    "'0x2'",
    "KEY\\_SET\\_VALUE",
  ],
  [
    "a.yml",
    "network of Sigma",
    SIGMA("    DestinationIp|cidr: '10.0.‸0.0/8'\n", "category: network_connection"),
    "'10.0.0.0/8'",
    "private",
  ],
  [
    "a.yml",
    "tag of Sigma",
    SIGMA("    a: b\n").replace("detection", "tags:\n  - attack.t10‸47\ndetection"),
    "attack.t1047",
    "Windows Management Instrumentation",
  ],
  [
    "a.yml",
    "tactic tag of Sigma",
    SIGMA("    a: b\n").replace("detection", "tags: [attack.exe‸cution]\ndetection"),
    "attack.execution",
    "TA0002",
  ],
  ["a.yml", "level of Sigma", `${SIGMA("    a: b\n")}level: hi‸gh\n`, "high", "looked at at once"],
  [
    "a.rule.yml",
    "tactic by its name",
    "name: a\nattack:\n  tactics: [Exec‸ution]\nanalytics: []\n",
    "Execution",
    "TA0002",
  ],
  [
    "a.rule.yml",
    "data component by its name",
    "name: a\nattack:\n  data_components:\n    - 'Process: Process Cre‸ation'\nanalytics: []\n",
    "'Process: Process Creation'",
    "DC0032",
  ],
  ["a.yml", "key of security_content", "name: a\nid: b\nda‸te: 2024-01-01\nsearch: index=x\n", "date", "**date**"],
  [
    "a.rule.yml",
    "key of a rule file",
    "name: a\nanalytics:\n  - na‸me: b\n    query: index=x\n",
    "name",
    "unique in the file",
  ],
  [
    ".rulehound/a.yaml",
    "key of an overlay",
    "macros:\n  - name: a\n    defini‸tion: b\n",
    "definition",
    "**definition**",
  ],
  [
    "macros.conf",
    "key of macros.conf",
    "[a(1)]\nargs = x\ndefini‸tion = index=$x$\n",
    "definition",
    "stands for the macro",
  ],
  [
    "transforms.conf",
    "regex of transforms.conf",
    "[a]\nREGEX = (\\d‸+)\nFORMAT = x::$1\n",
    "(\\d+)",
    "one or more digits",
  ],
  ["props.conf", "regex of props.conf", "[a]\nEXTRACT-x = (?<y>\\d‸+) in _raw\n", "(?<y>\\d+) in _raw", "captures `y`"],
  ["props.conf", "key of props.conf", "[a]\nEVAL-‸x = 1\n", "EVAL-x", "eval expression"],
  [
    "savedsearches.conf",
    "key of savedsearches.conf",
    "[a]\ncron_sch‸edule = 0 * * * *\nsearch = index=x\n",
    "cron_schedule",
    "cron",
  ],
];

describe("hover on keys", () => {
  it.each(BY_KEYS)("%s: %s", (file, _, marked, on, part) => {
    const found = asked(marked, file);
    expect(found?.on).toBe(on);
    expect(found?.contents).toContain(part);
  });
});
