import { toHost } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";
import type { TextEdit } from "#base/text-edit.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { uuidsNamed } from "#languages/signature/named-uuid.ts";
import type { Analytic, RuleFile } from "#semantics/rule/rule-file.ts";
import { parseSignatureRule, type SignatureElement } from "#semantics/signature/signature-rule.ts";
import { findUuids, printableForm, uuidOfBytes, wireBytes } from "#semantics/signature/uuid.ts";
import { encodeScalar } from "#syntax/yaml/encode.ts";
import type { YamlScalar } from "#syntax/yaml/node.ts";

/** A place that states a UUID in one of its forms: digits, bytes, its name, or the printable characters of its bytes. */
export interface UuidPlace {
  readonly uuid: string;
  readonly span: Span;
  readonly form: "canonical" | "wire" | "big-endian" | "name" | "printable";
  /** The edits that state another UUID in the same form. */
  edits(uuid: string): readonly TextEdit[];
}

const CALL = /@uuid\(\s*([A-Za-z_]\w*)/g;

/**
 * Every place of a document that states a UUID: in its text and searches as digits, or as bytes of a known one; in elements of
 * signatures also by name, and by the printable form that stands beside it.
 */
export function uuidPlaces(text: string, rule: RuleFile, catalog: Catalog): readonly UuidPlace[] {
  const known = (uuid: string) => catalog.rpc.describe(uuid) !== undefined;
  const written = findUuids(text, known).map(({ span, uuid, form }): UuidPlace => {
    const edits = (to: string) => [{ span, text: inForm(text.slice(span.start, span.end), to, form) }];
    return { uuid, span, form, edits };
  });
  const elements = rule.analytics.flatMap((analytic) =>
    analytic.language === "signature" ? inElements(analytic, catalog) : [],
  );
  return [...written, ...elements].sort((a, b) => a.span.start - b.span.start);
}

function inElements(analytic: Analytic, catalog: Catalog): readonly UuidPlace[] {
  const { text, map } = analytic.query;
  const calls = [...text.matchAll(CALL)].flatMap((match): readonly UuidPlace[] => {
    const name = match[1] ?? "";
    const [uuid, ...others] = uuidsNamed(name, catalog);
    if (uuid === undefined || others.length > 0) return [];
    const end = match.index + match[0].length;
    const span = { start: end - name.length, end };
    const edits = (to: string) => analytic.query.encode([{ span, text: nameOf(to, catalog) }]);
    return [{ uuid, span: toHost(map, span), form: "name", edits }];
  });
  const stated = parseSignatureRule(text).elements.flatMap((element) => statedIn(element, analytic, catalog));
  return [...calls, ...stated];
}

function statedIn(element: SignatureElement, analytic: Analytic, catalog: Catalog): readonly UuidPlace[] {
  const scalarOf = (key: string): YamlScalar | undefined => {
    const value = element.entries.get(key)?.value;
    return value?.kind === "scalar" && value.value !== "" ? value : undefined;
  };
  const named = scalarOf("interface");
  const [uuid, ...others] = uuidsNamed((scalarOf("uuid") ?? named)?.value ?? "", catalog);
  if (uuid === undefined || others.length > 0) return [];
  const place = (scalar: YamlScalar, form: "name" | "printable", write: (to: string) => string): UuidPlace => {
    const whole = { start: 0, end: scalar.value.length };
    const edits = (to: string) =>
      analytic.query.encode(encodeScalar(analytic.query.text, scalar, [{ span: whole, text: write(to) }]));
    return { uuid, span: toHost(analytic.query.map, scalar.span), form, edits };
  };
  const ascii = scalarOf("ascii");
  return [
    ...(named === undefined || /[0-9a-f]{4}-/i.test(named.value)
      ? []
      : [place(named, "name", (to) => nameOf(to, catalog))]),
    ...(ascii === undefined || ascii.value !== printableForm(uuid) ? [] : [place(ascii, "printable", printableForm)]),
  ];
}

/** The name of a known interface, when it is that of no other; else the digits. */
function nameOf(uuid: string, catalog: Catalog): string {
  const name = catalog.rpc.byUuid(uuid)?.name;
  return name !== undefined && uuidsNamed(name, catalog).length === 1 ? name : uuid;
}

/** Digits in the places of those that are written: separators, prefixes and case stay. */
function inForm(written: string, uuid: string, form: "canonical" | "wire" | "big-endian"): string {
  const plain = uuidOfBytes(form === "wire" ? wireBytes(uuid) : wireBytes(uuidOfBytes(wireBytes(uuid))));
  const digits = [...plain.replaceAll("-", "")];
  const upper = /[A-F]/.test(written.replace(/0X/g, ""));
  return written.replace(/(?:0x|\\x)|[0-9a-f]/gi, (one) => {
    if (one.length > 1) return one;
    const digit = digits.shift() ?? "";
    return upper ? digit.toUpperCase() : digit;
  });
}
