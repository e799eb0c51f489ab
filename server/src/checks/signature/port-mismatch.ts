import { uuidsNamed } from "#languages/signature/named-uuid.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { canonicalOf, reportAt, statementsOf } from "../support/uuid-statement.ts";

export const portMismatch = defineRuleCheck({
  id: "signature/port-mismatch",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A port cannot carry the interface.",
  why: "Port 135 is the endpoint mapper's: there clients ask for objects (IRemoteSCMActivator) and ports. The objects' own interfaces, IRemUnknown2 and WMI's among them, are bound on the dynamic port that the answer names.",
  check(rule, ctx) {
    for (const statement of statementsOf(rule, ctx)) {
      const { ports, uuid, interfaceName } = statement;
      const canonical = canonicalOf(statement);
      const [named] = canonical !== undefined ? [canonical] : uuidsNamed(interfaceName?.value ?? "", ctx.catalog);
      const known = named === undefined ? undefined : ctx.catalog.rpc.byUuid(named);
      if (known === undefined || (uuid === undefined && interfaceName === undefined) || ports.length === 0) continue;
      const mapper = known.name === "epmapper";
      const elsewhere = known.uuid === IREMUNKNOWN2 || /^IWbem/.test(known.name ?? "");
      for (const port of ports) {
        if (elsewhere && port.value === "135")
          reportAt(statement, port.span, `${known.name ?? ""} is bound on a dynamic port, never on 135.`, ctx);
        else if (mapper && /^\d+$/.test(port.value) && !["135", "593", "445", "139"].includes(port.value))
          reportAt(statement, port.span, "The endpoint mapper answers on port 135.", ctx);
      }
    }
  },
  examples: {
    good: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, port: 49152-65535 }\ncondition: a\n",
      },
      { file: "a.yml", text: "title: t\nsignatures:\n  a: { interface: epmapper, port: 135 }\ncondition: a\n" },
    ],
    bad: [
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { uuid: 00000143-0000-0000-c000-000000000046, port: «135» }\ncondition: a\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { interface: IWbemServices, port: «135», opnum: 24 }\ncondition: a\n",
      },
      {
        file: "a.yml",
        text: "title: t\nsignatures:\n  a: { interface: epmapper, port: [135, «5985»] }\ncondition: a\n",
      },
    ],
  },
});

const IREMUNKNOWN2 = "00000143-0000-0000-c000-000000000046";
