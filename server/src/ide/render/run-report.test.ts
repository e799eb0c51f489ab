import { describe, expect, it } from "vitest";
import { markedText } from "./marked-text.ts";
import { tableAsCsv, tableAsJsonLines, tableAsMarkdown } from "./result-table.ts";
import { type RunReport, reportPage } from "./run-report.ts";
import { histogramSvg, timeHistogram } from "./time-histogram.ts";

const HOSTILE = `<script>alert("1")</script><img src=x onerror='a'> | \`x\` [l](http://h.test) \u202e\u0000 & "q"`;

const report: RunReport = {
  name: HOSTILE,
  query: `search a="<b>" c=1`,
  status: "done",
  events: 4,
  rows: 3,
  table: {
    columns: ["a", HOSTILE],
    rows: [
      [HOSTILE, null],
      [["x", HOSTILE], "1"],
    ],
  },
  clauses: [
    { start: 7, end: 14, hits: 2, reached: 4 },
    { start: 15, end: 18, hits: 0, reached: 4 },
  ],
  stages: [{ start: 0, end: 18, rowsIn: 4, rowsOut: 3 }],
  problems: [{ severity: "warning", message: HOSTILE, place: HOSTILE }],
  histogram: timeHistogram([0, 10, 10]),
  logs: [
    {
      name: HOSTILE,
      matchedEvents: 3,
      events: [
        { line: 4, role: "matched", text: HOSTILE, marks: [{ start: 1, end: 7, clause: 0 }], left: 12 },
        { line: 5, role: "contributed", text: "plain", marks: [], left: 0 },
      ],
    },
  ],
};

describe("the report of a run", () => {
  const page = reportPage([report]);

  it("holds no markup of the log, no script, and nothing that a browser loads", () => {
    expect(page).not.toMatch(/<script|<img|<link|onerror='|src=x onerror=(?!&)|url\(|href=/);
    for (const unseen of ["\u202e", "\u0000"]) expect(page).not.toContain(unseen);
    const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag]) => tag?.toLowerCase()));
    expect([...tags].filter((tag) => tag === "script" || tag === "img" || tag === "a" || tag === "iframe")).toEqual([]);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain("[U+202E][U+0000]");
  });

  it("shows clause counts, stages, highlighted events and how much is left out", () => {
    expect(page).toContain('title="Held in 2 of 4 rows">a=&#34;&#60;b&#62;&#34;<sub>2</sub></mark>');
    expect(page).toContain('<mark class="never"');
    expect(page).toContain('<td class="n">4</td><td class="n">3</td>');
    expect(page).toContain('&#60;<mark class="clause c0" title="a=&#34;&#60;b&#62;&#34;">script</mark>&#62;');
    expect(page).toContain("… and 12 more characters");
    expect(page).toContain("the first 2 of 3 events");
    expect(page).toContain("the first 2 of 3</small>");
  });

  it("says that a run did not end", () => {
    const timed = {
      ...report,
      table: {
        columns: ["_time", "a"],
        rows: [
          ["1773149048.617", "1773149048.617"],
          ["x<", null],
        ],
      },
    };
    expect(reportPage([timed])).toContain(
      '<tr><td class="time" title="1773149048.617">2026-03-10 13:24:08.617Z</td><td>1773149048.617</td></tr><tr><td>x&#60;</td>',
    );
    expect(reportPage([{ ...report, status: "refused", histogram: undefined }])).toContain("Not run to its end");
  });
});

describe("marked text", () => {
  const mark = (start: number, end: number, name: string) => ({ start, end, class: name, title: "" });
  const plain = (html: string): string =>
    html.replaceAll(' title=""', "").replaceAll(' class="', ":").replaceAll('">', ">");

  it("nests parts that hold each other and cuts those that overlap", () => {
    expect(plain(markedText("abcdef", [mark(0, 4, "x"), mark(1, 2, "y")]))).toBe(
      "<mark:x>a<mark:y>b</mark>cd</mark>ef",
    );
    expect(plain(markedText("abcdef", [mark(0, 3, "x"), mark(2, 5, "y")]))).toBe(
      "<mark:x>abc</mark><mark:y>de</mark>f",
    );
    expect(plain(markedText("ab", [mark(0, 2, "x"), mark(0, 2, "y")]))).toBe("<mark:x><mark:y>ab</mark></mark>");
  });

  it("keeps every character, and takes spans outside the text", () => {
    const html = markedText("a<b", [mark(-1, 99, "x"), mark(3, 3, "y"), mark(7, 9, "z")]);
    expect(plain(html)).toBe("<mark:x>a&#60;b</mark>");
  });
});

describe("a result table", () => {
  it("is handed out as JSON lines with arrays, without absent fields", () => {
    expect(
      tableAsJsonLines({
        columns: ["a", "b"],
        rows: [
          ["1", null],
          [["x", "y"], '"\n'],
        ],
      }),
    ).toBe('{"a":"1"}\n{"a":["x","y"],"b":"\\"\\n"}\n');
    const proto = tableAsJsonLines({ columns: ["__proto__"], rows: [["x"]] });
    expect(proto).toBe('{"__proto__":"x"}\n');
  });

  it("is handed out as CSV that a spreadsheet does not run", () => {
    const { text, guarded } = tableAsCsv({
      columns: ["a", "=b"],
      rows: [
        ['=HYPERLINK("http://h.test")', "-12.5"],
        [["x", "y"], null],
        ["a,b", "-enc QQ=="],
      ],
    });
    expect(text).toBe(`a,'=b\r\n"'=HYPERLINK(""http://h.test"")",-12.5\r\n"x\ny",\r\n"a,b",'-enc QQ==\r\n`);
    expect(guarded).toBe(3);
    expect(tableAsCsv({ columns: [], rows: [] })).toEqual({ text: "", guarded: 0 });
  });

  it("is handed out as Markdown without markup of the log", () => {
    const text = tableAsMarkdown({ columns: ["a|b"], rows: [["<img>\n[l](u) &lt; `c`"], [["x", "y"]]] });
    expect(text).toBe("| a\\|b |\n| --- |\n| \\<img\\><br>\\[l\\]\\(u\\) &amp;lt; \\`c\\` |\n| x<br>y |\n");
  });
});

describe("a histogram of times", () => {
  it("counts every time once and keeps the ends", () => {
    const found = timeHistogram([100, 100.5, 196, 148]);
    expect(found?.from).toBe(100);
    expect(found?.to).toBe(196);
    expect(found?.counts.length).toBe(48);
    expect(found?.counts[0]).toBe(2);
    expect(found?.counts[24]).toBe(1);
    expect(found?.counts[47]).toBe(1);
    expect(timeHistogram([5, 5])?.counts).toEqual([2]);
    expect(timeHistogram([])).toBeUndefined();
    expect(timeHistogram([Number.NaN])).toBeUndefined();
  });

  it("is drawn with its ends, also for times that no calendar has", () => {
    expect(histogramSvg({ from: 0, to: 60, counts: [1, 0, 3] }).match(/<rect/g)?.length).toBe(2);
    expect(histogramSvg({ from: 0, to: 60, counts: [1, 0, 3] })).toContain("1970-01-01 00:01:00Z");
    expect(histogramSvg({ from: 1e20, to: 1e20, counts: [1] })).toContain("100000000000000000000 s");
  });
});
