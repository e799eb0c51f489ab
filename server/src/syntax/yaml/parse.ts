import { YAMLException } from "js-yaml";
import type { Problem } from "#base/problem.ts";
import { duplicateKeys } from "./duplicate-keys.ts";
import type { YamlFile } from "./node.ts";
import { recoverYaml } from "./recover.ts";
import { scanYaml } from "./scan.ts";
import { scanShallowQuotes } from "./shallow-quotes.ts";

/**
 * Parses any text as YAML. What js-yaml accepts is read as js-yaml reads it, and so are quoted texts that only PyYAML
 * takes, with a warning; otherwise the text is cut into sections by indentation, each parsed alone, and a problem stands
 * at each section that is broken. Never throws.
 */
export function parseYaml(source: string): YamlFile {
  const problems: Problem[] = [];
  const documents = scanOrRecover(source, problems);
  for (const document of documents) duplicateKeys(document, problems);
  return { documents, problems };
}

function scanOrRecover(source: string, problems: Problem[]): YamlFile["documents"] {
  try {
    return scanYaml(source);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const shallow = scanShallowQuotes(source, error);
    if (shallow === undefined) return recoverYaml(source, error, problems);
    for (const problem of shallow.problems) problems.push(problem);
    return shallow.documents;
  }
}
