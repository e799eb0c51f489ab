// Logs that are no text, with rules for them, for pictures: made when they are needed.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { load } from "../generate/load.mjs";

const RULE = `name: Process creation and WMI calls
analytics:
  - name: Remote commands
    query: |
      index=* EventCode=4688 CommandLine="*process call create*" NewProcessName="*WMIC.exe"
      | table _time, SubjectUserName, CommandLine
samples: processes.evtx
`;
const SIGNATURE = `name: WMI interface
signatures:
  wmi:
    uuid: 9556dc99-828c-11cf-a37e-00aa003240c7
  header:
    bytes: '05 00 0b'
condition: wmi and header
`;

/** Puts a Windows event log and a capture into a folder, each with a rule for it. */
export async function addMadeLogs(copy) {
  const { processLog, wmiCapture } = await load("scripts/screenshots/made-logs.ts");
  await writeFile(path.join(copy, "processes.evtx"), processLog());
  await writeFile(path.join(copy, "session.pcap"), wmiCapture());
  await writeFile(path.join(copy, "evtx.yml"), RULE);
  await writeFile(path.join(copy, "wmi.yml"), SIGNATURE);
}
