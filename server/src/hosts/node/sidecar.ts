import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { InputDefaults } from "#engine/readers/reader.ts";
import { toData } from "#syntax/yaml/data.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { isWithin, realPath } from "./walk-folder.ts";

/** Ends the name of a file that says what Splunk would know of the log beside it. */
export const SIDECAR_END = ".rulehound.yaml";

const MOST_BYTES = 64 * 1024;
const KEYS = ["sourcetype", "source", "host", "index"] as const;

/** What a sidecar says, and what is wrong with it: one sentence each. */
export interface Sidecar {
  readonly inputs: InputDefaults;
  readonly notes: readonly string[];
}

/** Reads `NAME.rulehound.yaml` beside a log; nothing when there is none. A link in its place must not lead out of the log's folder. */
export async function readSidecar(log: string): Promise<Sidecar> {
  const file = log + SIDECAR_END;
  const [real, folder] = [realPath(file), realPath(path.dirname(log))];
  if (real !== undefined && folder !== undefined && !isWithin(folder, real))
    return { inputs: {}, notes: [`${file} is a link to ${real}, outside of its folder; it is not read.`] };
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return { inputs: {}, notes: [] };
  if (!found.isFile() || found.size > MOST_BYTES)
    return { inputs: {}, notes: [`${file}: it must be a file of at most ${MOST_BYTES / 1024} KB; it is not read.`] };
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return { inputs: {}, notes: [`${file}: it cannot be read.`] };
  const { documents, problems } = parseYaml(text);
  const [problem] = problems;
  if (problem !== undefined) return { inputs: {}, notes: [`${file}: ${problem.message}`] };
  const data = documents[0] === undefined ? {} : toData(documents[0]);
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    return { inputs: {}, notes: [`${file}: it must be a mapping with ${KEYS.join(", ")}.`] };
  }
  const inputs: Record<string, string> = {};
  const notes: string[] = [];
  for (const [key, value] of Object.entries(data)) {
    const known = KEYS.find((one) => one === key);
    if (known === undefined) notes.push(`${file}: "${key}" is not known here; it takes ${KEYS.join(", ")}.`);
    else if (typeof value === "string" || typeof value === "number") inputs[known] = String(value);
    else notes.push(`${file}: "${key}" must be a text.`);
  }
  return { inputs, notes };
}
