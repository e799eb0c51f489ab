import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { valueAt, type YamlMapping } from "#syntax/yaml/node.ts";
import { type KeyNode, keyAt } from "../keys/key-tree.ts";
import { keysOfDocument } from "../keys/keys-of-document.ts";
import { renderAttack } from "../render/attack.ts";
import { renderEvent } from "../render/event.ts";
import { renderSource } from "../render/source.ts";
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
  const contents =
    node &&
    (place.value === undefined ? renderKey(place, node) : renderValue(place.value.value, node, place, analysis));
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

/** A value of a key: one of the fixed ones with a meaning of its own, or a name that the catalog knows. */
function renderValue(
  text: string,
  node: KeyNode,
  { mapping }: PathInYaml,
  { environment: { catalog } }: DocumentAnalysis,
): string | undefined {
  for (const choice of node.values ?? []) {
    if (typeof choice === "string" || choice[0] !== text || choice[1] === "") continue;
    return `${inlineCode(text)} ${choice[1]}`;
  }
  switch (node.source) {
    case "tactic": {
      const tactic = catalog.attack.tactic(text);
      return tactic && renderAttack({ kind: "tactic", ...tactic }, catalog);
    }
    case "data-component": {
      const component = catalog.attack.dataComponent(text.replace(/^[^:]*:\s*/, ""));
      return component && renderAttack({ kind: "data-component", ...component }, catalog);
    }
    case "channel":
      return renderChannel(text, catalog);
    case "event-id":
      return renderOverlayId(text, mapping, catalog);
    case "source":
    case "sourcetype":
      return renderSource(node.source, text, catalog);
    case "field": {
      const doc = catalog.fields.describe(text)?.doc;
      return doc === undefined ? undefined : `**${escapeMarkdown(text)}**\n\n${doc}`;
    }
    default:
      return undefined;
  }
}

function renderChannel(text: string, { windows }: Catalog): string | undefined {
  const known = windows.channel(text);
  if (known === undefined) return undefined;
  const providers = known.providers.slice(0, MOST_VALUES).map(inlineCode).join(", ");
  return `**${escapeMarkdown(known.channel)}** event log\n\n${known.events} known events · providers ${providers}`;
}

/** An event id beside the channel that it is of. */
function renderOverlayId(text: string, mapping: YamlMapping, catalog: Catalog): string | undefined {
  const stated = valueAt(mapping, "channel");
  const channel = stated?.kind === "scalar" ? catalog.windows.channel(stated.value)?.channel : undefined;
  if (!/^\d{1,5}$/.test(text) || channel === undefined) return undefined;
  const event = catalog.windows.event(channel, Number(text));
  return event && renderEvent(event);
}
