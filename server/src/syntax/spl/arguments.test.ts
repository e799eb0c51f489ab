import { describe, expect, it } from "vitest";
import { show } from "#test/support/show-tree.ts";
import { testVocabulary } from "#test/support/vocabulary.ts";
import { parseSpl } from "./parser.ts";

/** The stage after `x |`, or the first one of a text with a leading pipe. */
function stage(text: string): string {
  const whole = text.startsWith("|") ? text : `x | ${text}`;
  return show(parseSpl(whole, testVocabulary).tree.stages.at(-1));
}

function codes(text: string): readonly string[] {
  const whole = text.startsWith("|") ? text : `x | ${text}`;
  return parseSpl(whole, testVocabulary).problems.map(
    ({ code, span }) => `${code} ${whole.slice(span.start, span.end)}`,
  );
}

describe("arguments by grammar", () => {
  it.each([
    ["stats count, sum(a) as s dc(b) BY c, d e", "stats aggregations: count(), sum(a) as s, dc(b); by: c, d, e"],
    [
      "stats allnum=t COUNT perc95(x) p99.9(y) avg(*lay) as *d",
      "stats allnum: allnum=t; aggregations: count(), perc95(x), p99.9(y), avg(*lay) as *d",
    ],
    [
      'stats count(eval(a=1 AND b="x")) AS n by c',
      'stats aggregations: count(eval (and (= a 1) (= b "x"))) as n; by: c',
    ],
    [
      "stats values(a.b{}) as \"c d\" first('e f') count()",
      "stats aggregations: values(a.b{}) as \"c d\", first('e f'), count()",
    ],
    [
      "stats sparkline(count, 1h) as s sparkline(avg(x),5m)",
      "stats aggregations: sparkline(count(), 1h) as s, sparkline(avg(x), 5m)",
    ],
    ["stats count by `fields`", "stats aggregations: count()"],
    ["stats count by a allnum=f", "stats aggregations: count(); by: a; allnum: allnum=f"],
    [
      "streamstats window=2 current=f last(a) as b by c",
      "streamstats window: window=2; current: current=f; aggregations: last(a) as b; by: c",
    ],
    ['streamstats reset_after="a>1" count', "streamstats resetAfter: reset_after=(> a 1); aggregations: count()"],
    ["streamstats reset_after=(a>1) count", "streamstats resetAfter: reset_after=((> a 1)); aggregations: count()"],
    [
      'streamstats reset_after="("a="x y"")" count',
      'streamstats resetAfter: reset_after=(= a "x y"); aggregations: count()',
    ],
    [
      'streamstats reset_after=("a=\\"x\\"") count',
      'streamstats resetAfter: reset_after=(= a "x"); aggregations: count()',
    ],
    [
      "| tstats prestats=t count from datamodel=Endpoint.Processes where (P.a=1 OR P.b=2) P.c=3 groupby P.d, _time span=1h PREFIX(e) fillnull_value=x",
      "tstats prestats: prestats=t; aggregations: count(); from: datamodel:Endpoint.Processes; where: (and ((or P.a=1 P.b=2)) P.c=3); by: P.d, _time span=1h, PREFIX(e); fillnull: fillnull_value=x",
    ],
    ["| tstats `s` count where index=* by index", "tstats aggregations: count(); where: index=*; by: index"],
    ["table a, b c* \"d e\" 'f g'", "table fields: a, b, c*, \"d e\", 'f g'"],
    ["fields - a, b", "fields sign: -; fields: a, b"],
    ["fields -a b", "fields sign: -; fields: a, b"],
    ["fields + _time", "fields sign: +; fields: _time"],
    ['rename a as b, "c d" AS e count(x) TO n f -> g', 'rename pairs: a>b, "c d">e, count(x)>n, f>g'],
    ['rename "P.*" as "*"', 'rename pairs: "P.*">"*"'],
    ['rex field=a max_match=0 "(?<x>\\d+)"', 'rex field: field=a; max: max_match=0; pattern: "(?<x>\\d+)"'],
    ['rex "a\\"b\\\\\\(c" field=d', 'rex pattern: "a"b\\\\(c"; field: field=d'],
    ["rex (?<x>\\d+)", "rex pattern: (?<x>\\d+)"],
    ['rex field=a mode=sed "s/x/y/g"', 'rex field: field=a; mode: mode=sed; pattern: "s/x/y/g"'],
    ['regex a!="^x"', 'regex filter: a!~"^x"'],
    ['regex a = "x"', 'regex filter: a~"x"'],
    ['regex "x"', 'regex filter: ~"x"'],
    [
      "dedup 2 a, b keepevents=t sortby -c +d",
      "dedup count: 2; fields: a, b; keepevents: keepevents=t; sortby: -c, +d",
    ],
    ["sort 10 - a, b, +c num(d) -str(e)", "sort count: 10; items: -a, -b, +c, -num:d, -str:e"],
    ["sort -a b desc", "sort items: -a, +b; descending: desc"],
    ["sort limit=0 d", "sort limit: limit=0; items: +d"],
    ["head 5", "head count: 5"],
    ["head (a<3) keeplast=t", "head condition: ((< a 3)); keeplast: keeplast=t"],
    ["bin span = 1h _time AS t", "bin span: span=1h; field: _time; as: t"],
    ["chart sum(a) over b by c limit=3", "chart aggregations: sum(a); over: b; by: c limit=3"],
    ["chart count by a, b", "chart aggregations: count(); by: a / b"],
    ["chart count by a span=1h b usenull=f", "chart aggregations: count(); by: a span=1h / b usenull=f"],
    [
      "timechart span=1d avg(a) as m by b where count notin bottom 3",
      "timechart span: span=1d; aggregations: avg(a) as m; by: b where count() notin bottom3",
    ],
    ["timechart count by b where sum(c) > 10", "timechart aggregations: count(); by: b where sum(c) > 10"],
    [
      "join type=left a, b [search c]",
      "join type: type=left; fields: a, b; subsearch: [argument search expression: c]",
    ],
    [
      "join left=L right=R where L.a = R.b [search c]",
      "join left: left=L; right: right=R; where: L.a>R.b; subsearch: [argument search expression: c]",
    ],
    [
      "| multisearch [search a] [search b]",
      "multisearch subsearches: [argument search expression: a], [argument search expression: b]",
    ],
    ["lookup t a AS b, c OUTPUT d AS e f", "lookup table: t; match: a>b, c; output: d>e, f"],
    ["lookup local=t t.csv a OUTPUTNEW b", "lookup local: local=t; table: t.csv; match: a; outputnew: b"],
    ["| inputlookup t.csv where a=1 b=2", "inputlookup table: t.csv; where: (and a=1 b=2)"],
    ["fillnull value=N/A a b", "fillnull value: value=N/A; fields: a, b"],
    ['makemv delim="," a', 'makemv delim: delim=","; field: a'],
    ["makemv delim=, a", "makemv delim: delim=,; field: a"],
    ["spath input=a output=b c{}.d{@e}", "spath input: input=a; output: output=b; datapath: c{}.d{@e}"],
    ["spath path=a.b output=c", "spath path: path=a.b; output: output=c"],
    [
      'convert timeformat="%H" ctime(a) mktime(b*) AS c',
      'convert timeformat: timeformat="%H"; conversions: ctime(a), mktime(b*) as c',
    ],
    ['replace "a*" WITH * b with "" IN c, d', 'replace replacements: "a*">*, b>""; in: c, d'],
    [
      "rangemap field=a low=0-9 high=10-99.5 default=none",
      "rangemap field: field=a; ranges: low=0..9, high=10..99.5; default: default=none",
    ],
    [
      'transaction a b startswith="x y" endswith=(c=1 OR d) maxspan=30s',
      "transaction fields: a, b; startswith: startswith=(and x y); endswith: endswith=((or c=1 d)); maxspan: maxspan=30s",
    ],
    [
      "transaction a startswith=eval(b>1) endswith=log",
      "transaction fields: a; startswith: startswith=(> b 1); endswith: endswith=log",
    ],
    ["| makeresults 3", "makeresults number: 3"],
    ['| from datamodel:"Web.Web"', "from dataset: datamodel:Web.Web"],
    ["| from inputlookup:x.csv", "from dataset: inputlookup:x.csv"],
    ['| from savedsearch:"a b"', "from dataset: savedsearch:a b"],
    ["eval a=1, \"b c\"=d, 'e f'=2", "eval assignments: a:=1, \"b c\":=d, 'e f':=2"],
    ["eval x_{k}_y=1, u.g{}=2, a-b=3", "eval assignments: {x_+$k+_y}:=1, u.g{}:=2, a-b:=3"],
    ["eval `m`, a=1", "eval assignments: a:=1"],
    ['outputlookup a=b x [search c] "d e"', 'outputlookup rest: a=b, x, "d e"'],
  ])("%s", (text, expected) => {
    expect(stage(text)).toBe(expected);
    expect(codes(text)).toEqual([]);
  });

  it.each([
    ["stats", ["E-REQUIRED "]],
    ["stats count by", ["E-BYNONE by"]],
    ["stats count as", ["E-ASNONE as"]],
    ["stats count as by a", ["E-ASNONE as"]],
    ["stats countt(a)", ["E-AGGSPEC countt(a)"]],
    ["stats lower(a)", ["E-AGGSPEC lower(a)"]],
    ["stats sum(a b) as c", ["E-AGGSPEC b"]],
    ["stats sum(a", ["E-EXPECTED ("]],
    ["stats foo", ["E-STATSARG foo"]],
    ["stats count(eval(a=1)) by b", ["E-EVALAS count(eval(a=1))"]],
    ["chart count(eval(a=1)) by b", ["E-CHARTEVAL count(eval(a=1))"]],
    ["timechart span=1h count(eval(a=1)) AS n", []],
    ["stats perc100(a) perc99.9(a) perc250(a)", ["E-PERC perc100", "E-PERC perc250"]],
    ["stats alnum=t count", ["E-OPT alnum"]],
    ["stats allnum=x count", ["E-OPTVAL x"]],
    ["stats allnum= count", ["E-OPTVAL allnum="]],
    ["stats allnum=t allnum=f count", ["E-OPTTWICE allnum"]],
    ["stats count by a by b", ["E-CLAUSETWICE by"]],
    ["stats count by a | table", ["E-FIELDSNONE "]],
    ["table a=b", ["E-OPT a"]],
    ["rename a b", ["E-RENUSE a", "E-RENUSE b"]],
    ["rename a as", ["E-RENUSE as"]],
    ["rename", ["E-RENUSE "]],
    ["rex field=a", ["E-REQUIRED "]],
    ['rex fild=a "(?<b>c)"', ["E-OPT fild"]],
    ["regex a=", ["E-REGEX ="]],
    ["dedup", ["E-DEDUPNONE "]],
    ["sort", ["E-SORTNONE "]],
    // What is filled in later may be the list that must be there.
    ["sort $field$", []],
    ["dedup $field$", []],
    ["dedup $n$ user", []],
    ["sort -", ["E-SORTNONE -"]],
    ["head x", ["E-HEAD x"]],
    ["bin span=1x _time", []],
    ["bin span=1.x.y _time", ["E-SPAN 1.x.y"]],
    ["bin span=1h", ["E-BINFIELD "]],
    ["chart", ["E-CHARTFIELDS "]],
    ["timechart count by", ["E-BYNONE by"]],
    ["timechart count by a where x", ["E-CHARTSPLIT where"]],
    ["join a", ["E-JOINUSE "]],
    ["join type=middle a [search b]", ["E-OPTVAL middle"]],
    ["append", ["E-SUBLAST "]],
    ["append a", ["E-ARG a"]],
    ["lookup t a OUTPUT", ["E-BYNONE OUTPUT"]],
    ["lookup", ["E-REQUIRED "]],
    ["convert ctime(a", ["E-PARENS ("]],
    ["convert ctime", ["E-STATSARG ctime"]],
    ["replace a", ["E-REPUSE a"]],
    ["eval", ["E-EVALUSAGE "]],
    ["eval foo", ["E-EVALUSAGE foo"]],
    ["eval a=1 b=2", ["E-OP b"]],
    ["eval a=1,,b=2", ["E-EVALUSAGE ,"]],
    ["eval a=1,", ["E-EVALUSAGE ,"]],
    ["eval =1", ["E-EVALDEST ="]],
    ["eval {a=1", ["E-EVALDEST {a"]],
    ["eval a=if(b=1, 2 c=3", ["E-EXPECTED (", "E-OP c"]],
    ["where", ["E-TERM "]],
    ["where a=1 | where )", ["E-TERM )"]],
    ["| tstats count from where a=1", ["E-DMNONE from"]],
    ["| tstats count where by a", ["E-TERM where"]],
  ])("reports: %s", (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it("keeps what fits nowhere apart and reads on", () => {
    const { tree } = parseSpl("x | head foo 5", testVocabulary);
    const last = tree.stages.at(-1);
    expect(show(last)).toBe("head count: 5");
    expect(last?.unexpected).toEqual([{ kind: "unexpected", span: { start: 9, end: 12 } }]);
  });

  it("keeps all parts in the order of the text", () => {
    const { tree } = parseSpl("x | stats count by a allnum=t `m` b", testVocabulary);
    expect(tree.stages.at(-1)?.parts.map(show)).toEqual(["count()", "a", "allnum=t", "`m`"]);
  });

  it("suggests options and clauses", () => {
    const [option] = parseSpl("x | stats alnum=t count", testVocabulary).problems;
    expect(option?.help).toBe("Did you mean allnum=?");
    expect(option?.fix?.edits).toEqual([{ span: { start: 10, end: 15 }, text: "allnum" }]);
    expect(parseSpl("x | stats cont(a)", testVocabulary).problems[0]?.help).toBe("Did you mean count()?");
    expect(parseSpl("x | stats lower(a)", testVocabulary).problems[0]?.help).toContain("eval function");
  });

  it("gives the access of each field", () => {
    const { tree } = parseSpl("x | convert ctime(a) ctime(b) as c", testVocabulary);
    const conversions = tree.stages.at(-1)?.parts ?? [];
    expect(conversions.map((node) => node.kind === "conversion" && node.field)).toMatchObject([
      { name: "a", access: "write" },
      { name: "b", access: "read" },
    ]);
  });
});
