import { describe, expect, it } from "vitest";
import { hover } from "#ide/hover/hover.ts";
import type { LookupTable } from "#semantics/dialect.ts";
import type { Environment } from "#semantics/environment.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { lookupOf } from "#test/support/lookup.ts";
import { fixture } from "./support.ts";

const ROWS = Array.from({ length: 12 }, (_, n) => ({ ip: `10.0.0.${n}`, owner: n === 0 ? "a|`b`\nc" : `owner ${n}` }));
const ASSETS: LookupTable = {
  ...lookupOf("assets", ROWS),
  caseSensitive: false,
  matchTypes: new Map([["ip", "cidr"]]),
  defaultMatch: "unknown",
};
const environment: Environment = {
  ...testEnvironment,
  lookups: (name) => (name === "assets" ? ASSETS : undefined),
  revision: 2,
};

const asked = (marked: string): string | undefined => {
  const { analysis, cursor } = fixture(marked, "search.spl", environment);
  return hover(analysis, cursor)?.contents;
};

describe("hover on a lookup", () => {
  it("gives columns, how they match, and the first rows", () => {
    expect(asked("index=x | lookup ass‸ets ip OUTPUT owner")).toBe(
      [
        "**assets** lookup, 12 rows",
        "Columns: `ip`, `owner`",
        "Matches `ip` as cidr; upper and lower case are the same; without a match `unknown`",
        'First rows:\n\n```\nip="10.0.0.0"  owner="a|`b` c"\nip="10.0.0.1"  owner="owner 1"\nip="10.0.0.2"  owner="owner 2"\n```',
      ].join("\n\n"),
    );
  });

  it("does so in every command that names one", () => {
    expect(asked("| inputlookup ass‸ets")).toContain("12 rows");
    expect(asked("index=x | outputlookup ass‸ets")).toContain("12 rows");
    expect(asked("| inputlookup oth‸er")).toContain("No definition is known");
  });
});
