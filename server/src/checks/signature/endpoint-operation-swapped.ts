import { defineRuleCheck, type RuleCheckContext } from "../define-rule-check.ts";
import { zeekSelections } from "../support/statements-in-fields.ts";

export const endpointOperationSwapped = defineRuleCheck({
  id: "signature/endpoint-operation-swapped",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "Zeek's endpoint and operation are written in each other's place.",
  why: "In Zeek's dce_rpc.log the endpoint is the interface (`atsvc`) and the operation the procedure (`NetrJobAdd`). Swapped, both comparisons fail in every event.",
  check(_rule, ctx) {
    for (const { endpoints, operations } of zeekSelections(ctx.text)) {
      for (const endpoint of endpoints) {
        if (!isOperation(endpoint.value, ctx)) continue;
        const interfaces = operations.filter((one) => isEndpoint(one.value, ctx));
        const report = ctx.report(endpoint.span, `${endpoint.value} is an operation, not an endpoint.`);
        const [operation] = interfaces;
        if (operation === undefined || endpoints.length > 1 || operations.length > 1) continue;
        report.fact(`${operation.value} is an endpoint.`, operation.span);
        report.fix(
          "Swap endpoint and operation",
          [...endpoint.edits(operation.value), ...operation.edits(endpoint.value)],
          true,
        );
      }
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nlogsource: { product: zeek, service: dce_rpc }\ndetection:\n  s: { endpoint: atsvc, operation: NetrJobAdd }\n  condition: s\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nlogsource: { product: zeek, service: dce_rpc }\ndetection:\n  s: { endpoint: «JobAdd», operation: atsvc }\n  condition: s\n",
        fixed:
          "title: t\nlogsource: { product: zeek, service: dce_rpc }\ndetection:\n  s: { endpoint: atsvc, operation: JobAdd }\n  condition: s\n",
      },
    ],
  },
});

/** A procedure of a known interface; also by the end of its name, as older tools write it. */
function isOperation(text: string, { catalog }: RuleCheckContext): boolean {
  if (isEndpoint(text, { catalog })) return false;
  return catalog.rpc.withMethod(text).length > 0 || catalog.rpc.withMethod(`Netr${text}`).length > 0;
}

function isEndpoint(text: string, { catalog }: Pick<RuleCheckContext, "catalog">): boolean {
  return catalog.rpc.byName(text).length > 0;
}
