import type { Problem } from "#base/problem.ts";
import type { ReadElement } from "#languages/signature/signature-language.ts";

/** What of a signature rule cannot be run, each at its place. */
export function refusals(
  per: { readonly value: string; readonly span: Problem["span"] } | undefined,
  elements: readonly ReadElement[],
): readonly Problem[] {
  const problems: Problem[] = [];
  if (per !== undefined && per.value !== "connection")
    problems.push(refusal(per.span, `"per: ${per.value}" cannot be run here; conditions are judged per connection.`));
  for (const { element, options } of elements) {
    if (options.after !== undefined && chained(element.name, options.after, elements))
      problems.push(
        refusal(element.nameSpan, `"${element.name}" comes after itself by way of "after", so it is never found.`),
      );
    const unplaced = [options.after ?? [], options.near?.names ?? []]
      .flat()
      .filter((name) => hasNoPlaces(name, elements));
    for (const name of unplaced)
      problems.push(
        refusal(
          element.nameSpan,
          `"${name}" is decoded and has no place among bytes, so "${element.name}" is never found.`,
        ),
      );
  }
  return problems;
}

function refusal(span: Problem["span"], message: string): Problem {
  return { code: "signature/unsupported", severity: "error", span, message };
}

function chained(name: string, after: string, elements: readonly ReadElement[]): boolean {
  let at: string | undefined = after;
  for (let steps = 0; at !== undefined && steps <= elements.length; steps++) {
    if (at === name) return true;
    at = elements.find(({ element }) => element.name === at)?.options.after;
  }
  return false;
}

/** Whether an element is found in decoded facts alone, which stand in no scope. */
function hasNoPlaces(name: string, elements: readonly ReadElement[]): boolean {
  const test = elements.find(({ element }) => element.name === name)?.test;
  return test !== undefined && test.on !== "bytes" && !(test.on === "rpc" && test.opnums === undefined);
}
