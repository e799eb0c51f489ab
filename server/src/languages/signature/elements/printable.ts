import { parsePrintableGlob } from "#syntax/signature/printable-glob.ts";
import { defineElement } from "../element.ts";
import { matchPrintable } from "../match-printable.ts";

export const printable = defineElement({
  kinds: ["printable"],
  summary: "A glob over the printable characters of the bytes; everything else vanishes before it is compared.",
  keys: {
    printable: "`*` is any run of characters; without `*` at an end the pattern is bound to that end.",
    nocase: "Letters match without case.",
  },
  read(reader) {
    const scalar = reader.scalar("printable");
    const nocase = reader.flag("nocase");
    if (scalar === undefined) return undefined;
    const glob = parsePrintableGlob(scalar.value);
    for (const { message, at } of glob.faults) reader.faultIn(scalar, at, message);
    if (glob.faults.length > 0) return undefined;
    return {
      on: "bytes",
      source: { kind: "printable", glob, nocase },
      find(subject) {
        const chain = matchPrintable(glob, subject, nocase);
        return { matches: chain === null ? [] : [chain], complete: true };
      },
    };
  },
});
