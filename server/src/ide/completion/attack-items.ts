import type { AttackObject } from "#catalog/attack.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { renderAttack } from "../render/attack.ts";
import type { CompletionItem } from "../types.ts";
import { rankOf } from "./provider.ts";

const SHOWN = 60;

/**
 * Objects of ATT&CK of some kinds by the beginning of their id or by words of their name; with nothing typed all tactics,
 * and the techniques and data components that are in force. `insert` says what is written for one.
 */
export function attackItems(
  typed: string,
  kinds: readonly AttackObject["kind"][],
  catalog: Catalog,
  insert: (object: AttackObject) => string = ({ id }) => id,
): readonly CompletionItem[] {
  const words = typed.trim();
  const found = words === "" ? allOf(kinds, catalog) : catalog.attack.search(words, kinds, SHOWN);
  // What is no more in force can be asked for by its id, and stands behind what is.
  const inOrder = [...found].sort((a, b) => Number(ended(a) !== undefined) - Number(ended(b) !== undefined));
  return inOrder.map((object, index): CompletionItem => {
    const aliases = "aliases" in object ? ` ${object.aliases.join(" ")}` : "";
    // What was found by words of any order must not be dropped by an editor that wants them in its own, nor put in an order of its own.
    const known = `${object.id} ${object.name}${aliases}`;
    return {
      label: object.id,
      kind: "technique",
      detail: [ended(object), object.name].filter((said) => said !== undefined).join(" · "),
      documentation: () => renderAttack(object, catalog),
      insert: insert(object),
      filter: isId(object, words) ? known : `${words} ${known}`,
      rank: rankOf(0, 10_000 - index),
    };
  });
}

/** Whether the id of an object begins with what is typed. */
function isId({ id }: AttackObject, typed: string): boolean {
  return id.toLowerCase().startsWith(typed.toLowerCase());
}

/** Why an object is no more in force; undefined for one that is. */
function ended(object: AttackObject): string | undefined {
  const by =
    ("currentId" in object ? object.currentId : undefined) ?? ("revokedBy" in object ? object.revokedBy : undefined);
  if (by !== undefined && by !== object.id) return `revoked, use ${by}`;
  return "deprecated" in object && object.deprecated ? "deprecated" : undefined;
}

function allOf(kinds: readonly AttackObject["kind"][], { attack }: Catalog): readonly AttackObject[] {
  return kinds.flatMap((kind): readonly AttackObject[] => {
    if (kind === "tactic") return attack.tactics().map((tactic) => ({ kind, ...tactic }));
    if (kind === "technique")
      return attack.techniques().flatMap((one) => (one.revoked || one.deprecated ? [] : [{ kind, ...one }]));
    if (kind === "data-component")
      return attack.dataComponents().flatMap((one) => (one.deprecated ? [] : [{ kind, ...one }]));
    return [];
  });
}
