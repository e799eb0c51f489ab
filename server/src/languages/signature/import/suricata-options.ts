import type { Span } from "#base/span.ts";
import { contentBytes, type NetworkRule, type RuleOption } from "./suricata-rule.ts";

/** Where something may begin: from the start, or behind what was found before when `relative`. */
interface Place {
  readonly span: Span;
  readonly negated: boolean;
  readonly relative: boolean;
  /** An offset or distance is stated. */
  readonly placed: boolean;
  readonly min: number;
  readonly max: number;
}

export interface FoundContent extends Place {
  readonly kind: "content";
  readonly bytes: readonly number[];
  readonly nocase: boolean;
  readonly startswith: boolean;
  readonly endswith: boolean;
}

export interface Pcre extends Place {
  readonly kind: "pcre";
  readonly pattern: string;
  readonly nocase: boolean;
}

export type Found = FoundContent | Pcre;

/** What a rule looks for: in the payload, in buffers by name, and options of DCE/RPC. */
export interface FoundOptions {
  readonly payload: readonly Found[];
  readonly buffers: ReadonlyMap<string, readonly FoundContent[]>;
  readonly iface: RuleOption | undefined;
  readonly opnum: RuleOption | undefined;
}

type Note = (span: Span, message: string) => void;

/** Buffers that are read, by their names as sticky buffers. */
const BUFFERS = [
  "http.method",
  "http.uri",
  "http.header",
  "http.request_body",
  "dcerpc.stub_data",
  "smb.named_pipe",
  "smb.share",
];
/** Older names: some stand in front of a content, others behind it. */
const OLDER: Readonly<Record<string, string>> = {
  http_method: "http.method",
  http_uri: "http.uri",
  http_header: "http.header",
  http_client_body: "http.request_body",
  dce_stub_data: "dcerpc.stub_data",
};
const MODIFIERS = /^(?:nocase|offset|depth|distance|within|startswith|endswith|fast_pattern|rawbytes|http_\w+)$/;

/** Sorts the options of a rule into what is looked for and where. */
export function foundIn({ options }: NetworkRule, note: Note): FoundOptions {
  const payload: Found[] = [];
  const buffers = new Map<string, FoundContent[]>();
  let buffer = "payload";
  for (const [i, option] of options.entries()) {
    const sticky = option.name === "dce_stub_data" ? "dcerpc.stub_data" : option.name;
    if (option.name === "pkt_data") buffer = "payload";
    else if (isBuffer(sticky, option)) buffer = sticky;
    if (option.name !== "content" && option.name !== "pcre") continue;
    let end = i + 1;
    while (MODIFIERS.test(options[end]?.name ?? "")) end++;
    const modifiers = options.slice(i + 1, end);
    const older = modifiers.find(({ name }) => name.startsWith("http_"))?.name;
    const where = older === undefined ? buffer : (OLDER[older] ?? older);
    const found = option.name === "content" ? readContent(option, modifiers, note) : readPcre(option, note);
    if (found === undefined) continue;
    if (where === "payload") payload.push(found);
    else if (found.kind === "content" && BUFFERS.includes(where)) {
      buffers.set(where, [...(buffers.get(where) ?? []), found]);
    } else note(option.span, `What is looked for in ${where} is left out, and the rule may find more without it.`);
  }
  const named = (...names: readonly string[]) => options.find(({ name }) => names.includes(name));
  return { payload, buffers, iface: named("dcerpc.iface", "dce_iface"), opnum: named("dcerpc.opnum", "dce_opnum") };
}

/** Sticky buffers have a dot in their name and no value; others stand behind what they are of. */
function isBuffer(name: string, { value }: RuleOption): boolean {
  return value === "" && (BUFFERS.includes(name) || /^[a-z_0-9]+\.[\w.]+$/.test(name));
}

function readContent(option: RuleOption, modifiers: readonly RuleOption[], note: Note): FoundContent | undefined {
  const content = contentBytes(option.value);
  if (content === undefined) {
    note(option.span, "This content cannot be read; it is left out, and the rule may find more without it.");
    return undefined;
  }
  const inline = new Map(
    content.more.split(",").map((part) => [part.trim().split(/\s+/)[0] ?? "", part.trim().split(/\s+/)[1] ?? ""]),
  );
  const has = (name: string) => inline.has(name) || modifiers.some((one) => one.name === name);
  const number = (name: string): number | undefined => {
    const value = inline.get(name) ?? modifiers.find((one) => one.name === name)?.value;
    if (value === undefined) return undefined;
    if (/^\d{1,7}$/.test(value)) return Number(value);
    note(option.span, `${name} ${value} is left out: only numbers from 0 are read.`);
    return undefined;
  };
  const relative = has("distance") || has("within");
  const min = (relative ? number("distance") : has("startswith") ? 0 : number("offset")) ?? 0;
  const width = relative ? number("within") : has("startswith") ? content.bytes.length : number("depth");
  if (has("endswith")) note(option.span, "That the content stands at the end is left out, unless it is of a share.");
  return {
    kind: "content",
    span: option.span,
    bytes: content.bytes,
    negated: content.negated,
    nocase: has("nocase"),
    startswith: has("startswith") || (min === 0 && width === content.bytes.length),
    endswith: has("endswith"),
    relative,
    placed: min > 0 || width !== undefined,
    min,
    max: width === undefined ? Number.POSITIVE_INFINITY : min + width - content.bytes.length,
  };
}

/** A place that an export has written into a pcre. */
const PLACED = /^\\A\(\?s:(?:\.(?:(\*)|\{(\d+),(\d*)\})\??)?\)\(\?:([\s\S]*)\)$/;

function readPcre(option: RuleOption, note: Note): Pcre | undefined {
  const match = /^(!?)\s*"?\/([\s\S]*)\/([A-Za-z]*)"?$/.exec(option.value);
  const [, mark = "", written = "", flags = ""] = match ?? [];
  if (match === null || /[^ismxRAEDGOB]/.test(flags)) {
    note(
      option.span,
      "This pcre is left out: it cannot be read, or is of a buffer; the rule may find more without it.",
    );
    return undefined;
  }
  const placed = PLACED.exec(written);
  const inline = [..."smx"].filter((flag) => flags.includes(flag)).join("");
  const anchored = flags.includes("A") ? "\\A" : "";
  const pattern = placed?.[4] ?? written;
  const open = placed?.[1] !== undefined || placed?.[3] === "";
  const number = (text: string | undefined) => (text === undefined || text === "" ? 0 : Number(text));
  return {
    kind: "pcre",
    span: option.span,
    negated: mark === "!",
    relative: flags.includes("R"),
    placed: placed !== null,
    min: number(placed?.[2]),
    max: placed === null || open ? Number.POSITIVE_INFINITY : number(placed[3]),
    pattern: `${inline === "" ? "" : `(?${inline})`}${anchored === "" ? pattern : `${anchored}(?:${pattern})`}`,
    nocase: flags.includes("i"),
  };
}
