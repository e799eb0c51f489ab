import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { Document } from "#analysis/document.ts";
import { ruleFileOf } from "#analysis/rule-file-of.ts";
import { type UuidPlace, uuidPlaces } from "#analysis/uuid-places.ts";
import { contains, touches } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { uuidsNamed } from "#languages/signature/named-uuid.ts";
import type { Refused } from "../rename.ts";

/** The UUID that stands at an offset in any of its forms. */
export function uuidAt({ document, environment }: DocumentAnalysis, offset: number): UuidPlace | undefined {
  return placesOf(document, environment.catalog).find(({ span }) => touches(span, offset));
}

/** Every place of a document that states a UUID, in any of its forms. */
export function uuidReferences(document: Document, uuid: string, catalog: Catalog): readonly UuidPlace[] {
  return placesOf(document, catalog).filter((place) => place.uuid === uuid);
}

/** The first place in each signature rule of a document that states a UUID, in any of its forms: what looks for it in traffic. */
export function uuidSignatures(document: Document, uuid: string, catalog: Catalog): readonly UuidPlace[] {
  const rule = ruleFileOf(document);
  const places = uuidPlaces(document.text, rule, catalog).filter((place) => place.uuid === uuid);
  return rule.analytics.flatMap(({ language, span }) =>
    language === "signature" ? places.filter((place) => contains(span, place.span)).slice(0, 1) : [],
  );
}

/** The UUID that a new name stands for: digits, or the name of one known interface. */
export function newUuid(text: string, catalog: Catalog): { readonly uuid: string } | Refused {
  const [uuid, ...others] = uuidsNamed(text, catalog);
  if (uuid === undefined)
    return { refused: `“${text}” is neither a UUID nor the name of a known interface, transfer syntax or class.` };
  if (others.length > 0) return { refused: `“${text}” is the name of several interfaces; write the UUID.` };
  return { uuid };
}

/** The edits of a document that state another UUID wherever one stands, each in the form that is there; why they cannot be made. */
export function replaceUuid(
  document: Document,
  from: string,
  to: string,
  catalog: Catalog,
): readonly TextEdit[] | Refused {
  try {
    return uuidReferences(document, from, catalog).flatMap((place) => place.edits(to));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { refused: `${document.uri} cannot hold the other UUID: ${error.message}.` };
  }
}

function placesOf(document: Document, catalog: Catalog): readonly UuidPlace[] {
  return uuidPlaces(document.text, ruleFileOf(document), catalog);
}
