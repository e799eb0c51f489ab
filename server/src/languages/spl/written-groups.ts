/** The names of the named groups that a PCRE pattern writes, each once, in order: `(?<n>…)`, `(?P<n>…)`, `(?'n'…)`. */
export function writtenGroups(pattern: string): readonly string[] {
  const names = new Set<string>();
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern[at];
    if (char === "\\") at += 1;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "(" && !inClass) {
      const found = /^\((?:\?P?<([A-Za-z_]\w*)>|\?'([A-Za-z_]\w*)')/.exec(pattern.slice(at, at + 200));
      const name = found?.[1] ?? found?.[2];
      if (name !== undefined) names.add(name);
    }
  }
  return [...names];
}
