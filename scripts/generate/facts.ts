/** What the generators read of the product; bundled by `load.mjs`. */
export { checks } from "#checks/index.ts";
export { ruleChecks } from "#checks/rule-checks.index.ts";
export { checkPage } from "#ide/render/check.ts";
export { commandSignature, functionSignature, optionType } from "#ide/render/command.ts";
export { splDialect } from "#languages/spl/dialect.ts";
export { DEFAULT_SETTINGS } from "#runtime/settings.ts";
export { SPLUNK_SWITCHES } from "#runtime/splunk-switches.ts";
