const LONGEST = 80;

/** A name for addresses (`RULE#ANALYTIC`): lower case, letters and digits of any script, single hyphens, at most 80 characters. */
export function slug(title: string): string {
  const words = wordsOf(title).filter((word) => word !== "");
  let result = "";
  for (const word of words) {
    const longer = result === "" ? word : `${result}-${word}`;
    if (longer.length > LONGEST) break;
    result = longer;
  }
  if (result !== "") return result;
  return words[0]?.slice(0, LONGEST) ?? "";
}

function wordsOf(title: string): readonly string[] {
  // Most titles need nothing of Unicode, which takes its time.
  if (/^[ -~]*$/.test(title)) return title.toLowerCase().split(/[^a-z\d]+/);
  return title
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .split(/[^\p{L}\p{N}]+/u);
}

/** Gives names in order and numbers those that come again: `a`, `a-2`, `a-3`; an empty name becomes `fallback`. */
export function uniqueNames(separator: (count: number) => string): (name: string, fallback: string) => string {
  const seen = new Map<string, number>();
  const used = new Set<string>();
  return (name, fallback) => {
    const base = name === "" ? fallback : name;
    let count = (seen.get(base) ?? 0) + 1;
    let candidate = count === 1 ? base : `${base}${separator(count)}`;
    while (used.has(candidate)) {
      count++;
      candidate = `${base}${separator(count)}`;
    }
    seen.set(base, count);
    used.add(candidate);
    return candidate;
  };
}
