import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { Refused } from "./rename.ts";
import { renameSelection, selectionReferences, selectionToRename } from "./sigma/selection-names.ts";
import { elementReferences, elementToRename, renameElement } from "./signature/element-names.ts";
import type { Reference } from "./types.ts";
import { anchorReferences, anchorToRename, renameAnchor } from "./yaml-anchors.ts";

/** The places of a YAML file that name the same: an element of a signature, a selection of a Sigma rule, or an anchor. */
export function namedInYaml(analysis: DocumentAnalysis, offset: number): readonly Reference[] {
  const ways = [
    () => elementReferences(analysis, offset),
    () => selectionReferences(analysis, offset),
    () => anchorReferences(analysis.document, offset),
  ];
  for (const way of ways) {
    const found = way();
    if (found.length > 0) return found;
  }
  return [];
}

/** What a YAML file names at an offset, to be renamed. */
export function targetInYaml(
  analysis: DocumentAnalysis,
  offset: number,
): { readonly name: string; readonly span: Span } | Refused | undefined {
  return (
    elementToRename(analysis, offset) ??
    selectionToRename(analysis, offset) ??
    anchorToRename(analysis.document, offset)
  );
}

/** Edits that give what a YAML file names at an offset another name wherever it is named; why they cannot be made. */
export function renameInYaml(
  analysis: DocumentAnalysis,
  offset: number,
  to: string,
): { readonly edits: readonly TextEdit[] } | Refused | undefined {
  return (
    renameElement(analysis, offset, to) ??
    renameSelection(analysis, offset, to) ??
    renameAnchor(analysis.document, offset, to)
  );
}
