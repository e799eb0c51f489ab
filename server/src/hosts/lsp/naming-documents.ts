import { pathToFileURL } from "node:url";
import { createDocument, type Document } from "#analysis/document.ts";
import type { RuleIndex } from "#analysis/rule-index.ts";
import type { WorkspaceName } from "#semantics/spl/name-uses.ts";
import { textOf } from "../node/index-rules.ts";
import { toPath } from "./file-path.ts";
import type { Session } from "./session.ts";

/** Milliseconds of work after which the server's other work gets its turn. */
const SLICE = 15;

/**
 * The documents of the workspace that may define or use a name: `here` first, then the files of definitions, then the rule
 * files that the index knows to use it; each as it stands in the editor, else as it is on disk.
 */
export function documentsNaming(
  name: WorkspaceName,
  here: Document,
  session: Session,
  index: RuleIndex,
): AsyncGenerator<Document> {
  const files = [...session.workspace.definitionFiles(name.name), ...index.filesUsing(name).map(toPath)];
  return documentsOf(files, here, session);
}

/** The documents of the workspace that state a UUID in any of its forms, `here` first. */
export function documentsStating(
  uuid: string,
  here: Document,
  session: Session,
  index: RuleIndex,
): AsyncGenerator<Document> {
  return documentsOf(index.filesStating(uuid).map(toPath), here, session);
}

async function* documentsOf(files: readonly string[], here: Document, session: Session): AsyncGenerator<Document> {
  yield here;
  const seen = new Set([toPath(here.uri)]);
  let turn = performance.now();
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    const document = await documentOf(file, session);
    if (document !== undefined) yield document;
    if (performance.now() - turn < SLICE) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turn = performance.now();
  }
}

async function documentOf(file: string, session: Session): Promise<Document | undefined> {
  const open = session.openFile(file);
  if (open !== undefined) return open;
  const text = await textOf(file);
  return text === undefined ? undefined : createDocument(pathToFileURL(file).href, 0, text);
}
