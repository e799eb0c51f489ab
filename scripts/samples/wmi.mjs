// Writes samples/wmi/events.jsonl: a working day in a small network, and in it an intruder who uses WMI (T1047).
//   node scripts/samples/wmi.mjs            writes the file
//   node scripts/samples/wmi.mjs --check    says whether the committed file is what this script makes

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { background, mornings, officeWork } from "./wmi/day.mjs";
import { everydayWmi } from "./wmi/everyday-wmi.mjs";
import { intrusion } from "./wmi/intrusion.mjs";
import { net } from "./wmi/network.mjs";

const FILE = fileURLToPath(new URL("../../samples/wmi/events.jsonl", import.meta.url));

mornings();
officeWork();
background();
everydayWmi();
intrusion();

const text = net.text();
if (process.argv.includes("--check")) {
  const same = readFileSync(FILE, "utf8") === text;
  console.log(
    same
      ? "samples/wmi/events.jsonl is up to date"
      : "samples/wmi/events.jsonl differs: run node scripts/samples/wmi.mjs",
  );
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(FILE, text);
  console.log(`${net.log.length} events written to samples/wmi/events.jsonl`);
}
