import type { Span } from "#base/span.ts";
import { anyBut } from "./regex-class.ts";
import { ESCAPED_SETS } from "./regex-set.ts";
import { RegexFault, type RegexNode, unsupported } from "./regex-tree.ts";

const RETURN: RegexNode = { kind: "char", code: 13, ignoreCase: false };
const FEED: RegexNode = { kind: "char", code: 10, ignoreCase: false };
const PAIR: RegexNode = { kind: "sequence", items: [RETURN, FEED] };
const LONE: RegexNode = {
  kind: "sequence",
  items: [
    { kind: "look", open: "(?!", body: PAIR },
    { kind: "set", set: ESCAPED_SETS.v ?? anyBut([]), ignoreCase: false },
  ],
};

/** `\R`: a line end of two characters is never cut apart. */
const NEWLINE: RegexNode = { kind: "plain", body: { kind: "choice", options: [PAIR, LONE] } };

/** What a backslash with a letter stands for where it is no character and no set; throws a {@link RegexFault}. */
export function letterNode(char: string, span: Span): RegexNode {
  switch (char) {
    case "A":
      return { kind: "assertion", written: "^" };
    case "z":
      return { kind: "assertion", written: "$" };
    case "Z":
      return { kind: "assertion", written: "(?=\\n?$)" };
    case "b":
      return { kind: "assertion", written: "\\b" };
    case "B":
      return { kind: "assertion", written: "\\B" };
    case "R":
      return NEWLINE;
    case "K":
      return { kind: "keep", span };
    case "g":
      throw unsupported("\\g; write a back reference as \\1", { start: span.start, end: span.end });
    case "G":
      throw unsupported("\\G, the place where matching began", span);
    case "X":
    case "C":
      throw unsupported(`\\${char}`, span);
    default:
      throw new RegexFault(`unrecognized character follows \\: \\${char}`, span);
  }
}
