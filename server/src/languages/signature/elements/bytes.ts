import { wireBytes } from "#semantics/signature/uuid.ts";
import { parseBytePattern } from "#syntax/signature/byte-pattern.ts";
import { defineElement } from "../element.ts";
import { matchBytes } from "../match-bytes.ts";
import { uuidsNamed } from "../named-uuid.ts";

export const bytes = defineElement({
  kinds: ["bytes"],
  summary: "Raw bytes with wildcards, jumps and alternatives, as YARA's hexadecimal strings.",
  keys: { bytes: 'Pairs of hexadecimal digits, `??`, `4?`, `~4a`, `[n-m]`, `( a | b )`, `"text"`, `@uuid(NAME)`.' },
  read(reader) {
    const scalar = reader.scalar("bytes");
    if (scalar === undefined) return undefined;
    const pattern = parseBytePattern(scalar.value, (name, order) => {
      const [uuid] = uuidsNamed(name, reader.catalog);
      if (uuid === undefined) return `"${name}" is neither a UUID nor the name of a known interface.`;
      if (order === "le") return wireBytes(uuid);
      return (uuid.replaceAll("-", "").match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
    });
    for (const { message, at } of pattern.faults) reader.faultIn(scalar, at, message);
    if (pattern.faults.length > 0 || pattern.items.length === 0) return undefined;
    return {
      on: "bytes",
      source: { kind: "bytes", items: pattern.items },
      find(subject) {
        const { spans, complete } = matchBytes(pattern.items, subject);
        return { matches: spans.map((span) => [span]), complete };
      },
    };
  },
});
