import type { AttackDataComponent } from "#catalog/attack.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { defineRuleCheck } from "../define-rule-check.ts";

/** A data source's id in prose; one within an address or a word is none. */
const ID = /(?<![\w/.#-])DS\d{4}(?![\w/-])/g;

/** As far before an id a component's name is looked for. */
const LONGEST_NAME = 100;

export const retiredDataSource = defineRuleCheck({
  id: "attack/retired-data-source",
  severity: "information",
  grade: "proved",
  preset: "recommended",
  summary: "The id of a data source, which ATT&CK retired.",
  why: "ATT&CK 18 retired data sources (DS…); what remains are data components (DC…), each of which belonged to a data source. The fix is offered when the text before the id names the component, or the data source had only one.",
  check(rule, ctx) {
    for (const match of ctx.text.matchAll(ID)) {
      const at = { start: match.index, end: match.index + match[0].length };
      if (rule.analytics.some(({ span }) => span.start <= at.start && at.end <= span.end)) continue;
      const source = ctx.catalog.attack.dataSource(match[0]);
      if (source?.deprecatedIn === undefined) continue;
      const components = componentsOf(source.components, ctx.catalog);
      const report = ctx.report(
        at,
        `${source.id} (${source.name}) is a data source; ATT&CK ${source.deprecatedIn} retired them in favour of data components.`,
      );
      if (components.length > 0)
        report.fact(`Its components: ${components.map(({ id, name }) => `${id} ${name}`).join(", ")}.`);
      const line = ctx.text.slice(Math.max(0, at.start - LONGEST_NAME), at.start).replace(/^.*[\r\n]/s, "");
      const named = namedAtEnd(line, components) ?? (components.length === 1 ? components[0] : undefined);
      if (named !== undefined) report.fix(`Change to ${named.id} (${named.name})`, { span: at, text: named.id });
    }
  },
  examples: {
    good: [
      { file: "page.md", text: "# a\n\n## Process: Process Creation (DC0032)\n" },
      { file: "page.md", text: "# a\n\nhttps://attack.mitre.org/datasources/DS0009\n" },
    ],
    bad: [
      {
        file: "page.md",
        text: "# a\n\n## Process: Process Creation («DS0009»)\n",
        fixed: "# a\n\n## Process: Process Creation (DC0032)\n",
      },
      { file: "page.md", text: "# a\n\n## Process («DS0009»)\n" },
    ],
  },
});

function componentsOf(ids: readonly string[], { attack }: Catalog): readonly AttackDataComponent[] {
  return ids.flatMap((id) => attack.dataComponent(id) ?? []);
}

/** The component whose name ends a text, brackets and the like left out; the longest when one ends another. */
function namedAtEnd(text: string, components: readonly AttackDataComponent[]): AttackDataComponent | undefined {
  const end = text.toLowerCase().replace(/(?<![\s([{:"'*_-])[\s([{:"'*_-]+$/, "");
  const fitting = components.filter(({ name }) => end.endsWith(name.toLowerCase()));
  return fitting.sort((a, b) => b.name.length - a.name.length)[0];
}
