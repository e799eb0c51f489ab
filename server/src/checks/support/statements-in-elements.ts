import type { SignatureAnalysis } from "#analysis/signature-analysis.ts";
import type { SignatureElement } from "#semantics/signature/signature-rule.ts";
import { replaceScalar } from "#syntax/yaml/encode.ts";
import type { YamlNode, YamlScalar } from "#syntax/yaml/node.ts";
import type { RuleCheckContext } from "../define-rule-check.ts";
import type { UuidStatement, Written } from "./uuid-statement.ts";

/** What the elements of signature rules state of UUIDs. */
export function statementsInElements({ signatures }: RuleCheckContext): readonly UuidStatement[] {
  return signatures.flatMap((signature) =>
    signature.rule.elements
      .filter(({ entries }) => entries.has("uuid") || entries.has("interface") || entries.has("hex"))
      .map((element) => statementOf(element, signature)),
  );
}

function statementOf(element: SignatureElement, signature: SignatureAnalysis): UuidStatement {
  const all = (key: string) => writtenOf(element.entries.get(key)?.value, signature);
  const uuid = all("uuid")[0] ?? all("interface").find(({ value }) => /^[{(]?[0-9a-f]{8}-?[0-9a-f]/i.test(value));
  const named = all("interface").find((one) => one !== uuid);
  const places = all("in").map(({ value }) => value);
  const bind = places.length === 0 || places.some((place) => place === "bind" || place === "alter_context");
  const ways = all("match").map(({ value }) => value);
  return {
    source: "element",
    isInterface: bind && uuid !== undefined,
    opnums: all("opnum"),
    ports: all("port"),
    asciiCounts: ways.includes("ascii"),
    ...optional("uuid", uuid),
    ...optional("interfaceName", named),
    ...optional("hex", all("hex")[0]),
    ...optional("ascii", all("ascii")[0]),
    ...optional("version", all("version")[0]),
  };
}

function optional<K extends string>(key: K, value: Written | undefined): { readonly [P in K]?: Written } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: Written });
}

/** The scalars of a key of an element, with positions and edits of the file. */
export function writtenOf(node: YamlNode | undefined, signature: SignatureAnalysis): readonly Written[] {
  if (node?.kind === "sequence") return node.items.flatMap((item) => writtenOf(item, signature));
  if (node?.kind !== "scalar" || node.value === "") return [];
  return [writtenScalar(node, signature)];
}

function writtenScalar(scalar: YamlScalar, { analytic, rule, toHost }: SignatureAnalysis): Written {
  return {
    value: scalar.value,
    span: toHost(scalar.span),
    edits: (value) => analytic.query.encode(replaceScalar(rule.text, scalar, value)),
  };
}
