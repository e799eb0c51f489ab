import { type FieldInfo, madeField, withFields } from "#events/field-set.ts";
import { passRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { field, option } from "../parts.ts";
import { optionBool, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

const BASIC = ["City", "Country", "Region", "lat", "lon"];
const FURTHER = ["Continent", "MetroCode", "Timezone"];

export const iplocation = defineCommand({
  name: "iplocation",
  type: "distributable streaming",
  summary: "Adds place data for an IP address.",
  details:
    "City, Country, Region, lat and lon, with allfields=t also Continent, MetroCode and Timezone. There is no location database here: " +
    "the fields stay empty and the run says so.",
  grammar: {
    prefix: option("prefix", "string", "What the new fields' names begin with."),
    allfields: option("allfields", "bool", "All fields of the database.", "false"),
    lang: option("lang", "string", "The language of names."),
    field: field("read", "The field with the address.", { required: true }),
  },
  flow: ({ prefix, allfields, field: ref }, before, ctx) => {
    const names = optionBool(allfields, false) ? [...BASIC, ...FURTHER] : BASIC;
    const provenance = { kind: "lookup" as const, span: ctx.stage.span, from: ref === undefined ? [] : [ref.name] };
    return withFields(
      before,
      names.map((name): readonly [string, FieldInfo] => {
        const target = (optionText(prefix) ?? "") + name;
        const presence = ctx.field(before, target).presence === "definite" ? "definite" : "maybe";
        return [target, madeField(provenance, { presence })];
      }),
    );
  },
  plan: ({ field: ref }, ctx) => {
    if (ref === undefined)
      return refuse("E-FIELDSNONE", ctx.stage.span, "iplocation needs the field with the address.");
    const { stage } = ctx;
    return (input, run) => {
      run.problem({
        code: "iplocation-database",
        severity: "warning",
        message: "There is no location database here: iplocation adds no fields.",
        span: stage.span,
      });
      return passRows(input, run);
    };
  },
  orderInsensitive: true,
  examples: [{ spl: "iplocation ip", in: [{ ip: "10.0.0.1" }], out: [{ ip: "10.0.0.1" }] }],
});
