import { defineRuleCheck } from "../define-rule-check.ts";
import { writtenOf } from "../support/statements-in-elements.ts";

export const signatureDirection = defineRuleCheck({
  id: "signature/direction",
  severity: "hint",
  grade: "likely",
  preset: "recommended",
  summary: "A type of PDU is looked for in the direction that does not carry it.",
  why: "The client binds and asks, the server acknowledges and answers. A PDU in the other direction is never seen.",
  check(_rule, ctx) {
    for (const signature of ctx.signatures) {
      for (const { entries } of signature.rule.elements) {
        const [direction] = writtenOf(entries.get("direction")?.value, signature);
        const types = writtenOf(entries.get("pdu")?.value, signature).map(({ value }) => value);
        if (direction === undefined || types.length === 0) continue;
        const other = direction.value === "to_server" ? "to_client" : "to_server";
        const carried = direction.value === "to_server" ? FROM_SERVER : FROM_CLIENT;
        if (!["to_server", "to_client"].includes(direction.value) || !types.every((type) => carried.has(type)))
          continue;
        ctx
          .report(direction.span, `${types.join(", ")} travels ${other}.`)
          .fix(`Change to ${other}`, direction.edits(other));
      }
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { text: x, pdu: bind, direction: to_server }\ncondition: a\n",
      },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { text: x, pdu: bind, direction: «to_client» }\ncondition: a\n",
        fixed: "title: t\nsignatures:\n  a: { text: x, pdu: bind, direction: to_server }\ncondition: a\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { text: x, pdu: bind_ack, direction: «to_server» }\ncondition: a\n",
        fixed: "title: t\nsignatures:\n  a: { text: x, pdu: bind_ack, direction: to_client }\ncondition: a\n",
      },
    ],
  },
});

const FROM_CLIENT: ReadonlySet<string> = new Set(["request", "bind", "alter_context", "auth3"]);
const FROM_SERVER: ReadonlySet<string> = new Set(["response", "fault", "bind_ack", "bind_nak", "alter_context_resp"]);
