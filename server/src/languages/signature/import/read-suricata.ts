import type { Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { type Content, contentKeys } from "./content-element.ts";
import { type DraftElement, type DraftRule, type ImportNote, scalar } from "./draft.ts";
import { decodedElements } from "./suricata-decoded.ts";
import { headerKeys } from "./suricata-header.ts";
import { type Found, foundIn, type Pcre } from "./suricata-options.ts";
import type { NetworkRule } from "./suricata-rule.ts";

/** Options that say something of a rule, not of traffic. */
const ABOUT = new Set([
  "msg",
  "sid",
  "gid",
  "rev",
  "classtype",
  "priority",
  "metadata",
  "reference",
  "flow",
  "target",
  "tag",
]);
/** Options that change nothing of what is found. */
const SILENT = new Set(["fast_pattern", "rawbytes", "noalert"]);

/** Reads a Suricata or Snort rule as a signature rule: the table of exports read backwards. What is left over is noted. */
export function readSuricata(rule: NetworkRule, catalog: Catalog): DraftRule {
  const reader = new SuricataReader(rule, catalog);
  return reader.draft();
}

class SuricataReader {
  readonly #rule: NetworkRule;
  readonly #catalog: Catalog;
  readonly #notes: ImportNote[] = [];
  readonly #elements: DraftElement[] = [];
  readonly #shared: readonly (readonly [string, string])[];
  #chain: { readonly contents: Content[]; readonly place: readonly (readonly [string, string])[] } | undefined;
  #last: string | undefined;

  constructor(rule: NetworkRule, catalog: Catalog) {
    this.#rule = rule;
    this.#catalog = catalog;
    this.#shared = headerKeys(rule, (span, message) => this.#note(span, message));
  }

  draft(): DraftRule {
    const found = foundIn(this.#rule, (span, message) => this.#note(span, message));
    for (const one of found.payload) {
      if (one.kind === "pcre") this.#pcre(one);
      else this.#content(one);
    }
    this.#flush();
    const { elements, notes } = decodedElements(found, this.#catalog, this.#decodedKeys());
    this.#elements.push(...elements);
    this.#notes.push(...notes);
    this.#leftOver();
    const about = (name: string) =>
      this.#rule.options.filter((option) => option.name === name).map(({ value }) => value);
    const sid = /^\d{1,9}$/.exec(about("sid")[0] ?? "")?.[0];
    if (this.#elements.length === 0) this.#note(this.#rule.span, "Nothing of this rule can be looked for here.");
    return {
      title: (about("msg")[0] ?? "Imported rule").replace(/^"|"$/g, "").replace(/\\(.)/g, "$1"),
      description: undefined,
      author: undefined,
      references: about("reference").map(referenceText),
      sid: sid === undefined ? undefined : Number(sid),
      elements: this.#elements,
      condition: this.#elements.map(({ name }) => name).join(" and "),
      notes: this.#notes,
    };
  }

  /** Ports and direction hold for what is decoded too; protocol and scope say nothing there. */
  #decodedKeys(): readonly (readonly [string, string])[] {
    return this.#shared.filter(([key]) => key === "port" || key === "direction");
  }

  #note(span: Span, message: string): void {
    this.#notes.push({ span, message });
  }

  #content(found: Extract<Found, { readonly kind: "content" }>): void {
    const { bytes, nocase, negated, relative, min, max, span } = found;
    if (max < min) {
      this.#note(span, "This content is longer than the bytes that it may stand in: it is left out.");
      return;
    }
    if (negated) {
      this.#flush();
      if (relative)
        this.#note(
          span,
          "A content that must not stand near another cannot be said: it is left out, and the rule finds more.",
        );
      else
        this.#add("content", [
          ...contentKeys([{ bytes, nocase, min: 0, max: 0 }], this.#catalog),
          ...placeKeys(found),
          ["not", "true"],
        ]);
      return;
    }
    if (relative && this.#chain !== undefined) this.#chain.contents.push({ bytes, nocase, min, max });
    else {
      this.#flush();
      const place = relative && this.#last !== undefined ? afterKeys(this.#last, min, max) : placeKeys(found);
      this.#chain = { contents: [{ bytes, nocase, min: 0, max: 0 }], place };
    }
  }

  #pcre(found: Pcre): void {
    this.#flush();
    const { pattern, nocase, negated, relative, min, max, span } = found;
    if (relative && this.#last === undefined)
      this.#note(span, "This pcre stands behind nothing: its place is left out.");
    const place = relative && this.#last !== undefined ? afterKeys(this.#last, min, max) : placeKeys(found);
    const more: (readonly [string, string])[] = [...(nocase ? ([["nocase", "true"]] as const) : []), ...place];
    this.#add("pcre", [["regex", scalar(pattern)], ...more, ...(negated ? ([["not", "true"]] as const) : [])]);
  }

  #flush(): void {
    const chain = this.#chain;
    this.#chain = undefined;
    if (chain === undefined) return;
    this.#add("content", [...contentKeys(chain.contents, this.#catalog), ...chain.place]);
  }

  #add(kind: string, keys: readonly (readonly [string, string])[]): void {
    const name = `${kind}_${this.#elements.length + 1}`;
    this.#elements.push({ name, keys: [...keys, ...this.#shared] });
    this.#last = name;
  }

  #leftOver(): void {
    for (const { name, value, span } of this.#rule.options) {
      if (ABOUT.has(name) || SILENT.has(name) || KNOWN.has(name)) continue;
      const shown = name === "" ? value.slice(0, 40) : name;
      this.#note(span, `"${shown}" is left out: it has no counterpart here, and the rule may find more without it.`);
    }
  }
}

/** Options that are read where they stand. */
const KNOWN = new Set(
  "content nocase offset depth distance within startswith endswith pcre http.method http_method http.uri http_uri http.header http_header http.request_body http_client_body dcerpc.iface dce_iface dcerpc.opnum dce_opnum dcerpc.stub_data dce_stub_data smb.named_pipe smb.share pkt_data".split(
    " ",
  ),
);

function placeKeys({ relative, placed, min, max }: Pick<Pcre, "relative" | "placed" | "min" | "max">) {
  if (!placed && !relative) return [];
  if (min === max) return [["offset", String(min)]] as const;
  if (min === 0 && !Number.isFinite(max)) return [];
  return [["offset", `{ min: ${min}${Number.isFinite(max) ? `, max: ${max}` : ""} }`]] as const;
}

function afterKeys(name: string, min: number, max: number): readonly (readonly [string, string])[] {
  const distance = Number.isFinite(max) ? `{ min: ${min}, max: ${max} }` : `{ min: ${min} }`;
  return [["after", name], ...(min === 0 && !Number.isFinite(max) ? [] : ([["distance", distance]] as const))];
}

function referenceText(value: string): string {
  const [kind = "", ...rest] = value.split(",");
  const where = rest.join(",").trim();
  if (where === "") return value;
  return kind.trim() === "url" ? (/^https?:/.test(where) ? where : `https://${where}`) : `${kind.trim()} ${where}`;
}
