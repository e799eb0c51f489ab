import type { DocumentAnalysis } from "#analysis/analysis.ts";
import { touches } from "#base/span.ts";
import { analyticCursor } from "../cursor.ts";
import { hoverElement } from "../signature/hover-element.ts";
import { hoverNamedElement } from "../signature/hover-named.ts";
import type { Hover } from "../types.ts";
import { hoverConf } from "./conf.ts";
import { hoverMacro } from "./macro.ts";
import { hoverNode, type SeenValue } from "./node.ts";
import { hoverEventId, hoverLiteralText, hoverOpnumText, hoverText } from "./prose.ts";
import { hoverYaml } from "./yaml.ts";

/**
 * What the document says at an offset, and what is known of it. Inside an analytic macros and names that tell themselves (UUIDs,
 * ATT&CK ids) come first, then the search's own constructs, which know the admitted events; elsewhere the text is all there is.
 * `seen` gives values from the sample that an analytic ran on.
 */
export function hover(
  analysis: DocumentAnalysis,
  offset: number,
  seen: SeenValue = () => undefined,
): Hover | undefined {
  const found = hoverAt(analysis, offset, seen);
  // A place in the indentation of a YAML block belongs to the end of the line before in the search, where nothing is meant.
  return found !== undefined && touches(found.span, offset) ? found : undefined;
}

function hoverAt(analysis: DocumentAnalysis, offset: number, seen: SeenValue): Hover | undefined {
  const { text } = analysis.document;
  const { catalog } = analysis.environment;
  const cursor = analyticCursor(analysis, offset);
  const inText = (): Hover | undefined =>
    hoverEventId(text, offset, catalog) ??
    hoverOpnumText(text, offset, catalog) ??
    (cursor === undefined ? hoverLiteralText(text, offset, catalog) : undefined);
  if (cursor === undefined)
    return (
      hoverText(text, offset, catalog) ??
      hoverElement(analysis, offset) ??
      hoverNamedElement(analysis, offset) ??
      hoverYaml(analysis, offset) ??
      hoverConf(analysis, offset) ??
      inText()
    );
  return hoverMacro(cursor) ?? hoverText(text, offset, catalog) ?? hoverNode(cursor, seen) ?? inText();
}
