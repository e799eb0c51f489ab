import { describe, expect, it } from "vitest";
import { analyseDocument } from "#analysis/analysis.ts";
import { createDocument } from "#analysis/document.ts";
import { diagnostics } from "#ide/diagnostics.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { namesOf, shownProblems, type Texts } from "#test/workspace/support.ts";
import { compileSpl } from "../compile/spl.ts";
import { explainEvents } from "../explain.ts";
import { type MemoryRecord, memoryBatches } from "../memory-events.ts";
import { runInMemory } from "../memory-run.ts";
import { bytesSource } from "../sources.ts";

function environment(texts: Texts) {
  const { dialect, settings } = testEnvironment;
  const { names } = namesOf(texts);
  return createEnvironment({ dialect, catalog: testCatalog, settings, names, datasets: () => undefined, revision: 1 });
}

/** The rows of a search over events in a workspace with a props.conf and other files. */
async function run(props: string, events: readonly MemoryRecord[], spl: string, others: Texts = {}) {
  const search = compileSpl(spl, environment({ "default/props.conf": props, ...others }));
  const input = {
    events: memoryBatches(events),
    settings: { ...DEFAULT_SETTINGS, eventOrder: "input" as const },
    now: 0,
  };
  const { rows, problems } = await runInMemory(search, input);
  return { rows: rows.map((row) => Object.fromEntries(row.entries())), said: problems.map(({ message }) => message) };
}

const EVENT = { sourcetype: "web", source: "/var/log/a.log", host: "Srv1", _raw: "GET /x 200", user: "kim" };

describe("fields of props.conf", () => {
  it("are extracted, aliased, calculated and looked up in that order", async () => {
    const props = [
      "[web]",
      String.raw`EXTRACT-a = ^(?<method>\w+) (?<path>\S+)`,
      "REPORT-b = status",
      "FIELDALIAS-c = method AS verb user AS src_user",
      'EVAL-length = len(path).":".verb',
      "EVAL-path = upper(path)",
      "LOOKUP-d = owners name AS src_user OUTPUT team",
    ].join("\n");
    const others = {
      "default/transforms.conf": String.raw`[status]
REGEX = (\d+)$
FORMAT = status::$1 kind::"http $1"

[owners]
filename = owners.csv
`,
      "lookups/owners.csv": "name,team\nkim,blue\n",
    };
    const { rows, said } = await run(
      props,
      [EVENT, { ...EVENT, sourcetype: "other" }],
      "search status=200 | table verb src_user length path status kind team",
      others,
    );
    expect(said).toEqual([]);
    expect(rows).toEqual([
      { verb: "GET", src_user: "kim", length: "2:GET", path: "/X", status: "200", kind: "http 200", team: "blue" },
    ]);
  });

  it("are those of the stanza of higher rank, by source, host and source type", async () => {
    const props = [
      '[default]\nEVAL-by = "any"\n[web]\nEVAL-by = "type"\nEVAL-own = 1',
      '[host::srv*]\nEVAL-by = "host"',
      '[source::/var/...a.log]\nEVAL-by = "source"',
      '[source::/var/*.log]\nEVAL-by = "never"',
    ].join("\n");
    const events = [
      EVENT,
      { ...EVENT, source: "x" },
      { ...EVENT, source: "x", host: "pc" },
      { source: "x", host: "pc", sourcetype: "y" },
    ];
    expect((await run(props, events, "search * | table by own")).rows).toEqual([
      { by: "source", own: 1 },
      { by: "host", own: 1 },
      { by: "type", own: 1 },
      { by: "any" },
    ]);
  });

  it("do not see each other within a kind, and take the place of the event's own", async () => {
    const props =
      "[web]\nFIELDALIAS-a = user AS u none AS user, gone ASNEW host\nFIELDALIAS-b = u AS w\nEVAL-x = 1\nEVAL-y = x+1\nEVAL-source = null()";
    const { rows } = await run(props, [EVENT], "search * | table user u w x y source host");
    expect(rows).toEqual([{ u: "kim", x: 1, host: "Srv1" }]);
  });

  it("that cannot be applied are said, at the line and in the run", async () => {
    const props = "[web]\nEVAL-a = lower(\nREPORT-b = none, multi\nFIELDALIAS-c = x y\nEXTRACT-d = (?<a>x\n";
    const others = { "default/transforms.conf": "[multi]\nREGEX = (\\w+)=(\\w+)\nFORMAT = $1::$2\n" };
    const said = shownProblems({ "default/props.conf": props, ...others });
    expect(said).toEqual([
      expect.stringMatching(/«EVAL-a».*expression is wrong/),
      expect.stringMatching(/«REPORT-b».*no stanza \[none\]/),
      expect.stringMatching(/«FIELDALIAS-c».*field AS other/),
      expect.stringMatching(/«EXTRACT-d».*The pattern/),
    ]);
    const ran = await run(props, [EVENT], "search * | table user", others);
    expect(ran.rows).toEqual([{ user: "kim" }]);
    expect(ran.said).toEqual([expect.stringContaining("A field of the workspace: ")]);
  });

  it("end with event types and tags, for searches that ask for them", async () => {
    const others = {
      "default/eventtypes.conf":
        "[web_ok]\nsearch = `web` status=2*\n\n[off]\nsearch = *\ndisabled = 1\n\n[piped]\nsearch = a | head 1\n",
      "default/macros.conf": "[web]\ndefinition = sourcetype=web\n",
      "default/tags.conf": "[eventtype=web_ok]\nsuccess = enabled\nold = disabled\n\n[host=Srv%31]\nserver = enabled\n",
    };
    const props = "[web]\nEXTRACT-a = (?<status>\\d+)$\n";
    const events = [EVENT, { ...EVENT, _raw: "GET /x 404", eventtype: "own" }];
    const found = await run(
      props,
      events,
      "search tag=success eventtype=web_ok | table eventtype tag tag::host",
      others,
    );
    expect(found.rows).toEqual([{ eventtype: "web_ok", tag: ["server", "success"], "tag::host": "server" }]);
    expect(found.said).toEqual([expect.stringContaining("event type 'piped' cannot be carried out")]);
    const { rows } = await run(props, events, "search eventtype=own | table eventtype tag", others);
    expect(rows).toEqual([{ eventtype: "own", tag: "server" }]);
    expect(shownProblems(others)).toEqual([expect.stringMatching(/«piped».*unexpected character is reached at '\|'/)]);
    const undefinedNames = compileSpl(
      "search eventtype=off tag IN (server, x*, none) tag::user=server",
      environment(others),
    );
    expect(
      undefinedNames.problems.map(({ code, severity, message }) => [code, severity, /'\w+'/.exec(message)?.[0]]),
    ).toEqual([
      ["E-EVENTTYPE", "info", "'off'"],
      ["E-TAG", "info", "'none'"],
      ["E-TAG", "info", "'server'"],
    ]);
  });

  it("are known to the checks", () => {
    const spl = 'search source="XmlWinEventLog:Security" EventCode=4688 Image=x own_field=1 | table own_field Image';
    const codes = (texts: Texts) =>
      diagnostics(analyseDocument(createDocument("file:///a.spl", 1, spl), environment(texts)), {
        preset: "all",
        severity: {},
      }).map(({ code }) => code);
    expect(codes({})).toContain("spl/field-not-in-event");
    const known = { "props.conf": "[x]\nFIELDALIAS-a = NewProcessName AS Image\nEVAL-own_field = 1\n" };
    expect(codes(known).filter((code) => /field/.test(code))).toEqual([]);
  });

  it("lead an explanation to the text of the field behind an alias", async () => {
    const search = compileSpl("search actor=kim", environment({ "props.conf": "[x]\nFIELDALIAS-a = user AS actor\n" }));
    const log = '{"user":"kim"}';
    const samples = [{ source: bytesSource("a.jsonl", new TextEncoder().encode(log)), defaults: { sourcetype: "x" } }];
    const options = { signal: new AbortController().signal, settings: DEFAULT_SETTINGS, now: 0, clock: () => 0 };
    const origin = { sample: 0, ordinal: 0, start: 0, end: log.length, line: 0, column: 0 };
    const [event] = await explainEvents(search, samples, [origin], testEnvironment.dialect, options);
    const spans = event?.clauses.flatMap((clause) => clause.spans) ?? [];
    expect(spans.map(({ span: { start, end } }) => log.slice(start, end))).toEqual(["kim"]);
  });
});
