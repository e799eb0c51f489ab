// The gallery, part two: hovers and completions.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { QUIET } from "./parts.mjs";

const viewport = { width: 1100, height: 640 };
const settings = { ...QUIET, "editor.lineNumbersMinChars": 3 };

const HOVERED = `name: Hovers
analytics:
  - name: everything
    query: |
      index=security source="XmlWinEventLog:Security" EventCode=4688
      | eval proc=lower(NewProcessName), network="10.0.0.0/8", sid="S-1-5-18"
      | stats count dc(proc) AS processes BY SubjectUserName
      | where processes > 3
attack:
  techniques: [T1047]
references:
  - https://attack.mitre.org/techniques/T1047/
description: The interface 9556dc99-828c-11cf-a37e-00aa003240c7 is spoken by WMI.
`;

const HOVERS = [
  ["event-id", "4688"],
  ["field", "NewProcessName"],
  ["command", "stats"],
  ["function", "lower"],
  ["attack", "T1047"],
  ["uuid", "9556dc99"],
  ["sid", "S-1-5-18"],
];

/** Name, text before the cursor, text behind it. */
const COMPLETIONS = [
  ["fields", 'index=security source="XmlWinEventLog:Security" EventCode=4688\\n| search New', ""],
  ["values", 'source="XmlWinEventLog:Security" EventCode=4624 LogonType=', ""],
  ["commands", "index=security EventCode=4688\\n| st", ""],
  ["functions", "index=security EventCode=4688\\n| eval x=mv", ""],
  ["sources", "index=security source=", ""],
  ["event-ids", 'source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=', ""],
];

export default [
  {
    name: "hovers",
    folder: "samples/first-steps",
    viewport,
    contrast: true,
    settings,
    prepare: (copy) => writeFile(path.join(copy, "hovers.yml"), HOVERED),
    async steps(workbench, shoot) {
      await workbench.open("hovers.yml");
      await workbench.wait(".codelens-decoration a");
      await workbench.command("View: Close Primary Side Bar");
      for (const [name, text] of HOVERS) {
        await workbench.hover(text);
        await shoot(`hover-${name}`);
        await workbench.press("Escape");
        await workbench.page.mouse.move(5, 5);
        await workbench.page.waitForTimeout(500);
      }
    },
  },
  {
    name: "completions",
    folder: "samples/first-steps",
    viewport,
    contrast: true,
    settings,
    prepare: async (copy) => {
      for (const [name, before, behind] of COMPLETIONS)
        await writeFile(path.join(copy, `${name}.spl`), before.replaceAll("\\n", "\n") + behind);
    },
    async steps(workbench, shoot) {
      for (const [name] of COMPLETIONS) {
        await workbench.open(`${name}.spl`);
        if (name === COMPLETIONS[0][0]) {
          await workbench.wait(".codelens-decoration a");
          await workbench.command("View: Close Primary Side Bar");
        }
        await workbench.press("Control+End");
        await workbench.suggest();
        await workbench.press("Control+Space");
        await workbench.page.waitForTimeout(1000);
        await shoot(`complete-${name}`);
        await workbench.press("Escape");
        await workbench.press("Escape");
      }
    },
  },
];
