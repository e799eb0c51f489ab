import type { Problem } from "#base/problem.ts";
import type { ElementTest } from "#languages/signature/element.ts";
import type { ElementOptions } from "#languages/signature/element-options.ts";
import type { Per, ReadElement } from "#languages/signature/signature-language.ts";

/** What of a signature rule cannot be run, each at its place. */
export function refusals(per: Per, elements: readonly ReadElement[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { element, options, test } of elements) {
    if (per === "pdu" && !inOnePdu(test, options))
      problems.push(
        refusal(
          element.nameSpan,
          `"per: pdu" judges each PDU by itself, and "${element.name}" does not stand in one: give it "scope: pdu", or judge per connection.`,
        ),
      );
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

function inOnePdu(test: ElementTest, { scope }: ElementOptions): boolean {
  return test.on !== "http" && test.on !== "smb" && scope === "pdu";
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
