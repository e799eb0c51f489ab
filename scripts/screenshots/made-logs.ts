/** Logs that are no text, for pictures: made here, so that none lies in the repository. */
import { classic, session } from "#test/readers/make-capture.ts";
import { buildEvtx, text } from "#test/support/evtx-builder.ts";

const COMMANDS = [
  ["notepad.exe", "notepad.exe C:\\Users\\ann\\notes.txt"],
  ["wbem\\WMIC.exe", 'wmic /node:SRV01 process call create "cmd.exe /c whoami"'],
  ["cmd.exe", "cmd.exe /c dir"],
  ["wbem\\WMIC.exe", "wmic os get caption"],
  ["wbem\\WMIC.exe", 'WMIC /node:SRV02 PROCESS CALL CREATE "calc.exe"'],
] as const;

/** A Windows event log with process creations (Security 4688). */
export function processLog(): Uint8Array {
  const records = COMMANDS.map(([image, command]) => [
    text("ann"),
    text(`C:\\Windows\\System32\\${image}`),
    text(command),
  ]);
  return buildEvtx(["SubjectUserName", "NewProcessName", "CommandLine"], [records]);
}

/** A capture of a WMI session over DCOM. */
export function wmiCapture(): Uint8Array {
  return classic(session());
}
