import type { ReadElement } from "../signature-language.ts";
import { conjunctions, type Term } from "./conjunctions.ts";
import type { ExportInput } from "./export.ts";
import { suricataOptions } from "./suricata-options.ts";

/** Suricata rules: one for each alternative of the condition. */
export function suricataRules(input: ExportInput): string {
  const { lists, whole } = conjunctions(input.condition, input.elements);
  const { span } = input.condition;
  if (!whole) input.note(span, "The condition has too many alternatives: not all are written.");
  const alternatives = lists.flatMap((terms) => rulesOf(terms, input));
  if (alternatives.some(({ mixed }) => mixed))
    input.note(
      span,
      "The contents of one Suricata rule are found in one direction, and in one packet or piece of the stream: elements of one connection that stand apart are not found together.",
    );
  if (alternatives.length === 0) return "";
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
  if (found === undefined || found.length === 0) return [];
  const elements = found.map(({ one }) => one);
  let lists: readonly (readonly string[])[] = [[]];
  for (const { one, term } of found) {
    const ways = suricataOptions(one, term, input);
    const all = lists.flatMap((list) => ways.map((way) => [...list, ...way]));
    if (all.length > MAX_WAYS)
      input.note(one, `Only the first ${MAX_WAYS} combinations of encodings and interfaces are written.`);
    lists = all.slice(0, MAX_WAYS);
  }
  const directions = new Set(
    elements.map(({ options }) => options.direction).filter((direction) => direction !== "any"),
  );
  const [direction] = [...directions];
  const flow = direction === undefined || directions.size > 1 ? "flow:established;" : `flow:${direction},established;`;
  const udp = elements.some(({ options }) => options.protocols.includes("udp"));
  return lists.map((list) => ({
    header: headerOf(elements, direction, input),
    options: [...(udp ? [] : [flow]), ...list],
    mixed: elements.length > 1,
  }));
}

interface Placed {
  readonly one: ReadElement;
  readonly term: Term;
}

/**
 * The elements of a conjunction, each directly behind the one that it comes after, which is put in where the condition does not name it:
 * Suricata counts a distance from the content before. Undefined, and noted, where that cannot be.
 */
function inOrder(terms: readonly Term[], input: ExportInput): readonly Placed[] | undefined {
  const placed = new Map<string, Placed>();
  let bounded: ReadElement | undefined;
  const add = (term: Term): void => {
    const one = input.elements.get(term.name);
    if (one === undefined) return;
    const known = placed.get(term.name)?.term;
    if (known !== undefined && known.negated !== term.negated) bounded = one;
    const stronger = known !== undefined && (known.negated ? known.times <= term.times : known.times >= term.times);
    if (stronger) return;
    placed.set(term.name, { one, term });
    if (one.options.after !== undefined) add({ name: one.options.after, negated: false, times: 1 });
  };
  for (const term of terms) add(term);
  if (bounded !== undefined) {
    input.note(
      bounded,
      "Suricata cannot ask for at most so many of what must be found: rules that need it are left out.",
    );
    return undefined;
  }
  const all = [...placed.values()];
  const ordered: Placed[] = [];
  const follow = (at: Placed): void => {
    ordered.push(at);
    for (const next of all.filter(({ one }) => one.options.after === at.one.element.name)) follow(next);
  };
  for (const root of all.filter(({ one }) => !placed.has(one.options.after ?? ""))) follow(root);
  const impossible = all.find(({ one, term }) => {
    const behind = all.filter((other) => other.one.options.after === one.element.name);
    const hard = term.negated || term.times > 1 || one.test.on !== "bytes" || isPattern(one);
    return behind.length > 1 || (behind.length === 1 && hard) || (one.options.after !== undefined && term.negated);
  });
  if (impossible === undefined && ordered.length === all.length) return ordered;
  input.note(
    impossible?.one ?? input.condition.span,
    "Suricata counts a distance from the content just before, which must be found once: this order cannot be said, and rules that need it are left out.",
  );
  return undefined;
}

function isPattern({ test }: ReadElement): boolean {
  return test.on === "bytes" && test.source.kind !== "bytes" && test.source.kind !== "text";
}

function looksIntoPdus({ test, options }: ReadElement): boolean {
  if (test.on === "rpc") return test.opnums === undefined && test.places.has("transfer_syntax");
  return test.on === "bytes" && (options.pdus.length > 0 || options.scope === "pdu" || options.scope === "stub");
}

function headerOf(elements: readonly ReadElement[], direction: string | undefined, input: ExportInput): string {
  const http = elements.some(({ test }) => test.on === "http");
  const smb = elements.some(({ test }) => test.on === "smb");
  const udp = elements.every(({ options }) => options.protocols.includes("udp"));
  const rpc = elements.some(looksIntoPdus);
  if (rpc)
    input.note(
      input.condition.span,
      "The rule looks at connections that Suricata takes for DCE/RPC: calls over named pipes are not among them.",
    );
  const protocol = http ? "http" : smb ? "smb" : udp ? "udp" : rpc ? "dcerpc" : "tcp";
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
