import type { CheckDefinition } from "#checks/define.ts";
import type { RuleCheckDefinition } from "#checks/define-rule-check.ts";
import type { Severity } from "#checks/diagnostic.ts";
import { checks } from "#checks/index.ts";
import { ruleChecks } from "#checks/rule-checks.index.ts";
import { checkPage, checkPageUrl } from "#ide/render/check.ts";

export const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

const PRECISION = { proved: "very-high", likely: "high", hint: "medium" } as const;

const known = new Map<string, CheckDefinition | RuleCheckDefinition>(
  [...checks, ...ruleChecks].map((check) => [check.id, check]),
);

/** The rules of a SARIF run: those that have a result, in the order in which they first do. */
export class SarifRules {
  readonly list: unknown[] = [];
  readonly #indices = new Map<string, number>();

  /** The index of a code's rule in the list, to which it is added when new. */
  indexOf(code: string): number {
    const index = this.#indices.get(code);
    if (index !== undefined) return index;
    this.#indices.set(code, this.list.length);
    return this.list.push(ruleOf(code)) - 1;
  }
}

function ruleOf(code: string): unknown {
  const check = known.get(code);
  if (check === undefined) return { id: code, shortDescription: { text: areaText(code) } };
  const page = checkPage(check);
  return {
    id: code,
    shortDescription: { text: check.summary },
    fullDescription: { text: check.why },
    help: { text: page, markdown: page },
    helpUri: checkPageUrl(code),
    defaultConfiguration: { level: LEVELS[check.severity] },
    properties: { tags: [code.slice(0, code.indexOf("/")), check.preset], precision: PRECISION[check.grade] },
  };
}

/** What is said of problems that come from reading a file or a search, and not from a check. */
function areaText(code: string): string {
  const [area] = code.split("/");
  if (area === "syntax") return "Splunk would refuse the search as it is written.";
  if (area === "checks") return "A comment suppresses nothing.";
  return "The file is not written as its format wants.";
}
