import { openFields } from "#events/field-set.ts";
import { fromList, toList, toText } from "#events/value.ts";
import { keyValuePairs } from "#runtime/key-values.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { option, word } from "../parts.ts";
import { optionBool, optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const extract = defineCommand({
  name: "extract",
  aliases: ["kv"],
  type: "distributable streaming",
  summary: "Makes fields of the key and value pairs in `_raw`.",
  details:
    '`key=value` and `key="quoted value"` unless delimiters are given: each character of pairdelim ends a pair, each of kvdelim ' +
    "stands between key and value. Fields that exist keep their value. 50 pairs of the first 10,240 characters are taken.",
  grammar: {
    segment: option("segment", "bool", "Note the places of the pairs; no effect here."),
    auto: option("auto", "bool", "Extract automatically; no effect here."),
    reload: option("reload", "bool", "Read the configuration anew; no effect here."),
    limit: option("limit", "int", "How many pairs to take.", "50"),
    maxchars: option("maxchars", "int", "How many characters to look at.", "10240"),
    mvAdd: option("mv_add", "bool", "A repeated key makes a multivalue.", "false"),
    cleanKeys: option("clean_keys", "bool", "Put `_` in the place of other characters in keys.", "true"),
    kvdelim: option("kvdelim", "string", "Characters between key and value.", "="),
    pairdelim: option("pairdelim", "string", "Characters between pairs."),
    stanza: word("name", "An extraction of the configuration."),
  },
  flow: (_args, before) => openFields(before),
  plan: (args) => {
    if (args.stanza !== undefined) {
      const message = `The extraction '${args.stanza.text}' of a Splunk configuration is not known here: use rex, or delimiters.`;
      return refuse("unsupported-argument", args.stanza.span, message);
    }
    const syntax = {
      pairdelim: optionText(args.pairdelim),
      kvdelim: optionText(args.kvdelim),
      limit: optionNumber(args.limit, 50),
      maxchars: optionNumber(args.maxchars, 10_240),
      cleanKeys: optionBool(args.cleanKeys, true),
    };
    const many = optionBool(args.mvAdd, false);
    return changeRows(() => (row) => {
      const raw = toText(row.get("_raw"));
      if (raw === null) return;
      const made = new Set<string>();
      for (const [key, value] of keyValuePairs(raw, syntax)) {
        if (row.get(key) === null) {
          row.set(key, value);
          made.add(key);
        } else if (many && made.has(key)) row.set(key, fromList([...toList(row.get(key)), value]));
      }
    });
  },
  orderInsensitive: true,
  examples: [
    { spl: 'extract pairdelim=";" kvdelim=":" | fields - _raw', in: [{ _raw: "a:1;b:2" }], out: [{ a: "1", b: "2" }] },
    { spl: "kv | fields - _raw", in: [{ _raw: 'user="al b" id=7' }], out: [{ user: "al b", id: "7" }] },
  ],
});
