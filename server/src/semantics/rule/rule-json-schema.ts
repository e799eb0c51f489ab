import { type KeyShape, RULEHOUND_SHAPE, type Shape, type ShapeName } from "./formats/rulehound-shape.ts";

/**
 * The JSON schema (draft 7, which VS Code's YAML and JSON extensions read) of Rulehound's own rule file, made from the
 * shape that the parser checks against.
 */
export function ruleJsonSchema(): unknown {
  const { file, ...parts } = RULEHOUND_SHAPE;
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Rulehound rule file",
    ...objectSchema(file),
    definitions: Object.fromEntries(Object.entries(parts).map(([name, shape]) => [name, objectSchema(shape)])),
  };
}

function objectSchema(shape: Shape): Record<string, unknown> {
  const required = Object.entries(shape).flatMap(([key, { required }]) => (required ? [key] : []));
  return {
    type: "object",
    additionalProperties: false,
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(
      Object.entries(shape).map(([key, value]) => [key, { description: value.doc, ...valueSchema(value) }]),
    ),
  };
}

function reference(name: ShapeName): Record<string, unknown> {
  return { $ref: `#/definitions/${name}` };
}

const COUNT = { type: "integer", minimum: 0 };
const ROWS = { type: "array", items: { type: "object" } };
/** YAML reads an unquoted number as a number; as a text it means the same. */
const TEXT = { type: ["string", "number"] };

function valueSchema(value: KeyShape): Record<string, unknown> {
  switch (value.type) {
    case "text":
      if (value.values !== undefined) return { enum: value.values };
      return value.pattern === undefined ? TEXT : { type: "string", pattern: value.pattern };
    case "texts":
      return { type: "array", items: TEXT };
    case "count":
      return COUNT;
    case "counts":
      return { type: "array", items: COUNT };
    case "range":
      return { anyOf: [{ type: "boolean" }, COUNT, reference("range")] };
    case "ranges":
      return { type: "object", additionalProperties: { anyOf: [{ type: "boolean" }, COUNT, reference("range")] } };
    case "rows":
      return ROWS;
    case "signatures":
      return { type: "object" };
    case "samples": {
      const sample = { anyOf: [{ type: "string" }, reference("sample")] };
      return { anyOf: [...sample.anyOf, { type: "array", items: sample }] };
    }
    case "mapping":
      return { allOf: [reference(value.of)] };
    case "list":
      return { type: "array", items: reference(value.of) };
  }
}
