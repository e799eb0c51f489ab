import type { Catalog } from "#catalog/catalog.ts";
import { uuidOfWireBytes } from "#semantics/signature/uuid.ts";
import { readUuid } from "#syntax/signature/uuid-text.ts";
import { contentKeys } from "./content-element.ts";
import { type DraftElement, type ImportNote, scalar } from "./draft.ts";
import type { FoundContent, FoundOptions } from "./suricata-options.ts";

const SCM_ACTIVATOR = "000001a0-0000-0000-c000-000000000046";
const DECODER = new TextDecoder();

/** Elements of what Suricata decodes: interfaces and calls, HTTP requests, shares; what cannot be said is noted. */
export function decodedElements(
  found: FoundOptions,
  catalog: Catalog,
  shared: readonly (readonly [string, string])[],
): { readonly elements: readonly DraftElement[]; readonly notes: readonly ImportNote[] } {
  const notes: ImportNote[] = [];
  const note = (content: { readonly span: ImportNote["span"] }, message: string) =>
    notes.push({ span: content.span, message });
  const elements = [...rpcElements(found, catalog, note), ...httpElements(found, note), ...smbElements(found, note)];
  return { elements: elements.map(({ name, keys }) => ({ name, keys: [...keys, ...shared] })), notes };
}

type Note = (content: { readonly span: ImportNote["span"] }, message: string) => void;

function rpcElements({ iface, opnum, buffers }: FoundOptions, catalog: Catalog, note: Note): readonly DraftElement[] {
  const stub = buffers.get("dcerpc.stub_data") ?? [];
  const written = /^(?:uuid\s+)?([^\s,]+)(.*)$/s.exec(iface?.value ?? "");
  const uuid = readUuid(written?.[1] ?? "");
  if (iface !== undefined && uuid === undefined) note(iface, "This interface is no UUID: it is left out.");
  if (iface !== undefined && /[=<>!]/.test(written?.[2] ?? ""))
    note(iface, "The version of the interface is left out: it is not asked for here.");
  if (uuid === undefined && opnum !== undefined) note(opnum, "An opnum without an interface is left out.");
  const elements: DraftElement[] = [];
  const opnums = opnum?.value.replace(/"/g, "").replace(/\s+/g, "");
  const [only] = stub;
  const isActivation = uuid === SCM_ACTIVATOR && opnums === "4" && stub.length === 1 && only?.bytes.length === 16;
  if (isActivation && only !== undefined && !only.negated)
    return [
      {
        name: "activation",
        keys: [
          ["uuid", uuidOfWireBytes(only.bytes)],
          ["in", "activation"],
        ],
      },
    ];
  if (uuid !== undefined) {
    const calls = opnums === undefined ? [] : ([["opnum", `[${opnums.split(",").join(", ")}]`]] as const);
    elements.push({ name: "interface", keys: [["uuid", uuid], ...calls] });
  }
  if (uuid !== undefined && stub.length > 0 && stub[0] !== undefined)
    note(stub[0], "The stub data is looked for in all calls of the connection, not in those of the interface alone.");
  for (const [i, content] of stub.entries()) {
    if (content.relative) note(content, "The distance of a content in stub data is left out.");
    const not = content.negated ? ([["not", "true"]] as const) : [];
    elements.push({
      name: `stub_${i + 1}`,
      keys: [...contentKeys([{ ...content, min: 0, max: 0 }], catalog), ["scope", "stub"], ...not],
    });
  }
  return elements;
}

const HTTP_PARTS: readonly (readonly [string, string])[] = [
  ["http.method", "method"],
  ["http.uri", "path"],
  ["http.header", "header"],
  ["http.request_body", "body"],
];

function httpElements({ buffers }: FoundOptions, note: Note): readonly DraftElement[] {
  const parts = HTTP_PARTS.flatMap(([buffer, part]) => {
    const contents = buffers.get(buffer) ?? [];
    const [first, ...more] = contents.filter((content) => saidOfHttp(content, part, note));
    for (const other of more) note(other, `Only one content of ${buffer} is carried over; this one is left out.`);
    if (first === undefined) return [];
    if (!first.nocase && part !== "method") note(first, `The ${part} is compared without case here.`);
    return [`${part}: ${scalar(textOf(first.bytes))}`];
  });
  return parts.length === 0 ? [] : [{ name: "request", keys: [["http", `{ ${parts.join(", ")} }`]] }];
}

/** Bodies are decoded here, so UTF-16 is read as its text. */
function textOf(bytes: readonly number[]): string {
  const wide = bytes.length > 1 && bytes.length % 2 === 0 && bytes.every((byte, i) => i % 2 === 0 || byte === 0);
  return DECODER.decode(new Uint8Array(wide ? bytes.filter((_, i) => i % 2 === 0) : bytes));
}

function saidOfHttp(content: FoundContent, part: string, note: Note): boolean {
  if (content.negated) note(content, `That the ${part} does not hold something is left out, and the rule finds more.`);
  else if (part === "path" && !content.startswith)
    note(content, "A path is compared from its beginning here: this content is left out, and the rule finds more.");
  else return true;
  return false;
}

function smbElements({ buffers }: FoundOptions, note: Note): readonly DraftElement[] {
  const contents = [...(buffers.get("smb.named_pipe") ?? []), ...(buffers.get("smb.share") ?? [])];
  return contents.flatMap((content, i) => {
    if (content.negated) {
      note(content, "That a share is not opened is left out, and the rule finds more.");
      return [];
    }
    if (!content.endswith) note(content, "A share is compared with its whole name, or its end from a backslash, here.");
    const tree = DECODER.decode(new Uint8Array(content.bytes));
    return [{ name: `share_${i + 1}`, keys: [["smb", `{ tree: ${scalar(tree)} }`]] as const }];
  });
}
