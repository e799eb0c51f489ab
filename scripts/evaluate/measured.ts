/** What the evaluations ask of the product; bundled by `scripts/generate/load.mjs`. */
export { analyseDocument } from "#analysis/analysis.ts";
export { createDocument } from "#analysis/document.ts";
export { nodeEnvironment } from "#hosts/node/environment.ts";
export { complete } from "#ide/completion/complete.ts";
export { completionContext } from "#ide/completion/context.ts";
export { shapeOf, situationsOf } from "#ide/completion/situation.ts";
export { analyticCursor } from "#ide/cursor.ts";
export { hover } from "#ide/hover/hover.ts";
export { EVENT_ID_FIELDS } from "#ide/hover/windows-value.ts";
export { DEFAULT_SETTINGS } from "#runtime/settings.ts";
export { children } from "#syntax/spl/path.ts";
export { toData } from "#syntax/yaml/data.ts";
export { entryOf, itemsOf, keyText } from "#syntax/yaml/node.ts";
export { parseYaml } from "#syntax/yaml/parse.ts";
