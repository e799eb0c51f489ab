import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toData } from "#syntax/yaml/data.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { shared } from "./shared.ts";

/** A search of the shared corpus and the file that holds it. */
export interface CorpusSearch {
  readonly file: string;
  readonly text: string;
}

/** The searches of the public detections and of CAR's Splunk implementations; none without the corpus. */
export function corpusSearches(): readonly CorpusSearch[] {
  const detections = shared("corpus/rules/splunk-security_content/detections");
  const analytics = shared("corpus/rules/car/analytics");
  return [
    ...(detections === undefined ? [] : yamlFiles(detections).flatMap(detectionSearch)),
    ...(analytics === undefined ? [] : yamlFiles(analytics).flatMap(analyticSearches)),
  ];
}

function yamlFiles(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => join(folder, file));
}

/** The mappings of a file's documents; the recovering reader, since some files of the corpus are no clean YAML. */
function documents(file: string): readonly Record<string, unknown>[] {
  return parseYaml(readFileSync(file, "utf8"))
    .documents.map((node) => toData(node))
    .filter(isRecord);
}

function detectionSearch(file: string): readonly CorpusSearch[] {
  return documents(file).flatMap(({ search }) => (typeof search === "string" ? [{ file, text: search }] : []));
}

function analyticSearches(file: string): readonly CorpusSearch[] {
  const all = documents(file).flatMap(({ implementations }): unknown[] =>
    Array.isArray(implementations) ? implementations : [],
  );
  return all
    .filter(isRecord)
    .flatMap(({ type, code }) =>
      /splunk/i.test(String(type)) && typeof code === "string" ? [{ file, text: code }] : [],
    );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
