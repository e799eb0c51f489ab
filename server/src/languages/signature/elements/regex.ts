import { compileRegex } from "#runtime/regex.ts";
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
    const compiled = compileRegex(scalar.value, nocase ? "gi" : "g");
    if ("refused" in compiled) {
      reader.faultIn(scalar, compiled.at, compiled.refused);
      return undefined;
    }
    return {
      on: "bytes",
      source: { kind: "regex", pattern: scalar.value, nocase },
      find(subject) {
        const { spans, complete } = matchRegex(compiled.regex, subject);
        return { matches: spans.map((span) => [span]), complete };
      },
    };
  },
});
