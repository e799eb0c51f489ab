import type { ReadElement } from "../signature-language.ts";
import { conjunctions, type Term } from "./conjunctions.ts";
import type { ExportInput } from "./export.ts";
import { suricataOptions } from "./suricata-options.ts";

/** Suricata rules: one for each alternative of the condition. */
export function suricataRules(input: ExportInput): string {
  const { lists, whole } = conjunctions(input.condition);
  const { span } = input.condition;
  if (!whole)
    input.note(
      span,
      "Suricata rules hold contents together; this condition's counts or alternatives are not all written.",
    );
  const alternatives = lists.flatMap((terms) => rulesOf(terms, input));
  if (alternatives.some(({ mixed }) => mixed))
    input.note(
      span,
      "A Suricata rule looks at one direction of a flow at a time: elements of both directions, or of bind and call, are not found together.",
    );
  const sid = input.sid ?? localSid(input.title);
  if (input.sid === undefined)
    input.note(
      span,
      `No custom.suricata_sid is written in the rule: ${sid} is made of the title. Keep it there, so that it stays when the title changes.`,
    );
  const rules = alternatives.map(({ header, options }, i) => {
    const title = alternatives.length > 1 ? `${input.title} (${i + 1})` : input.title;
    return `alert ${header} (msg:"${escaped(title)}"; ${options.join(" ")} sid:${sid + i}; rev:1;)`;
  });
  return `${rules.join("\n")}\n`;
}

/** A number of the local range, from 1000000 to 1999999, that is the same for the same title (FNV-1a). */
function localSid(title: string): number {
  let hash = 0x811c9dc5;
  for (const character of title) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return 1_000_000 + (hash % 990_000);
}

function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[";:\\|]/g, " ");
}

interface SuricataRule {
  readonly header: string;
  readonly options: readonly string[];
  readonly mixed: boolean;
}

/** The most rules that one alternative of the condition is written out as. */
const MAX_WAYS = 32;

function rulesOf(terms: readonly Term[], input: ExportInput): readonly SuricataRule[] {
  const found = inOrder(terms, input);
  if (found.length === 0) return [];
  const elements = found.map(({ one }) => one);
  let lists: readonly (readonly string[])[] = [[]];
  for (const { one, term } of found) {
    const ways = suricataOptions(one, term, elements, input);
    const all = lists.flatMap((list) => ways.map((way) => [...list, ...way]));
    if (all.length > MAX_WAYS)
      input.note(one, `Only the first ${MAX_WAYS} combinations of encodings and interfaces are written.`);
    lists = all.slice(0, MAX_WAYS);
  }
  const directions = new Set(
    elements.map(({ options }) => options.direction).filter((direction) => direction !== "any"),
  );
  const decoded = elements.filter(({ test }) => test.on === "rpc").length;
  const mixed = directions.size > 1 || (decoded > 0 && elements.length > decoded) || decoded > 1;
  const [direction] = [...directions];
  const flow = direction === undefined || directions.size > 1 ? "flow:established;" : `flow:${direction},established;`;
  const udp = elements.some(({ options }) => options.protocols.includes("udp"));
  return lists.map((list) => ({
    header: headerOf(elements, direction, input),
    options: [...(udp ? [] : [flow]), ...list],
    mixed,
  }));
}

/** The elements of a conjunction, those that another comes after first. */
function inOrder(
  terms: readonly Term[],
  input: ExportInput,
): readonly { readonly one: ReadElement; readonly term: Term }[] {
  const found = terms.flatMap((term) => {
    const one = input.elements.get(term.name);
    return one === undefined ? [] : [{ one, term }];
  });
  const depth = (one: ReadElement, steps = 0): number => {
    const before = one.options.after === undefined || steps > 20 ? undefined : input.elements.get(one.options.after);
    return before === undefined ? 0 : 1 + depth(before, steps + 1);
  };
  return found.sort((a, b) => depth(a.one) - depth(b.one));
}

function headerOf(elements: readonly ReadElement[], direction: string | undefined, input: ExportInput): string {
  const http = elements.some(({ test }) => test.on === "http");
  const smb = elements.some(({ test }) => test.on === "smb");
  const udp = elements.every(({ options }) => options.protocols.includes("udp"));
  const protocol = http ? "http" : smb ? "smb" : udp ? "udp" : "tcp";
  const ports = elements.flatMap(({ options }) =>
    options.ports.map(({ min, max }) => (min === max ? `${min}` : `${min}:${max}`)),
  );
  const distinct = [...new Set(ports)];
  const stated = elements.filter(({ options }) => options.ports.length > 0);
  if (stated.length > 0 && stated.length < elements.length)
    input.note(input.condition.span, "The port of one element holds for the whole Suricata rule.");
  const port =
    distinct.length === 0 ? "any" : distinct.length === 1 ? (distinct[0] ?? "any") : `[${distinct.join(",")}]`;
  if (direction === "to_client") return `${protocol} any ${port} -> any any`;
  return direction === undefined && port !== "any"
    ? `${protocol} any any <> any ${port}`
    : `${protocol} any any -> any ${port}`;
}
