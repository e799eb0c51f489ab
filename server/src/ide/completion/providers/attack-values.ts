import type { AttackObject } from "#catalog/attack.ts";
import { attackItems } from "../attack-items.ts";
import type { CompletionContext } from "../context.ts";
import { rankByLikelihood } from "../likelihood.ts";
import type { Provider } from "../provider.ts";

/** Beginnings of ids, with what they are ids of. */
const IDS: readonly (readonly [pattern: RegExp, kinds: readonly AttackObject["kind"][]])[] = [
  [/^TA\d{0,4}$/, ["tactic"]],
  [/^T\d{1,4}(?:\.\d{0,3})?$/, ["technique"]],
];

/** ATT&CK in texts: where the field names it, by id or words; elsewhere inside quotes by the beginning of an id. */
export const attackValues: Provider = (context) => {
  const { quoted, typed, cursor, place } = context;
  const field = place === "value" ? (context.field ?? "") : assignedField(context);
  const last = typed.slice(typed.lastIndexOf(",") + 1).trimStart();
  const kinds = kindsOf(field);
  if (kinds === undefined && (!quoted || place === "field")) return [];
  const meant = kinds ?? IDS.find(([pattern]) => pattern.test(last))?.[1];
  if (meant === undefined || (meant !== kinds && last !== typed)) return [];
  const named = /tactic$/i.test(field)
    ? ({ name }: AttackObject): string => name
    : ({ id }: AttackObject): string => id;
  return attackItems(typed, meant, cursor.catalog, named).map((item, index) => ({
    ...item,
    insert: quoted ? item.insert : `"${item.insert}"`,
    rank: rankByLikelihood(0.3 / (index + 1)),
  }));
};

function kindsOf(field: string): readonly AttackObject["kind"][] | undefined {
  if (/tactic(?:_id|s)?$/i.test(field)) return ["tactic"];
  if (/technique(?:_id|s)?$|mitre_attack_id$/i.test(field)) return ["technique"];
  return undefined;
}

/** The field that eval makes of what is typed. */
function assignedField({ place, scan, stage }: CompletionContext): string {
  const [sign, name] = scan.last;
  return place === "eval" && stage?.command === "eval" && sign === "=" ? name.replace(/^["']|["']$/g, "") : "";
}
