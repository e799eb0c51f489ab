import type { EmbeddedText } from "#base/embedded-text.ts";
import { once } from "#base/memo.ts";
import { toHost } from "#base/source-map.ts";
import type { TextEdit } from "#base/text-edit.ts";
import { type ConfSetting, confValue } from "../workspace/conf.ts";
import { lineBreakOf } from "./embed-slice.ts";

/** The value of a setting inside its .conf file. */
export function embedConfValue(host: string, setting: ConfSetting): EmbeddedText {
  const value = once(() => confValue(host, setting.fullSpan));
  return {
    get text() {
      return value().text;
    },
    get map() {
      return value().map;
    },
    encode: (edits) => encode(host, value().map, edits),
  };
}

/** A line break inside a value is written as a backslash before it. */
function encode(host: string, map: EmbeddedText["map"], edits: readonly TextEdit[]): readonly TextEdit[] {
  const eol = lineBreakOf(host);
  return edits.map((edit) => {
    if (/\\\r?\n/.test(edit.text))
      throw new RangeError("a line that ends with a backslash cannot stand in a .conf value");
    return { span: toHost(map, edit.span), text: edit.text.replace(/\r?\n/g, `\\${eol}`) };
  });
}
