import type { Location, ResponseError, WorkspaceEdit } from "vscode-languageserver";
import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { RuleIndex } from "#analysis/rule-index.ts";
import type { UuidPlace } from "#analysis/uuid-places.ts";
import type { Refused } from "#ide/rename.ts";
import { newUuid, replaceUuid, uuidReferences, uuidSignatures } from "#ide/signature/uuid-references.ts";
import { documentsStating } from "./naming-documents.ts";
import type { Session } from "./session.ts";
import { toRange, toTextEdits } from "./to-lsp/places.ts";

/** Finds places of a UUID in a document: those that state it, or those of rules that hold it. */
type Find = typeof uuidReferences | typeof uuidSignatures;

/** The places of all rule files that state a UUID: as digits, as bytes, by name or as the printable characters of its bytes. */
export const uuidLocations = locationsBy(uuidReferences);

/** The signature rules of all rule files that hold a UUID, each by the first place that states it. */
export const uuidDefinitions = locationsBy(uuidSignatures);

function locationsBy(find: Find) {
  return async (
    { uuid }: UuidPlace,
    { document, environment }: DocumentAnalysis,
    session: Session,
    index: RuleIndex,
  ): Promise<Location[]> => {
    const found: Location[] = [];
    for await (const other of documentsStating(uuid, document, session, index))
      for (const { span } of find(other, uuid, environment.catalog))
        found.push({ uri: other.uri, range: toRange(other, span) });
    return found;
  };
}

/** The edits of all rule files that state another UUID in place of one, each place in the form that it has. */
export async function renameUuid(
  { uuid }: UuidPlace,
  to: string,
  { document, environment }: DocumentAnalysis,
  session: Session,
  index: RuleIndex,
  failed: (refused: Refused) => ResponseError<void>,
): Promise<WorkspaceEdit | ResponseError<void>> {
  const wanted = newUuid(to, environment.catalog);
  if ("refused" in wanted) return failed(wanted);
  const changes: Record<string, ReturnType<typeof toTextEdits>> = {};
  for await (const other of documentsStating(uuid, document, session, index)) {
    const edits = replaceUuid(other, uuid, wanted.uuid, environment.catalog);
    if ("refused" in edits) return failed(edits);
    if (edits.length > 0) changes[other.uri] = toTextEdits(other, edits);
  }
  return { changes };
}
