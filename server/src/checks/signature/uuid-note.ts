import { entryOf, valueAt, type YamlNode } from "#syntax/yaml/node.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { nameOf } from "../support/known-uuid.ts";
import { canonicalOf, statementsOf } from "../support/uuid-statement.ts";

const UUID = /(?<![0-9a-f-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f-])/gi;

export const uuidNote = defineRuleCheck({
  id: "signature/uuid-note",
  severity: "information",
  grade: "likely",
  preset: "recommended",
  summary: "A rule's words name an interface that its selections do not contain.",
  why: "A definition tells readers what to turn on, by UUID. When the selections are about other interfaces, whoever follows it records other calls than the rule looks for, and the rule stays silent.",
  check(rule, ctx) {
    if (rule.format !== "sigma") return;
    const selected = new Set(
      statementsOf(rule, ctx).flatMap((statement) =>
        statement.source === "field" ? (canonicalOf(statement) ?? []) : [],
      ),
    );
    if (selected.size === 0) return;
    const root = parseYaml(ctx.text).documents.find((document) => entryOf(document, "detection") !== undefined);
    const words: readonly (YamlNode | undefined)[] = [
      valueAt(root, "logsource", "definition"),
      valueAt(root, "description"),
    ];
    for (const node of words) {
      if (node?.kind !== "scalar") continue;
      const text = ctx.text.slice(node.span.start, node.span.end);
      for (const match of text.matchAll(UUID)) {
        const uuid = match[0].toLowerCase();
        const name = nameOf(uuid, ctx.catalog);
        const isInterface = ctx.catalog.rpc.describe(uuid)?.kind === "interface" && /[1-9a-f]/.test(uuid);
        if (name === undefined || !isInterface || selected.has(uuid)) continue;
        const start = node.span.start + match.index;
        ctx.report(
          { start, end: start + match[0].length },
          `This is ${name}, which no selection of the rule contains.`,
        );
      }
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nlogsource:\n  product: rpc_firewall\n  definition: audit uuid:367abb81-9844-35f1-ad32-98f038001003\ndetection:\n  s: { InterfaceUuid: 367abb81-9844-35f1-ad32-98f038001003 }\n  condition: s\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nlogsource:\n  product: rpc_firewall\n  definition: audit uuid:«367abb81-9844-35f1-ad32-98f038001003»\ndetection:\n  s: { InterfaceUuid: 00000143-0000-0000-c000-000000000046 }\n  condition: s\n",
      },
    ],
  },
});
