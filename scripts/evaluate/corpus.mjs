// The searches of public rules, split in a fixed order that has nothing to do with their content.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { at } from "../project.mjs";

/** Whether the evaluation keeps the document at this place of the order apart: no weight is fitted to it. */
export const KEPT_APART = (index) => index >= 300 && index < 600;

/** Where the public rules lie: `corpus/rules` below $RULEHOUND_SHARED or ../shared. */
export function rulesFolder() {
  return path.join(process.env.RULEHOUND_SHARED ?? at("..", "shared"), "corpus/rules");
}

/**
 * Documents that hold one search each, in the order of the SHA-256 of their file names: detections as they are, the
 * Splunk implementations of CAR as `.spl` files.
 */
export async function searchDocuments({ parseYaml, toData }) {
  const found = [];
  for (const file of await yamlFiles("splunk-security_content/detections"))
    found.push({ name: file, uri: `file:///${file}`, text: await readFile(path.join(rulesFolder(), file), "utf8") });
  for (const file of await yamlFiles("car/analytics")) {
    const text = await readFile(path.join(rulesFolder(), file), "utf8");
    const implementations = parseYaml(text).documents.flatMap((node) => toData(node)?.implementations ?? []);
    for (const [index, { type, code }] of implementations.entries())
      if (/splunk/i.test(String(type)) && typeof code === "string")
        found.push({ name: `${file}#${index}`, uri: `file:///${file}-${index}.spl`, text: code });
  }
  return found.sort((a, b) => (digest(a.name) < digest(b.name) ? -1 : 1));
}

/** Every rule of the three collections: detections and Sigma rules as they are, the Splunk implementations of CAR. */
export async function ruleDocuments(product) {
  const searches = await searchDocuments(product);
  const sigma = [];
  for (const folder of [
    "rules",
    "rules-compliance",
    "rules-emerging-threats",
    "rules-placeholder",
    "rules-threat-hunting",
  ])
    for (const file of await yamlFiles(`sigma/${folder}`))
      sigma.push({ name: file, uri: `file:///${file}`, text: await readFile(path.join(rulesFolder(), file), "utf8") });
  return [...searches, ...sigma];
}

const digest = (name) => createHash("sha256").update(path.basename(name)).digest("hex");

async function yamlFiles(folder) {
  const files = await readdir(path.join(rulesFolder(), folder), { recursive: true });
  return files
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => path.posix.join(folder, file.split(path.sep).join("/")));
}
