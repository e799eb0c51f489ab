import { stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Connection, DocumentLink, WorkspaceEdit } from "vscode-languageserver";
import type { Document } from "#analysis/document.ts";
import type { NamePlace } from "#analysis/name-places.ts";
import type { RuleIndex } from "#analysis/rule-index.ts";
import { definitions } from "#ide/definitions.ts";
import { links } from "#ide/links.ts";
import { references } from "#ide/references.ts";
import { type Refused, rename, renameTarget } from "#ide/rename.ts";
import { uuidAt, uuidReferences } from "#ide/signature/uuid-references.ts";
import { nameAt, newNameProblem, placesOfName, renameInDocument, renameProblem } from "#ide/workspace-rename.ts";
import { pathOfUri } from "./file-path.ts";
import { fromPosition } from "./from-lsp.ts";
import { documentsNaming } from "./naming-documents.ts";
import { RequestFailed } from "./request-failed.ts";
import type { Session } from "./session.ts";
import { toHighlight } from "./to-lsp/marks.ts";
import { toRange, toTextEdits } from "./to-lsp/places.ts";
import { renameUuid, uuidDefinitions, uuidLocations } from "./uuid-navigation.ts";

/** Binds the methods that lead from a name to its other places: within a document, and across the files of the workspace. */
export function serveNavigation(connection: Connection, session: Session, index: RuleIndex): void {
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return [];
    const { document } = analysis;
    const { definitionsOf } = session.workspace.names;
    const offset = fromPosition(document, position);
    const named = nameAt(document, offset, session.environment);
    const found =
      named === undefined
        ? definitions(analysis, offset, definitionsOf)
        : definitionsOf(named.kind, named.name, named.arity);
    const stated = found.length === 0 ? uuidAt(analysis, offset) : undefined;
    if (stated !== undefined) return uuidDefinitions(stated, analysis, session, index);
    return found.flatMap(({ file, span }) => {
      const target = file === undefined ? document : session.file(file);
      return target === undefined ? [] : [{ uri: target.uri, range: toRange(target, span) }];
    });
  });

  connection.onReferences(async ({ textDocument: { uri }, position, context }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return [];
    const { document } = analysis;
    const offset = fromPosition(document, position);
    const named = nameAt(document, offset, session.environment);
    if (named === undefined) {
      const own = references(analysis, offset);
      const stated = own.length === 0 ? uuidAt(analysis, offset) : undefined;
      if (stated !== undefined) return uuidLocations(stated, analysis, session, index);
      return own
        .filter(({ definition }) => context.includeDeclaration || !definition)
        .map(({ span }) => ({ uri, range: toRange(document, span) }));
    }
    const found: { uri: string; range: ReturnType<typeof toRange> }[] = [];
    for await (const other of documentsNaming(named, document, session, index))
      for (const { span, isDefinition } of placesOfName(other, named, session.environment))
        if (context.includeDeclaration || !isDefinition) found.push({ uri: other.uri, range: toRange(other, span) });
    return found;
  });

  connection.onDocumentHighlight(({ textDocument: { uri }, position }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return [];
    const { document } = analysis;
    const offset = fromPosition(document, position);
    const named = nameAt(document, offset, session.environment);
    const found =
      named === undefined
        ? references(analysis, offset)
        : placesOfName(document, named, session.environment).map(({ span, isDefinition }) => ({
            span,
            kind: isDefinition ? ("write" as const) : ("read" as const),
            definition: isDefinition,
          }));
    const stated = found.length === 0 ? uuidAt(analysis, offset) : undefined;
    if (stated !== undefined)
      return uuidReferences(document, stated.uuid, session.environment.catalog).map(({ span }) =>
        toHighlight(document, { span, kind: "read", definition: false }),
      );
    return found.map((one) => toHighlight(document, one));
  });

  connection.onPrepareRename(({ textDocument: { uri }, position }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return null;
    const { document } = analysis;
    const offset = fromPosition(document, position);
    const named = nameAt(document, offset, session.environment);
    const target =
      named === undefined
        ? renameTarget(analysis, offset)
        : (renameProblem(named, session.workspace.names) ?? { name: named.name, span: named.span });
    if (target === undefined) {
      const stated = uuidAt(analysis, offset);
      return stated === undefined ? null : { range: toRange(document, stated.span), placeholder: stated.uuid };
    }
    return "refused" in target ? failed(target) : { range: toRange(document, target.span), placeholder: target.name };
  });

  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return null;
    const { document } = analysis;
    const offset = fromPosition(document, position);
    const named = nameAt(document, offset, session.environment);
    if (named !== undefined) return renameName(named, newName, document, session, index);
    const renamed = rename(analysis, offset, newName);
    if (renamed === undefined) {
      const stated = uuidAt(analysis, offset);
      return stated === undefined ? null : renameUuid(stated, newName, analysis, session, index, failed);
    }
    if ("refused" in renamed) return failed(renamed);
    return { changes: { [uri]: toTextEdits(document, renamed.edits) } };
  });

  connection.onDocumentLinks(async ({ textDocument: { uri } }) => {
    const analysis = session.analysis(uri);
    if (analysis === undefined) return [];
    const found: DocumentLink[] = [];
    for (const { span, to, tooltip } of links(analysis)) {
      const target = "url" in to ? to.url : await sampleUri(uri, to.sample);
      if (target !== undefined) found.push({ range: toRange(analysis.document, span), target, tooltip });
    }
    return found;
  });
}

/** The edits of all files that give a macro, lookup or saved search another name. */
async function renameName(
  named: NamePlace,
  newName: string,
  document: Document,
  session: Session,
  index: RuleIndex,
): Promise<WorkspaceEdit | RequestFailed> {
  const { names } = session.workspace;
  const refused = renameProblem(named, names) ?? newNameProblem(named, newName, names);
  if (refused !== undefined) return failed(refused);
  const changes: Record<string, ReturnType<typeof toTextEdits>> = {};
  for await (const other of documentsNaming(named, document, session, index)) {
    const edits = renameInDocument(other, named, newName, session.environment);
    if ("refused" in edits) return failed(edits);
    if (edits.length > 0) changes[other.uri] = toTextEdits(other, edits);
  }
  return { changes };
}

function failed({ refused }: Refused): RequestFailed {
  return new RequestFailed(refused);
}

/** The URI of a sample that a rule names, if it is there. */
async function sampleUri(rule: string, sample: string): Promise<string | undefined> {
  const from = pathOfUri(rule);
  if (from === undefined) return undefined;
  const file = path.resolve(path.dirname(from), sample);
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() === true ? pathToFileURL(file).href : undefined;
}
