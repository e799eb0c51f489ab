/** What the variables of a snippet stand for in tests. */
const VARIABLES: Readonly<Record<string, string>> = {
  UUID: "7c4f9a52-4f0e-4f0b-9a6a-0d9a4c2b8e11",
  CURRENT_YEAR: "2026",
  CURRENT_MONTH: "03",
  CURRENT_DATE: "09",
};

/**
 * The text that a snippet inserts when its placeholders keep their defaults: `\` before `$`, `}` and `\` is taken away, as
 * editors do. Throws on a variable that the tests do not know and on a placeholder without default but `$0`.
 */
export function expandSnippet(body: readonly string[]): string {
  return body
    .join("\n")
    .replace(
      /\\([$}\\])|\$\{(\d+):((?:\\.|[^}\\])*)\}|\$(\w+)/g,
      (whole, escaped?: string, _number?: string, text?: string, name?: string) => {
        if (escaped !== undefined) return escaped;
        if (text !== undefined) return text.replace(/\\([$}\\])/g, "$1");
        if (name === "0") return "";
        const value = VARIABLES[name ?? ""];
        if (value === undefined) throw new Error(`${whole} stands for nothing.`);
        return value;
      },
    );
}
