// Hovers and completions, one picture each: those of docs/editor.md.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { QUIET, showDetails } from "./parts.mjs";

const common = {
  folder: "samples/first-steps",
  to: "docs/images/words",
  themes: ["dark", "light"],
  contrast: true,
  viewport: { width: 900, height: 460 },
  settings: {
    ...QUIET,
    "editor.lineNumbersMinChars": 3,
    "editor.wordWrap": "on",
    "workbench.activityBar.location": "hidden",
    "workbench.statusBar.visible": false,
  },
};

const HOVERED = `name: Hovers
attack:
  techniques: [T1047]
description: The interface 9556dc99-828c-11cf-a37e-00aa003240c7 is spoken by WMI.
samples: events.jsonl
analytics:
  - name: everything



    query: |
      index=windows source="XmlWinEventLog:Security" EventCode=4688
        NewProcessName="*\\\\WmiPrvSE.exe" SubjectUserSid="S-1-5-18"
      | lookup assets name AS Computer OUTPUT owner
      | where match(CommandLine, "(?i)^\\"?cmd(\\.exe)?\\b") AND cidrmatch("10.0.0.0/8", address)
      | stats count dc(NewProcessName) AS processes BY Computer
      | search \`rare(5)\`
`;

const OVERLAY = `macros:
  - { name: rare, arguments: [most], definition: count<=$most$ }
`;
const ASSETS = `name,owner,address
srv01.corp.example,operations,10.20.1.21
srv02.corp.example,operations,10.20.1.22
ws03.corp.example,sales,10.20.3.13
`;

/** Name, the text under the mouse, and which of its places. */
const HOVERS = [
  ["technique", "T1047"],
  ["uuid", "9556dc99"],
  ["event-id", "4688"],
  ["field", "NewProcessName"],
  ["sid", "S-1-5-18"],
  ["lookup", "assets"],
  ["regular-expression", "(?i)"],
  ["function", "cidrmatch"],
  ["command", "stats"],
  ["macro", "rare"],
];

const SYSMON = 'index=windows source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"';
const SECURITY = 'index=windows source="XmlWinEventLog:Security"';
const rule = (text) =>
  `name: Completions\nsamples: events.jsonl\nanalytics:\n  - name: one\n    query: |\n      ${text}`;

/** Name, file, its text up to the cursor, and what is typed there. */
const COMPLETIONS = [
  ["commands", "a.spl", `${SECURITY} EventCode=4688\n`, "| st"],
  ["event-ids", "b.spl", "index=windows ", "EventCode=process create"],
  [
    "fields-at-stage",
    "c.spl",
    `${SECURITY} EventCode=4688\n| stats count dc(NewProcessName) AS programs BY Computer\n`,
    "| table ",
  ],
  ["fields-of-events", "d.spl", `${SYSMON} EventCode=3\n`, "| search Dest"],
  ["values-of-sample", "e.yml", rule(`${SYSMON} `), "User="],
  ["enumerated-values", "f.spl", `${SECURITY} EventCode=4624 `, "LogonType="],
  ["option-values", "g.spl", `\n\n\n\n\n${SYSMON} EventCode=1\n`, "| join type="],
  ["functions", "h.spl", `${SYSMON} EventCode=1\n| eval parts=`, "mv"],
  [
    "yaml-keys",
    "i.yml",
    `name: Completions\nanalytics:\n  - name: one\n    query: ${SYSMON}\nattack:\n  techniques: [T1047]\n`,
    "  ta",
  ],
  [
    "techniques",
    "j.yml",
    `name: Completions\nanalytics:\n  - name: one\n    query: ${SYSMON}\nattack:\n`,
    "  techniques: [management inst",
  ],
];

async function addNames(copy) {
  await mkdir(path.join(copy, ".rulehound"), { recursive: true });
  await mkdir(path.join(copy, "lookups"), { recursive: true });
  await writeFile(path.join(copy, ".rulehound/site.yaml"), OVERLAY);
  await writeFile(path.join(copy, "lookups/assets.csv"), ASSETS);
}

export default [
  {
    ...common,
    name: "hovers",
    prepare: async (copy) => {
      await addNames(copy);
      await writeFile(path.join(copy, "hovers.yml"), HOVERED);
    },
    async steps(workbench, shoot) {
      await workbench.open("hovers.yml");
      await workbench.wait(".codelens-decoration a");
      await workbench.command("View: Close Primary Side Bar");
      for (const [name, text] of HOVERS) {
        await workbench.hover(text);
        await shoot(`hover-${name}`);
        await workbench.press("Escape");
        await workbench.page.mouse.move(5, 5);
        await workbench
          .wait(".monaco-hover:not(.hidden) .hover-contents", { state: "detached" })
          .catch(() => undefined);
      }
    },
  },
  {
    ...common,
    name: "completions",
    prepare: async (copy) => {
      await addNames(copy);
      for (const [, file, before] of COMPLETIONS) await writeFile(path.join(copy, file), before);
    },
    async steps(workbench, shoot) {
      await workbench.open("e.yml");
      await workbench.wait(".codelens-decoration a");
      await workbench.command("View: Close Primary Side Bar");
      await workbench.goTo(6);
      await workbench.command("Rulehound: Run Rule on Sample…");
      await workbench.page
        .getByText(/^\d+ rows? of/)
        .first()
        .waitFor();
      await workbench.press("Control+1");
      await workbench.command("View: Toggle Maximize Editor Group"); // The log was opened beside.
      for (const [name, file, , typed] of COMPLETIONS) {
        await workbench.open(file);
        await workbench.press("Control+End");
        await workbench.type(typed);
        await workbench.suggest();
        await showDetails(workbench);
        await shoot(`complete-${name}`);
        await workbench.press("Escape");
        await workbench.press("Escape");
      }
    },
  },
];
