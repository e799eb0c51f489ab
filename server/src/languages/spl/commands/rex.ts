import { type FieldInfo, madeField, withField, withFields } from "#events/field-set.ts";
import { perhapsWritten } from "#events/field-set-merge.ts";
import type { Row } from "#events/row.ts";
import { fromList, isMulti, toList, toText } from "#events/value.ts";
import type { Operator } from "#runtime/operator.ts";
import { groupName } from "#runtime/regex.ts";
import { parseSed, sedChange } from "#runtime/sed.ts";
import { recordSources } from "#runtime/sources.ts";
import { changeRows } from "#runtime/streaming.ts";
import { isRefusal, type PlanContext, type Refusal } from "#semantics/dialect.ts";
import type { Literal } from "#syntax/spl/ast.ts";
import { defineCommand } from "../define.ts";
import { option, word } from "../parts.ts";
import { optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { writtenGroups } from "../written-groups.ts";

/** What one value gave: the texts of each group, and where they stand. */
interface Found {
  readonly texts: Map<string, string[]>;
  readonly offsets: string[];
}

function findIn(text: string, regex: RegExp, most: number, found: Found): void {
  let left = most === 0 ? Number.POSITIVE_INFINITY : most;
  for (const match of text.matchAll(regex)) {
    for (const [written, value] of Object.entries(match.groups ?? {})) {
      if (value === undefined) continue;
      const name = groupName(written);
      const texts = found.texts.get(name);
      if (texts === undefined) found.texts.set(name, [value]);
      else texts.push(value);
      const place = match.indices?.groups?.[written];
      if (place !== undefined) found.offsets.push(`${name}=${place[0]}-${Math.max(place[0], place[1] - 1)}`);
    }
    left -= 1;
    if (left <= 0) return;
  }
}

function extract(
  pattern: Literal,
  field: string,
  most: number,
  offsetField: string | undefined,
  ctx: PlanContext,
): Operator | Refusal {
  const prepared = ctx.regex(pattern.text, pattern.span, offsetField === undefined ? "g" : "dg");
  if (isRefusal(prepared)) return prepared;
  if (writtenGroups(pattern.text).length === 0) {
    const message = `The regex '${pattern.text}' does not extract anything. It should specify at least one named group. Format: (?<name>...).`;
    return refuse("E-REXNONE", pattern.span, message);
  }
  return changeRows((run) => {
    const explains = run.trace !== undefined;
    const regex = prepared(run);
    return (row: Row) => {
      const value = row.get(field);
      if (value === null) return;
      const found: Found = { texts: new Map(), offsets: [] };
      for (const text of isMulti(value) ? value : [toText(value) ?? ""]) findIn(text, regex, most, found);
      for (const [name, texts] of found.texts) {
        row.set(name, fromList(texts));
        if (explains) recordSources(row, name, [field]);
      }
      if (offsetField !== undefined && found.offsets.length > 0) row.set(offsetField, found.offsets.join("&"));
    };
  });
}

function substitute(script: Literal, field: string, ctx: PlanContext): Operator | Refusal {
  const sed = parseSed(script.text);
  if (sed === null) {
    const message = `The sed expression '${script.text}' is invalid: write s/regex/replacement/flags or y/from/to/.`;
    return refuse("E-REXBAD", script.span, message);
  }
  const prepared =
    sed.kind === "substitute" ? ctx.regex(sed.pattern, script.span, sed.ignoreCase ? "gi" : "g") : () => null;
  if (isRefusal(prepared)) return prepared;
  return changeRows((run) => {
    const change = sedChange(sed, prepared(run));
    return (row) => {
      const value = row.get(field);
      if (value === null) return;
      row.set(field, fromList(toList(value).map(change)));
      if (run.trace !== undefined) recordSources(row, field, [field]);
    };
  });
}

export const rex = defineCommand({
  name: "rex",
  type: "distributable streaming",
  summary: "Extracts fields with the named groups of a regular expression, or edits a field with a sed script.",
  details:
    "Unanchored and case-sensitive; looks into `_raw` unless told otherwise. Without a match nothing changes; a group without text " +
    "leaves its field as it was. With max_match above 1, or 0 for all, the matches become multivalues. mode=sed takes " +
    "`s/regex/replacement/` with the flags g or a number, or `y/from/to/`.",
  grammar: {
    field: option("field", "field", "The field to look into.", "_raw"),
    maxMatch: option("max_match", "int", "How many matches to take; 0 for all.", "1"),
    offsetField: option("offset_field", "field", "A field for the places of the groups: `name=from-to`."),
    mode: option("mode", ["sed"], "Edit the field instead of extracting."),
    pattern: word("regex", "The regular expression or sed script, in double quotes.", { required: true }),
  },
  flow: ({ field, mode, pattern, maxMatch, offsetField }, before, ctx) => {
    const source = optionText(field) ?? "_raw";
    if (optionText(mode) !== undefined) {
      const { presence, presenceByKind } = ctx.field(before, source);
      const byKind = presenceByKind === undefined ? {} : { presenceByKind };
      const edited = madeField(
        { kind: "rex", span: ctx.stage.span, from: [source] },
        { presence, ...byKind, type: "string" },
      );
      return withField(before, source, { ...edited, multivalue: ctx.field(before, source).multivalue });
    }
    const provenance = { kind: "rex" as const, span: pattern?.span ?? ctx.stage.span, from: [source] };
    const many = optionNumber(maxMatch, 1) !== 1 || ctx.field(before, source).multivalue !== "never";
    const names = [...writtenGroups(pattern?.text ?? "")];
    const offset = optionText(offsetField);
    if (offset !== undefined) names.push(offset);
    return withFields(
      before,
      names.map((name): readonly [string, FieldInfo] => {
        const old = ctx.field(before, name);
        const presence = old.presence === "definite" ? "definite" : "maybe";
        const made = madeField(provenance, { presence, multivalue: many ? "maybe" : "never" });
        return [name, perhapsWritten(old, made)];
      }),
    );
  },
  plan: ({ field, mode, pattern, maxMatch, offsetField }, ctx) => {
    if (pattern === undefined)
      return refuse("E-REXNONE", ctx.stage.span, "rex needs a regular expression in double quotes.");
    const source = optionText(field) ?? "_raw";
    if (optionText(mode) !== undefined) return substitute(pattern, source, ctx);
    return extract(pattern, source, optionNumber(maxMatch, 1), optionText(offsetField), ctx);
  },
  orderInsensitive: true,
  examples: [
    {
      spl: String.raw`rex "id=(?<id>\d+)"`,
      in: [{ _raw: "user=bob id=7" }],
      out: [{ _raw: "user=bob id=7", id: "7" }],
    },
    {
      spl: String.raw`rex field=t max_match=0 "((?<f>[^$]*)\$(?<v>[^,]*),?)"`,
      in: [{ t: "a$1,b$2" }],
      out: [{ t: "a$1,b$2", f: ["a", "b"], v: ["1", "2"] }],
    },
    {
      spl: String.raw`rex field=c mode=sed "s/(\d{4}-){3}/XXXX-XXXX-XXXX-/g"`,
      in: [{ c: "1234-5678-9012-3456" }],
      out: [{ c: "XXXX-XXXX-XXXX-3456" }],
    },
    {
      spl: 'rex field=l offset_field=off "(?<m>fgh)"',
      in: [{ l: "abcdefgh" }],
      out: [{ l: "abcdefgh", m: "fgh", off: "m=5-7" }],
    },
    { spl: 'rex field=s mode=sed "y/ab/xy/"', in: [{ s: "abcab" }], out: [{ s: "xycxy" }] },
  ],
});
