import type { CompletionContext } from "../context.ts";

/** Calls whose argument is seldom the same field twice in one command. */
const ONCE = new Set(["values", "dc", "list", "latest", "earliest", "first", "last"]);
/** Clauses that list fields. */
const LISTING = new Set(["by", "over", "groupby", "output", "outputnew"]);
const LISTING_COMMANDS = new Set(["table", "fields", "dedup", "sort", "fillnull", "rename", "mvexpand", "return"]);

/**
 * How much likelier a field is for what the document says: more when it is spoken of elsewhere, less when the list at hand
 * has it already, or when a call must stand here.
 */
export function howApt(name: string, context: CompletionContext): number {
  const { mentions, scan, stage, follows, place } = context;
  let factor = 1;
  if (mentions.before.has(name)) factor *= 4;
  if (mentions.after.has(name)) factor *= 4;
  if (mentions.elsewhere.has(name)) factor *= 4;
  const call = scan.calls.at(-1);
  const listing =
    call === undefined ? LISTING.has(scan.clause) || LISTING_COMMANDS.has(stage?.command ?? "") : ONCE.has(call);
  if (listing && scan.listed.has(name)) factor *= 0.03;
  if (place === "eval" && follows.startsWith("(")) factor *= 0.001;
  if (place === "search" && /^\s*(?:=|!=|<|>|(?:NOT\s+)?IN\b)/i.test(follows)) factor *= 100;
  return factor;
}
