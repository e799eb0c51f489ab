import type { CheckFacts } from "./define.ts";
import { checks } from "./index.ts";
import { ruleChecks } from "./rule-checks.index.ts";

/** Every check: those of searches and those of rule files. Each has a page, docs/checks/ID.md. */
export const allChecks: readonly CheckFacts[] = [...checks, ...ruleChecks];
