const HEX = "[0-9a-fA-F]";
const GROUPS = `(${HEX}{8})-(${HEX}{4})-(${HEX}{4})-(${HEX}{4})-(${HEX}{12})`;
const FORMS = [
  new RegExp(`^${GROUPS}$`),
  new RegExp(`^\\{${GROUPS}\\}$`),
  new RegExp(`^\\(${GROUPS}\\)$`),
  new RegExp(`^urn:uuid:${GROUPS}$`, "i"),
  new RegExp(`^(${HEX}{8})(${HEX}{4})(${HEX}{4})(${HEX}{4})(${HEX}{12})$`),
];

/**
 * The canonical form of a UUID written where one is expected: 8-4-4-4-12 digits in any case, also in `{…}` or `(…)` or after
 * `urn:uuid:` (RFC 9562, 4), or 32 digits without separators. Undefined for any other text.
 */
export function readUuid(text: string): string | undefined {
  const trimmed = text.trim();
  for (const form of FORMS) {
    const match = form.exec(trimmed);
    if (match !== null) return match.slice(1).join("-").toLowerCase();
  }
  return undefined;
}

/** The UUID that a text states when only its braces, dashes or blanks are off: 32 digits with nothing else between them. */
export function uuidWithin(text: string): string | undefined {
  const bare = text.trim().replace(/^urn:uuid:/i, "");
  if (!/^[\s{}()[\]"'_-]*(?:[0-9a-f][\s{}()[\]"'_-]*){32}$/i.test(bare)) return undefined;
  return readUuid(bare.replace(/[^0-9a-f]/gi, ""));
}
