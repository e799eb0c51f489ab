import type { AttackObject } from "#catalog/attack.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { RuleFormat } from "#semantics/rule/rule-file.ts";
import { renderUuid } from "../render/uuid.ts";
import type { CompletionItem, CompletionList } from "../types.ts";
import { attackItems } from "./attack-items.ts";
import { markdownAttack } from "./markdown-attack.ts";
import { rankOf } from "./provider.ts";

const IDS: readonly (readonly [pattern: RegExp, kind: AttackObject["kind"]])[] = [
  [/(?<![\w.-])TA\d{0,4}$/, "tactic"],
  [/(?<![\w.-])T\d{0,4}(?:\.\d{0,3})?$/, "technique"],
  [/(?<![\w.-])DC\d{0,4}$/, "data-component"],
  [/(?<![\w.-])G\d{1,4}$/, "group"],
  [/(?<![\w.-])S\d{1,4}$/, "software"],
  [/(?<![\w.-])M\d{1,4}$/, "mitigation"],
];
const HEX = /(?<![\w-])([0-9a-f]{4,8}(?:-[0-9a-f-]{0,27})?)$/i;
const SHOWN = 60;

/**
 * Outside searches: ATT&CK ids behind their first letters, in Markdown by words as well where the text says that ATT&CK
 * stands there, and UUIDs of interfaces behind their first four digits.
 */
export function completeProse(
  text: string,
  offset: number,
  catalog: Catalog,
  format?: RuleFormat,
): CompletionList | undefined {
  const line = text.slice(Math.max(0, offset - 60), offset);
  for (const [pattern, kind] of IDS) {
    const typed = pattern.exec(line)?.[0];
    if (typed !== undefined) return listed(typed, offset, attackItems(typed, [kind], catalog));
  }
  const named = format === "markdown" ? markdownAttack(text, offset) : undefined;
  if (named !== undefined) return listed(named.typed, offset, attackItems(named.typed, named.kinds, catalog));
  const hex = HEX.exec(line)?.[1];
  if (hex === undefined || !/\d/.test(hex)) return undefined;
  const items = catalog.rpc.search(hex.toLowerCase(), SHOWN).flatMap((rpc, index): readonly CompletionItem[] =>
    rpc.uuid.startsWith(hex.toLowerCase())
      ? [
          {
            label: rpc.uuid,
            kind: "interface",
            detail: rpc.name ?? rpc.kind,
            documentation: () => renderUuid({ uuid: rpc.uuid, form: "canonical" }, catalog),
            insert: rpc.uuid,
            rank: rankOf(0, SHOWN - index),
          },
        ]
      : [],
  );
  return listed(hex, offset, items);
}

function listed(typed: string, offset: number, items: readonly CompletionItem[]): CompletionList | undefined {
  if (items.length === 0) return undefined;
  return { span: { start: offset - typed.length, end: offset }, items, incomplete: true };
}
