import type { Catalog } from "#catalog/catalog.ts";
import { renderAttack } from "../render/attack.ts";
import { renderUuid } from "../render/uuid.ts";
import type { CompletionItem, CompletionList } from "../types.ts";
import { rankOf } from "./provider.ts";

const ATTACK = /(?<![\w.-])(TA?\d{0,4}(?:\.\d{0,3})?|DC\d{0,4})$/;
const HEX = /(?<![\w-])([0-9a-f]{4,8}(?:-[0-9a-f-]{0,27})?)$/i;
const SHOWN = 60;

/** Outside searches: ATT&CK ids behind `T`, `TA`, `DC`, and UUIDs of interfaces behind their first four digits. */
export function completeProse(text: string, offset: number, catalog: Catalog): CompletionList | undefined {
  const line = text.slice(Math.max(0, offset - 60), offset);
  const attack = ATTACK.exec(line)?.[1];
  if (attack !== undefined) {
    const kinds = attack.startsWith("TA")
      ? (["tactic"] as const)
      : attack.startsWith("DC")
        ? (["data-component"] as const)
        : (["technique"] as const);
    const found = catalog.attack.search(attack, kinds, SHOWN);
    const items = found.map(
      (object, index): CompletionItem => ({
        label: object.id,
        kind: "technique",
        detail: object.name,
        documentation: () => renderAttack(object, catalog),
        insert: object.id,
        filter: `${object.id} ${object.name}`,
        rank: rankOf(0, SHOWN - index),
      }),
    );
    return items.length === 0
      ? undefined
      : { span: { start: offset - attack.length, end: offset }, items, incomplete: true };
  }
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
  return items.length === 0
    ? undefined
    : { span: { start: offset - hex.length, end: offset }, items, incomplete: true };
}
