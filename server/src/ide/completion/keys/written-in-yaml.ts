import type { YamlPlace } from "../../keys/yaml-place.ts";

/** Texts that YAML 1.1 or 1.2 would take for something else than a text. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|~|[-+.\d].*|=|<<)$/i;
const RESERVED = /^[\s\-?:,[\]{}#&*!|>'"%@`]|:(?:\s|$)|\s#|\s$/;

/** A text as it is written at a place of a YAML file: escaped for the quotes around it, quoted where it needs quotes. */
export function writtenInYaml(text: string, { style, flow }: Pick<YamlPlace, "style" | "flow">): string {
  if (style === "double") return JSON.stringify(text).slice(1, -1);
  if (style === "single") return text.replaceAll("'", "''");
  const plain = !RESERVED.test(text) && !(flow && /[,[\]{}]/.test(text));
  // True, false and numbers are offered where they are meant as such.
  if (plain && (text === "true" || text === "false" || !NO_TEXT.test(text))) return text;
  return text.includes("'") || !text.includes("\\") ? JSON.stringify(text) : `'${text}'`;
}
