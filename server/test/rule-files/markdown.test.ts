import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toHost } from "#base/source-map.ts";
import { applyEdits } from "#base/text-edit.ts";
import { looksLikeSpl } from "#semantics/rule/looks-like-spl.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import { shared } from "#test/support/shared.ts";

const tick = "```";

function read(page: string) {
  const file = parseRuleFile("page.md", page);
  return {
    file,
    queries: file.analytics.map(({ query }) => query.text),
    names: file.analytics.map(({ name }) => name),
    ids: file.analytics.map(({ id }) => id),
    problems: file.problems.map(({ span, code }) => [page.slice(span.start, span.end), code]),
    mended: applyEdits(
      page,
      file.problems.flatMap(({ fix }) => fix?.edits ?? []),
    ),
  };
}

describe("fences in order", () => {
  it("are found by their language, or without one by their code", () => {
    const page = [
      "# Page",
      `${tick}spl`,
      "index=a",
      tick,
      "~~~ Splunk",
      "| anything",
      "~~~",
      tick,
      "| tstats count from datamodel=Endpoint.Processes",
      tick,
      tick,
      "cat log | sort | head",
      tick,
      `${tick}kql`,
      "index=no",
      tick,
      `- ${tick}spl`,
      "  index=list",
      `  ${tick}`,
    ].join("\n");
    const { queries, problems } = read(page);
    expect(queries).toEqual([
      "index=a",
      "| anything",
      "| tstats count from datamodel=Endpoint.Processes",
      "  index=list",
    ]);
    expect(problems).toEqual([]);
  });

  it("may hold comments in backticks; only a line of its own closes them", () => {
    const code = `index=a ${tick} all of a ${tick}\n${tick} next\nstage ${tick}\n| stats count ${tick}end${tick}`;
    const { queries, problems } = read(`${tick}spl\n${code}\n${tick}\ntext`);
    expect(queries).toEqual([code]);
    expect(problems).toEqual([]);
  });

  it("may be empty, and keep blank space as it stands", () => {
    expect(read(`${tick}spl\n${tick}\n`).queries).toEqual([""]);
    expect(read(`${tick}spl\r\n  index=a  \r\n\r\n${tick}`).queries).toEqual(["  index=a  \r\n"]);
  });

  it("in front matter and longer fences are text", () => {
    const page = `---\ntitle: x\n---\n${tick}${tick}\n${tick}spl\nindex=a\n${tick}\n${tick}${tick}\n`;
    expect(read(page).queries).toEqual([]);
  });
});

describe("broken fences", () => {
  const broken = `## First: a\n\nAnalytic 1 - It begins here.\n\n${tick} index=a EventCode=1 \n| stats count by b ${tick} \n\n### Second:\n${tick}index=b\n| head 1\n${tick}\nAfter.\n`;

  it("are read as their author means them", () => {
    const { queries, names, ids, problems } = read(broken);
    expect(queries).toEqual([" index=a EventCode=1 \n| stats count by b ", "index=b\n| head 1"]);
    expect(names).toEqual(["First: a: Analytic 1 - It begins here.", "Second"]);
    expect(ids).toEqual(["first-a-analytic-1", "second"]);
    expect(problems).toEqual([
      [tick, "markdown/broken-fence"],
      [tick, "markdown/broken-fence"],
    ]);
  });

  it("are mended by their fixes", () => {
    const { mended, file } = read(broken);
    const after = read(mended);
    expect(after.problems).toEqual([]);
    expect(after.queries.map((text) => text.trim())).toEqual(file.analytics.map(({ query }) => query.text.trim()));
    expect(after.ids).toEqual(["first-a-analytic-1", "second"]);
    expect(read(broken.replaceAll("\n", "\r\n")).mended).toBe(mended.replaceAll("\n", "\r\n"));
  });

  it("with only the closing fence at the end of the code point there", () => {
    const page = `${tick}spl\nindex=a\n| head 1${tick}\n\n## Next\n\n${tick}spl\nindex=b\n${tick}\n`;
    const { queries, file, mended } = read(page);
    expect(queries).toEqual(["index=a\n| head 1", "index=b"]);
    expect(file.problems.map(({ span }) => span.start)).toEqual([page.indexOf(`1${tick}`) + 1]);
    expect(read(mended)).toMatchObject({ queries, problems: [] });
  });

  it.each([
    ["at the end of the page", `${tick}spl\nindex=a\n| head`],
    ["before a heading", `${tick}spl\nindex=a\n| head\n\n# Next\ntext\n`],
    ["before the next fence", `${tick}spl\nindex=a\n| head\n${tick}spl\nindex=b\n${tick}\n`],
    ["with code on the fence's line", `${tick} index=a\n| head\n\n# Next\n`],
    ["when it is empty", `${tick}spl\n\n# Next\n`],
  ])("that are never closed are closed %s", (_where, page) => {
    const { problems, mended, queries } = read(page);
    expect(problems).toEqual([[tick, "markdown/broken-fence"]]);
    expect(read(mended).problems).toEqual([]);
    expect(read(mended).queries.map((text) => text.trim())).toEqual(queries.map((text) => text.trim()));
  });
});

describe("what is no analytic", () => {
  it.each([
    "Use `index=a` and ```index=b | stats count``` here.",
    "```index=b``` is a fast search.\nindex=c\n",
    '- ```*CF*]+H*CF*host*"```',
    "```netsvcs```\n",
    "ASCII ````]+H````` (text)",
    "    sudo splunk search 'index=a'",
  ])("%j", (page) => {
    expect(read(page)).toMatchObject({ queries: [], problems: [] });
  });

  it.each([
    ["index=a", true],
    ["(index = a OR index=b)", true],
    ["search EventCode=1", true],
    ["`sysmon` EventCode=1", true],
    ["EventCode=1 Image=*x*\n| stats count by Image", true],
    ["| from datamodel:x", true],
    ["search for the string RPCSS", false],
    ["DeviceProcessEvents\n| where FileName == 'x'", false],
    ["a=1 cat x | sort", false],
    ["from logs-* | stats count(*)", false],
    ["process where name == 'x'", false],
  ])("%j looks like SPL: %s", (code, expected) => {
    expect(looksLikeSpl(code)).toBe(expected);
  });
});

describe("titles", () => {
  it("are numbered when they repeat, and made up when there are none", () => {
    const fence = `${tick}spl\nindex=a\n${tick}\n`;
    expect(read(fence + fence)).toMatchObject({ names: ["Search 1", "Search 2"], ids: ["search", "search-2"] });
    const { names, ids } = read(`Über uns\n===\n${fence}${fence}**Analytic 2:** *More*\n${fence}`);
    expect(names).toEqual(["Über uns", "Über uns (2)", "Über uns: Analytic 2: *More"]);
    expect(ids).toEqual(["uber-uns", "uber-uns-2", "uber-uns-analytic-2"]);
  });
});

const page = shared("seed/T1047.md");

describe.skipIf(page === undefined)("the published page of T1047", () => {
  const text = page === undefined ? "" : readFileSync(page, "utf8");

  it("opens with its four analytics and their titles", () => {
    const { file, queries, ids, names } = read(text);
    expect(ids).toEqual([
      "network-traffic-network-connection-creation-ds0029-analytic-1",
      "process-process-creation-ds0009-analytic-1",
      "wmi-wmi-creation-ds0005-analytic-1",
      "command-command-execution-ds0017-analytic-1",
    ]);
    expect(names[0]).toMatch(/^Network Traffic: Network Connection Creation \(DS0029\): Analytic 1 - Monitor for WMI/);
    expect(queries.map((query) => query.trim().split(/\r?\n/).length)).toEqual([13, 5, 6, 9]);
    for (const query of queries) expect(query.trim()).toMatch(/^index=[^`]*[)\w]$/);
    for (const { query, span, nameSpan } of file.analytics) {
      expect(text.slice(span.start, span.end)).toBe(query.text);
      expect(toHost(query.map, { start: 3, end: 8 })).toEqual({ start: span.start + 3, end: span.start + 8 });
      expect(nameSpan && text.slice(nameSpan.start, nameSpan.end)).toMatch(/^Analytic 1 - /);
    }
    expect(file.metadata).toMatchObject({
      name: { value: "Windows Management Instrumentation (T1047)" },
      techniques: [{ value: "T1047" }],
      tactics: [{ value: "TA0002" }],
    });
    expect(file.metadata.dataComponents.map(({ value }) => value)).toEqual([
      "Network Traffic: Network Connection Creation",
      "Process: Process Creation",
      "WMI: WMI Creation",
      "Command: Command Execution",
    ]);
  });

  it("is mended by the fixes of its four broken fences", () => {
    const { problems, mended, ids, queries } = read(text);
    expect(problems).toEqual(Array.from({ length: 4 }, () => [tick, "markdown/broken-fence"]));
    const after = read(mended);
    expect(after).toMatchObject({ ids, problems: [] });
    expect(after.queries.map((query) => query.trim())).toEqual(queries.map((query) => query.trim()));
  });
});

describe("signature rules in fences of YAML", () => {
  const page = [
    "# Page",
    `${tick}yaml`,
    "title: DCOM seen",
    "signatures:",
    "  a: { text: RPCSS }",
    "condition: a",
    tick,
    `${tick}yaml`,
    "signatures: none of YAML's business",
    "other: [",
    tick,
    `${tick}yaml`,
    "name: no rule",
    tick,
    "## Second",
    `${tick}yml`,
    "signatures:",
    "  b: { text: x }",
    "condition: b",
    tick,
    "",
  ].join("\n");

  it("are analytics by their titles, each at its place", () => {
    const { file, names, ids } = read(page);
    expect(names).toEqual(["DCOM seen", "Page", "Second"]);
    expect(ids).toEqual(["dcom-seen", "page", "second"]);
    expect(file.analytics.map(({ language }) => language)).toEqual(["signature", "signature", "signature"]);
    expect(page.slice(file.analytics[0]?.span.start, file.analytics[0]?.span.end)).toMatch(
      /^title: .*condition: a\n?$/s,
    );
  });
});
