import { editDistance } from "#base/closest.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { uuidOfBytes, wireBytes } from "#semantics/signature/uuid.ts";

const FEATURES = "6cb71c2c-9812-4540-";
const SUGGESTED = 3;

/** The name of a known UUID; undefined when it is not known. */
export function nameOf(uuid: string, { rpc }: Catalog): string | undefined {
  const fact = rpc.describe(uuid);
  // The last eight bytes of bind-time feature negotiation are flags.
  if (fact === undefined) return uuid.startsWith(FEATURES) ? "BindTimeFeatureNegotiation" : undefined;
  if (fact.kind === "transfer-syntax") return fact.syntax.name;
  return fact.kind === "class" ? fact.class.name : (fact.interface.name ?? "an interface without a known name");
}

/** The known UUID that an unknown one is with the bytes of its first three fields reversed. */
export function swappedKnown(uuid: string, catalog: Catalog): string | undefined {
  if (nameOf(uuid, catalog) !== undefined) return undefined;
  const swapped = uuidOfBytes(wireBytes(uuid));
  return nameOf(swapped, catalog) === undefined ? undefined : swapped;
}

/**
 * Known UUIDs that an unknown one may be a slip of: up to two wrong digits, a transposition, or one wrong field of five. At most
 * three, those with the fewest differing digits first.
 */
export function nearestKnown(uuid: string, { rpc }: Catalog): readonly string[] {
  const known = [
    ...rpc.all().map((one) => one.uuid),
    ...rpc.transferSyntaxes().map((one) => one.uuid),
    ...rpc.classes().map(({ clsid }) => clsid),
  ];
  return known
    .filter((one) => isNear(uuid, one))
    .map((one) => ({ one, digits: [...one].filter((digit, i) => digit !== uuid[i]).length }))
    .sort((a, b) => a.digits - b.digits || (a.one < b.one ? -1 : 1))
    .slice(0, SUGGESTED)
    .map(({ one }) => one);
}

function isNear(uuid: string, known: string): boolean {
  const fields = uuid.split("-");
  if (known.split("-").filter((field, i) => field === fields[i]).length === 4) return true;
  return editDistance(uuid, known, 2) <= 2;
}
