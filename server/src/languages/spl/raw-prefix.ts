import { fromList, toText } from "#events/value.ts";
import type { Expression } from "#runtime/predicate.ts";

/** Characters at which the index cuts text into tokens (SPL reference 1.7). */
const BREAKER = /[\s[\]<>(){}|!;,'"*&?+]/;

/** What stands behind a prefix in the tokens of `_raw`: PREFIX() of tstats. Case is ignored; each token counts. */
export function rawPrefix(prefix: string): Expression {
  const wanted = prefix.toLowerCase();
  return (row) => {
    const raw = toText(row.get("_raw"));
    if (raw === null || wanted === "") return null;
    const lower = raw.toLowerCase();
    const found = new Set<string>();
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
      if (at > 0 && !BREAKER.test(raw[at - 1] ?? "")) continue;
      let end = at + wanted.length;
      while (end < raw.length && !BREAKER.test(raw[end] ?? "")) end += 1;
      if (end > at + wanted.length) found.add(raw.slice(at + wanted.length, end));
    }
    return fromList([...found]);
  };
}
