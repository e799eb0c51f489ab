/** A place of a .conf file where the name of a stanza, a key or a value may be typed. */
export type ConfPlace =
  | { readonly kind: "stanza"; readonly typed: string; readonly closed: boolean }
  | { readonly kind: "key"; readonly typed: string; readonly present: ReadonlySet<string>; readonly equals: boolean }
  | { readonly kind: "value"; readonly key: string; readonly typed: string };

const KEY = /^[ \t]*([\w.:<>*-]*)$/;
const VALUE = /^[ \t]*([^\s=#;[][^=]*?)[ \t]*=[ \t]*(.*)$/;

/** The place of an offset; undefined in a comment and in the further lines of a value. */
export function confPlace(text: string, offset: number): ConfPlace | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  if (/\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start))) return undefined;
  const typed = text.slice(start, offset);
  const rest = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? "";
  const stanza = /^[ \t]*\[([^\]]*)$/.exec(typed);
  if (stanza !== null) return { kind: "stanza", typed: stanza[1] ?? "", closed: rest.includes("]") };
  const value = VALUE.exec(typed);
  if (value !== null) return { kind: "value", key: value[1] ?? "", typed: value[2] ?? "" };
  const key = KEY.exec(typed)?.[1];
  if (key === undefined) return undefined;
  const equals = /^[\w.:<>*-]*[ \t]*=/.test(rest);
  return { kind: "key", typed: key, present: present(text, start, offset + rest.length), equals };
}

/** The keys of the stanza around a line, without the line's own. */
function present(text: string, start: number, end: number): ReadonlySet<string> {
  const above = text.slice(0, start).split(/\r?\n/);
  const below = text.slice(end).split(/\r?\n/);
  const first = above.findLastIndex((line) => /^[ \t]*\[/.test(line));
  const last = below.findIndex((line) => /^[ \t]*\[/.test(line));
  const lines = [...above.slice(first + 1), ...below.slice(0, last < 0 ? undefined : last)];
  return new Set(lines.flatMap((line) => VALUE.exec(line)?.[1] ?? []));
}
