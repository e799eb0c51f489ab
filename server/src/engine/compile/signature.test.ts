import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { explainEvents } from "../explain.ts";
import { runSearch } from "../run.ts";
import type { RunSummary } from "../run-event.ts";
import { compileSignature } from "./signature.ts";

const DUMP =
  "00000000: 0500 0b03 1000 0000 4800 0000 0200 0000  ........H.......\n00000010: 4301 0000 0000 0000 c000 0000 0000 0046  C..............F\n";

function sample(text: string) {
  const bytes = new TextEncoder().encode(text);
  const source = {
    name: "sample.hex",
    size: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
  return [{ source, defaults: {} }];
}

const options = { signal: new AbortController().signal, settings: DEFAULT_SETTINGS, now: 0, clock: () => 0 };

async function run(rule: string, text = DUMP) {
  const compiled = compileSignature(rule, testEnvironment);
  const said: string[] = compiled.problems.map(({ message }) => message);
  let summary: RunSummary | undefined;
  for await (const event of runSearch(compiled, sample(text), options)) {
    if (event.kind === "summary") summary = event.summary;
    if (event.kind === "problem") said.push(event.problem.code);
  }
  return { compiled, summary, said };
}

it("gives up a regular expression that could go on without end, and says so", async () => {
  const bytes = Array.from({ length: 4000 }, () => "61").join(" ");
  const { said } = await run(rule("  a: { regex: '^(a*)*(a*)*(a|a)*b' }\n", "not a"), bytes);
  expect(said).toContain("limit-match-steps");
});

const rule = (elements: string, condition: string) => `title: t\nsignatures:\n${elements}condition: ${condition}\n`;
const hits = async (elements: string, condition: string) => {
  const { summary } = await run(rule(elements, condition));
  return { rows: summary?.rows, hits: summary?.clauses.map((clause) => clause.hits) };
};

describe("signatures on a dump", () => {
  it("take elements near each other, in any order, by the bytes from first to last", async () => {
    const near = (within: number, names = "[a, b]") =>
      `  a: { bytes: 05 00 }\n  b: { bytes: 43 01 }\n  c: { bytes: 48 00, near: ${names}, within: ${within} }\n`;
    // 05 00 stands at 0, 48 00 at 8, 43 01 at 16 to 18.
    expect(await hits(near(18), "c")).toEqual({ rows: 1, hits: [1, 1, 1] });
    expect(await hits(near(17), "c")).toEqual({ rows: 0, hits: [1, 1, 0] });
    expect(await hits(near(10, "b"), "c")).toEqual({ rows: 1, hits: [1, 1, 1] });
    expect(await hits(near(9, "b"), "c")).toEqual({ rows: 0, hits: [1, 1, 0] });
    const { said } = await run(rule("  a: { bytes: 43, near: [a, x], after: b }\n  b: { bytes: 44 }\n", "a"));
    expect(said).toEqual([
      '"near" says that the order is open, and "after" says what it is; an element takes one of them.',
      '"near" needs "within": the bytes from the first of all to the last.',
    ]);
    const wrong = await run(
      rule("  a: { bytes: 43, near: [a, x, h], within: 4 }\n  h: { http: { method: GET } }\n", "a"),
    );
    expect(wrong.said.slice(0, 3)).toEqual([
      '"a" cannot be near itself.',
      '"near" names "x", which is no element of this rule.',
      '"h" is decoded and has no place among bytes, so "a" is never found.',
    ]);
  });

  it("find bytes, texts, printable chains and the wire form of a name", async () => {
    const elements =
      "  a: { bytes: '00 00 [2-4] 46' }\n  b: { text: H }\n  c: { printable: '*HCF' }\n  d: { interface: IRemUnknown2 }\n  e: { regex: 'C.{13}F', not: true }\n";
    expect(await hits(elements, "a and b and c and d")).toEqual({ rows: 1, hits: [3, 1, 1, 1, 0] });
    expect(await hits(elements, "all of them")).toEqual({ rows: 1, hits: [3, 1, 1, 1, 0] });
    expect(await hits(elements, "not (a or e)")).toEqual({ rows: 0, hits: [3, 1, 1, 1, 0] });
    expect(await hits(elements, "'#a >= 4 or 5 of them'")).toEqual({ rows: 1, hits: [3, 1, 1, 1, 0] });
  });

  it("follow order, distance, offset and count", async () => {
    const elements =
      "  a: { bytes: 05 00 0b, offset: 0 }\n  b: { bytes: 43 01, after: a, within: 13 }\n  c: { bytes: 43 01, after: a, within: 12 }\n  d: { bytes: '00 00', count: '>=20' }\n  e: { bytes: 10, offset: { min: 5 } }\n";
    expect(await hits(elements, "a and b")).toMatchObject({ rows: 1, hits: [1, 1, 0, 16, 0] });
    expect(await hits(elements, "1 of c* or d or e")).toMatchObject({ rows: 0 });
  });

  it("say what a dump cannot tell, and refuse what has no meaning", async () => {
    const { said } = await run(
      rule("  a: { text: H, port: 135 }\n  b: { interface: IWbemServices, opnum: ExecMethod }\n", "a or b"),
    );
    expect(said).toEqual(["signature-unasked", "signature-undecoded"]);
    const { compiled } = await run(
      rule(
        "  a: { text: H, bytes: 05, scop: pdu }\n  b: { interface: INoSuchThing }\n  c: { bytes: '5' }\n  d: {}\n",
        "a and x",
      ),
    );
    expect(compiled.runnable).toBe(false);
    expect(compiled.problems.map(({ message }) => message.slice(0, 21))).toEqual([
      "An element finds one ",
      '"scop" is not a key o',
      '"INoSuchThing" is nei',
      "A byte has two digits",
      'The element "d" does ',
      'The condition names "',
    ]);
    const { said: onText } = await run(rule("  a: { text: H }\n", "a"), "time=1 a=2\ntime=2 a=3\n");
    expect(onText).toEqual(["signature-no-bytes"]);
  });

  it("refuse a condition over selections, which is no mistake of the rule", () => {
    const both = "title: t\ndetection:\n  s: { a: 1 }\n  condition: s and a\nsignatures:\n  a: { text: H }\n";
    const compiled = compileSignature(both, testEnvironment);
    expect(compiled.problems.map(({ code, severity }) => [code, severity])).toEqual([["signature/selection", "error"]]);
    expect(compiled.runnable).toBe(false);
  });

  it("lead back to the bytes", async () => {
    const { compiled, summary } = await run(rule("  a: { interface: IRemUnknown2 }\n", "a"));
    const explained = await explainEvents(
      compiled,
      sample(DUMP),
      summary?.matched.origins ?? [],
      testEnvironment.dialect,
      options,
    );
    const found = explained.flatMap(({ text, clauses }) =>
      clauses.flatMap(({ spans }) => spans.map(({ span }) => text.slice(span.start, span.end))),
    );
    expect(found).toEqual(["4301 0000 0000 0000 c000 0000 0000 0046", "C..............F"]);
  });
});
