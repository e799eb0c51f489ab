/** Whether a text fits a pattern of a search: `*` stands for any text, case does not count. */
export function fitsWildcard(pattern: string, text: string): boolean {
  if (!pattern.includes("*")) {
    return pattern.length === text.length && pattern.toLowerCase() === text.toLowerCase();
  }
  const given = text.toLowerCase();
  const parts = pattern.toLowerCase().split("*");
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (given.length < first.length + last.length || !given.startsWith(first) || !given.endsWith(last)) return false;
  let at = first.length;
  const end = given.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = given.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
