import { replaceScalar } from "#syntax/yaml/encode.ts";
import { entryOf, keyText, type YamlMapping, type YamlNode } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import type { RuleCheckContext } from "../define-rule-check.ts";
import type { UuidStatement, Written } from "./uuid-statement.ts";

/** A selection of a Sigma rule that names a Zeek endpoint or operation. */
export interface ZeekSelection {
  readonly endpoints: readonly Written[];
  readonly operations: readonly Written[];
}

/** What the selections of a Sigma rule state by `InterfaceUuid` and `OpNum`. */
export function statementsInFields({ text }: RuleCheckContext): readonly UuidStatement[] {
  return selectionsOf(text).flatMap((selection) => {
    const uuids = valuesOf(text, selection, wholeField("InterfaceUuid")).filter(({ value }) => isWhole(value));
    // Several values are alternatives: an opnum cannot be said to be of one of them.
    const opnums = uuids.length === 1 ? valuesOf(text, selection, wholeField("OpNum")) : [];
    return uuids.map((uuid): UuidStatement => ({ source: "field", uuid, isInterface: true, opnums, ports: [] }));
  });
}

/** A field that is compared with whole values: other modifiers than these compare parts, patterns or numbers. */
function wholeField(name: string): RegExp {
  return new RegExp(`^${name}(?:\\|(?:all|cased))*$`, "i");
}

/** Whether a value is no wildcard, placeholder, null or truth value. */
function isWhole(value: string): boolean {
  return !/[*?%]/.test(value) && !/^(?:null|~|true|false)$/i.test(value.trim());
}

/** The selections of a Sigma rule for Zeek's dce_rpc.log that name an endpoint or an operation. */
export function zeekSelections(text: string): readonly ZeekSelection[] {
  const root = rootOf(text);
  const source = entryOf(root, "logsource")?.value;
  const word = (key: string) => {
    const value = entryOf(source, key)?.value;
    return value?.kind === "scalar" ? value.value.toLowerCase() : "";
  };
  if (word("product") !== "zeek" || word("service") !== "dce_rpc") return [];
  return selectionsOf(text).map((selection) => ({
    endpoints: valuesOf(text, selection, /^endpoint$/i),
    operations: valuesOf(text, selection, /^operation$/i),
  }));
}

function rootOf(text: string): YamlNode | undefined {
  if (!/^detection[ \t]*:/m.test(text)) return undefined;
  return parseYaml(text).documents.find((document) => entryOf(document, "detection") !== undefined);
}

function selectionsOf(text: string): readonly YamlMapping[] {
  const detection = entryOf(rootOf(text), "detection")?.value;
  if (detection?.kind !== "mapping") return [];
  return detection.entries
    .flatMap(({ value }) => (value.kind === "sequence" ? value.items : [value]))
    .filter((one) => one.kind === "mapping");
}

function valuesOf(text: string, selection: YamlMapping, key: RegExp): readonly Written[] {
  return selection.entries
    .filter((entry) => key.test(keyText(entry) ?? ""))
    .flatMap(({ value }) => written(text, value));
}

function written(text: string, node: YamlNode): readonly Written[] {
  if (node.kind === "sequence") return node.items.flatMap((item) => written(text, item));
  if (node.kind !== "scalar" || node.value === "") return [];
  const edits = (value: string) => replaceScalar(text, node, value);
  return [{ value: node.value, span: node.span, edits }];
}
