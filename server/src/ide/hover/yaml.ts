import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import { type KeyNode, keyAt } from "../keys/key-tree.ts";
import { keysOfDocument } from "../keys/keys-of-document.ts";
import type { Hover } from "../types.ts";
import { hoverSigma } from "./sigma.ts";
import { type PathInYaml, pathInYaml } from "./yaml-path.ts";

/** A key of a YAML file whose format is known, or a value that its key explains; fields and values of Sigma rules by their events. */
export function hoverYaml(analysis: DocumentAnalysis, offset: number): Hover | undefined {
  if (!/\.ya?ml$/i.test(analysis.document.uri.replace(/[?#].*$/, ""))) return undefined;
  const keys = keysOfDocument(analysis);
  const place = keys === undefined ? undefined : pathInYaml(analysis.document, offset);
  if (keys === undefined || place === undefined) return undefined;
  const inSigma = analysis.rule.format === "sigma" ? hoverSigma(analysis, place, offset) : undefined;
  if (inSigma !== undefined) return inSigma;
  const node = keyAt(keys, place.path);
  const contents = node && (place.value === undefined ? renderKey(place, node) : renderChoice(place.value.value, node));
  return contents === undefined ? undefined : { span: (place.value ?? place.key).span, contents };
}

function renderKey({ path }: PathInYaml, node: KeyNode): string {
  const facts = [node.required === true ? "required" : "", node.list === true ? "a list" : ""].filter(
    (fact) => fact !== "",
  );
  const lines = [
    `**${escapeMarkdown(path.at(-1) ?? "")}**${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`,
    node.doc,
  ];
  const values = (node.values ?? []).slice(0, MOST_VALUES).map((choice) => {
    const [value, meaning] = typeof choice === "string" ? [choice, ""] : choice;
    return `- ${inlineCode(value)}${meaning === "" ? "" : ` ${meaning}`}`;
  });
  if (values.length > 0) lines.push(values.join("\n"));
  return lines.filter((line) => line !== "").join("\n\n");
}

const MOST_VALUES = 12;

/** A fixed value of a key, where it has a meaning of its own. */
function renderChoice(text: string, node: KeyNode): string | undefined {
  for (const choice of node.values ?? []) {
    if (typeof choice === "string" || choice[0] !== text || choice[1] === "") continue;
    return `${inlineCode(text)} ${choice[1]}`;
  }
  return undefined;
}
