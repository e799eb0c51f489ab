import { expect, test } from "vitest";
import { compileSpl } from "#engine/compile/spl.ts";
import { testEnvironment } from "#test/support/environment.ts";

/** Codes of the errors of a search. */
function codes(spl: string): readonly string[] {
  const { problems } = compileSpl(spl, testEnvironment);
  return problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
}

test.each<[spl: string, ...expected: string[]]>([
  ["* | stats sum(a) as x*", "E-STATSWC"],
  ["* | stats count as c*", "E-STATSWC"],
  ["* | stats sum(eval(a*2)) as x*", "E-STATSWC"],
  ["* | stats avg as mean_*"],
  ["* | stats sum(a*) as x*"],
  ["* | stats sum() as x", "E-AGGSPEC"],
  ["* | stats count() as x"],
  ["* | stats count sum(a) as count", "E-DUPAS"],
  ["* | stats sum(a) as x sum(b) as x", "E-DUPAS"],
  ["* | stats count count"],
  ["* | bin span=4h@d _time", "E-SPAN"],
  ["* | bin span=1h aligntime=noon _time", "E-OPTVAL"],
  ["| tstats count by host span=1h", "E-SPAN"],
  ["* | timechart span=1m count by a, b", "E-STATSARG"],
  ["* | chart count over a by b c", "E-STATSARG"],
  ["* | chart count by a b"],
  ["* | where a IN ()", "E-MALFORMED"],
  ["* | append [search a=1] [search a=2]", "E-ARG"],
  ["* | appendpipe [stats count] [stats count]", "E-ARG"],
  ["* | foreach n [eval x=1] [eval y=2]", "E-ARG"],
  ["* | lookup t k OUTPUT v OUTPUTNEW w", "E-ARG"],
  ['* | format "[" "]"', "E-ARG"],
  ["* | format quote=f", "unsupported-argument"],
  ["* | bin bins=-3 n", "E-OPTVAL"],
  ["* | tail -2", "E-OPTVAL"],
  ["* | head -2", "E-HEAD"],
  ["* | dedup -2 n", "E-DEDUPN"],
  ['* | rex field=n max_match=-1 "(?<x>.)"', "E-OPTVAL"],
  ["* | transaction n maxevents=-1"],
  ["* | transaction n unifyends=t", "unsupported-argument"],
  ["* | transaction n unifyends=f"],
  ["* | chart cont=t span=10 count by n", "unsupported-argument"],
  ["* | chart cont=f span=10 count by n"],
  ["* | sort foo(n)", "E-ARG"],
  ["* | sort 0 -foo(n), a", "E-ARG"],
  ["* | sort - sum(n), NUM(n) p95(n)"],
  ['* | sort "foo(n)"'],
  ["* | autoregress n AS x p=1-2", "E-OPTVAL"],
  ["| tstats append=t count", "E-OPTVAL"],
  ["* | chart sum(n) count over m by s where max>2", "E-CHARTSPLIT"],
  ["* | top count", "E-NAMECONFLICT"],
  ["* | rare x countfield=percent", "E-NAMECONFLICT"],
  ["* | top count countfield=n"],
])("%s is refused by %s", (spl, ...expected) => {
  expect(codes(spl)).toEqual(expected);
});
