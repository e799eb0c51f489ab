import { expect, it } from "vitest";
import { createDocument } from "#analysis/document.ts";
import type { Diagnostic } from "#checks/diagnostic.ts";
import { toDiagnostics } from "#hosts/lsp/to-lsp/diagnostics.ts";

it("sends the gravest of very many findings and says how many are left out", () => {
  const document = createDocument("file:///a.spl", 1, "x".repeat(5000));
  const finding = (start: number, severity: Diagnostic["severity"]): Diagnostic => ({
    code: "spl/test",
    severity,
    grade: "hint",
    message: "m",
    span: { start, end: start + 1 },
    facts: [],
    fixes: [],
    analytic: undefined,
  });
  const hints = Array.from({ length: 3000 }, (_, at) => finding(at, "hint"));
  const sent = toDiagnostics(document, [...hints, finding(4000, "error")]);
  expect(sent).toHaveLength(1001);
  expect(sent[0]?.message).toBe("2,001 more findings of this file are not shown; rulehound check lists all.");
  expect(sent.filter(({ severity }) => severity === 1)).toHaveLength(1);
  expect(toDiagnostics(document, hints.slice(0, 1000))).toHaveLength(1000);
});
