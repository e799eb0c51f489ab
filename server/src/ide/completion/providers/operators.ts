import type { CompletionItem } from "../../types.ts";
import type { CompletionContext } from "../context.ts";
import { likelihoods } from "../likelihood.ts";
import type { Provider } from "../provider.ts";
import { wordClues } from "./word-clues.ts";

/** How likely any one of them is where use tells nothing. */
const EACH = 0.001;
const NAMING = new Set(["rename", "lookup", "join"]);

/** The words of logic where an operand stands in front, NOT where one is wanted, and AS behind what may be named. */
export const operators: Provider = (context) => {
  if (context.quoted) return [];
  const likely = likelihoods(context);
  const clues = wordClues(context);
  return wordsAt(context).map((word): CompletionItem => {
    const insert = word === "IN" ? "IN ($0)" : `${word} `;
    const rank = context.rate("keyword", clues(word, likely(word, EACH)));
    return { label: word, kind: "keyword", detail: "operator", insert, snippet: word === "IN", rank };
  });
};

function wordsAt({ place, stage, scan }: CompletionContext): readonly string[] {
  const [last] = scan.last;
  const isOperand = /["'`\w)}*]$/.test(last) && !/^(?:AND|OR|NOT|XOR|BY|AS|WHERE)$/i.test(last);
  const isName = isOperand && last.replace(/^["']|["']$/g, "") === scan.previous[0] && !/^[=!<>]+$/.test(scan.last[1]);
  if (place === "search" || place === "eval") {
    return [...(isOperand ? ["AND", "OR"] : []), "NOT", ...(isName ? ["IN"] : [])];
  }
  if (place === "aggregation") return last === ")" || isName ? ["AS"] : [];
  // The first name of lookup is that of the table.
  const isNamed = stage?.command !== "lookup" || scan.previous.length > 1;
  return isName && isNamed && NAMING.has(stage?.command ?? "") ? ["AS"] : [];
}
