import type { Document } from "#analysis/document.ts";
import { type NameContext, type NamePlace, nameEdits, namePlaceAt, namePlaces } from "#analysis/name-places.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { nameKey, type WorkspaceName } from "#semantics/spl/name-uses.ts";
import type { NameKind, WorkspaceNames } from "#semantics/workspace/workspace-names.ts";
import type { Refused } from "./rename.ts";

const KINDS: Readonly<Record<NameKind, string>> = { macro: "macro", lookup: "lookup", "saved-search": "saved search" };

/** The macro, lookup or saved search whose name stands at an offset of a rule file or a file of definitions. */
export function nameAt(document: Document, offset: number, context: NameContext): NamePlace | undefined {
  return namePlaceAt(document, offset, context);
}

/** Every place of a document that defines or uses a name of the workspace. */
export function placesOfName(document: Document, name: WorkspaceName, context: NameContext): readonly NamePlace[] {
  if (!document.text.includes(name.name)) return [];
  const key = nameKey(name);
  return namePlaces(document, context).filter((place) => nameKey(place) === key);
}

/** Why a name cannot be renamed, whatever the new one; undefined when it can. */
export function renameProblem(named: WorkspaceName, { names, definitionsOf }: WorkspaceNames): Refused | undefined {
  const { kind, name, arity } = named;
  const what = KINDS[kind];
  const called = `The ${what} “${name}”`;
  const table = kind === "lookup" ? names.lookup(name) : undefined;
  if (table?.table !== undefined && table.definition.source === table.table.file)
    return { refused: `${called} is called after its file ${table.table.file}; rename the file.` };
  if (definitionsOf(kind, name, arity).length === 0)
    return { refused: `${called} is not defined in a file of this workspace.` };
  const builder =
    kind === "macro" ? names.macros.find((one) => one.isEval && hasWord(one.definition, name)) : undefined;
  if (builder !== undefined)
    return {
      refused: `The eval macro “${builder.name}” may build a call of “${name}”, which would keep the old name.`,
    };
  return undefined;
}

function hasWord(text: string, word: string): boolean {
  return text.split(/[^\w.:-]+/).includes(word);
}

/** Why a name cannot become `to`; undefined when it can. */
export function newNameProblem(named: WorkspaceName, to: string, { names }: WorkspaceNames): Refused | undefined {
  const what = KINDS[named.kind];
  if (to === named.name) return { refused: `The ${what} is called “${to}” already.` };
  if (named.kind === "saved-search" ? !/^[^"\\[\]`|\r\n]+$/.test(to) || to.trim() !== to : !/^[\w.:-]+$/.test(to))
    return {
      refused: `A ${what} cannot be called “${to}”: ${named.kind === "saved-search" ? "use no quotes, brackets, backslashes, pipes and backticks" : "use letters, digits, _, - and dots"}.`,
    };
  const taken = {
    macro: () => names.macro(to, named.arity ?? 0) !== undefined,
    lookup: () => names.lookup(to) !== undefined,
    "saved-search": () => names.savedSearch(to) !== undefined,
  };
  return taken[named.kind]() ? { refused: `The workspace has a ${what} “${to}” already.` } : undefined;
}

/** The edits of one document that give a name another one; why they cannot be made. */
export function renameInDocument(
  document: Document,
  named: WorkspaceName,
  to: string,
  context: NameContext,
): readonly TextEdit[] | Refused {
  try {
    return document.text.includes(named.name) ? nameEdits(document, named, to, context) : [];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { refused: `${document.uri} cannot hold the new name: ${error.message}.` };
  }
}
