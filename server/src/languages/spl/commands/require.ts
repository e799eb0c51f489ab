import { defineCommand } from "../define.ts";

export const require = defineCommand({
  name: "require",
  type: "orchestrating",
  summary: "Fails the search when no row comes through.",
  grammar: {},
  flow: (_args, before) => before,
  plan: (_args, ctx) => {
    const { stage } = ctx;
    return async function* (input, run) {
      let rows = 0;
      for await (const batch of input) {
        rows += batch.length;
        yield batch;
      }
      if (rows > 0) return;
      const message = "require: no row came through, so Splunk would fail this search.";
      run.problem({ code: "require-empty", severity: "error", message, span: stage.span });
    };
  },
  orderInsensitive: true,
  examples: [{ spl: "require", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
