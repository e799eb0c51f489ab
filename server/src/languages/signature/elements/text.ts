import { defineElement } from "../element.ts";
import { matchText } from "../match-text.ts";

export const text = defineElement({
  kinds: ["text"],
  summary: "A text in one or several encodings.",
  keys: {
    text: "The text.",
    encodings: "`ascii` (UTF-8 beyond it), `utf16le`, `utf16be`; ascii when left out.",
    nocase: "Letters match without case.",
    fullword: "No letter or digit stands directly before or behind.",
  },
  read(reader) {
    const scalar = reader.scalar("text");
    const written = reader.words("encodings", ["ascii", "utf16le", "utf16be"] as const);
    const [nocase, fullword] = [reader.flag("nocase"), reader.flag("fullword")];
    if (scalar === undefined || scalar.value === "") return undefined;
    const pattern = {
      text: scalar.value,
      encodings: written.length > 0 ? written : (["ascii"] as const),
      nocase,
      fullword,
    };
    return {
      on: "bytes",
      source: { kind: "text", pattern },
      find(subject) {
        const { spans, complete } = matchText(pattern, subject);
        return { matches: spans.map((span) => [span]), complete };
      },
    };
  },
});
