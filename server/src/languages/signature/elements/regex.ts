import { DEFAULT_LIMITS } from "#runtime/limits.ts";
import { MatchGuard } from "#runtime/match-guard.ts";
import { compileRegex, guardedRegex } from "#runtime/regex.ts";
import { defineElement } from "../element.ts";
import { matchRegex } from "../match-regex.ts";

export const regex = defineElement({
  kinds: ["regex"],
  summary: "A regular expression (PCRE) over bytes, each byte one character of the same number.",
  keys: {
    regex: "The expression. `.` does not match a newline unless it begins with `(?s)`.",
    nocase: "Letters match without case.",
  },
  read(reader) {
    const scalar = reader.scalar("regex");
    const nocase = reader.flag("nocase");
    if (scalar === undefined) return undefined;
    const flags = nocase ? "gi" : "g";
    const compiled = compileRegex(scalar.value, flags);
    if ("refused" in compiled) {
      reader.faultIn(scalar, compiled.at, compiled.refused);
      return undefined;
    }
    let stopped: string | undefined;
    // One for all scopes, so that a pattern that was given up often is not tried in each of thousands of streams.
    const guard = new MatchGuard(DEFAULT_LIMITS.matchSteps, (message) => {
      stopped = message;
    });
    return {
      on: "bytes",
      source: { kind: "regex", pattern: scalar.value, nocase },
      find(subject) {
        const { regex } = { ...compiled, ...guardedRegex(scalar.value, flags, guard) };
        const { spans, complete } = matchRegex(regex, subject);
        const matches = spans.map((span) => [span]);
        return stopped === undefined ? { matches, complete } : { matches, complete: false, stopped };
      },
    };
  },
});
