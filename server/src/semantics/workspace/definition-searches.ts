import type { EmbeddedText } from "#base/embedded-text.ts";
import { entryOf, itemsOf, valueAt, type YamlNode } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { embedConfValue } from "../rule/embed-conf-value.ts";
import { embedScalar } from "../rule/embed-scalar.ts";
import { readConfFile } from "./conf-layers.ts";
import { fileKind } from "./file-kind.ts";
import type { DefinitionFile } from "./workspace-file.ts";

/**
 * The texts of a file of definitions that are parts of searches: what macros stand for, and saved searches. Texts of eval
 * macros are expressions and left out.
 */
export function definitionSearches(file: DefinitionFile): readonly EmbeddedText[] {
  switch (fileKind(file.path)) {
    case "macros-conf":
      return settingsOf(file, "definition");
    case "savedsearches-conf":
      return settingsOf(file, "search");
    case "content-macro":
      return macroTexts(file, (root) => (root === undefined ? [] : [root]));
    case "overlay":
      return macroTexts(file, (root) => itemsOf(valueAt(root, "macros")));
    default:
      return [];
  }
}

function settingsOf(file: DefinitionFile, key: string): readonly EmbeddedText[] {
  return readConfFile(file).stanzas.flatMap(({ settings }) => {
    if (settings.some((setting) => setting.key === "iseval" && /^(?:1|t|true|y|yes)$/i.test(setting.value))) return [];
    return settings.filter((setting) => setting.key === key).map((setting) => embedConfValue(file.text, setting));
  });
}

function macroTexts(
  { text }: DefinitionFile,
  entries: (root: YamlNode | undefined) => readonly YamlNode[],
): readonly EmbeddedText[] {
  return entries(parseYaml(text).documents[0]).flatMap((entry) => {
    const definition = entryOf(entry, "definition")?.value;
    const isEval = entryOf(entry, "iseval")?.value;
    if (definition?.kind !== "scalar" || (isEval?.kind === "scalar" && isEval.value === "true")) return [];
    return [embedScalar(text, definition)];
  });
}
