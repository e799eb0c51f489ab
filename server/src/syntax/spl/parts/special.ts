import type { DatasetRef, FieldRef, Missing, Range, RegexFilter, RenamePair } from "../ast.ts";
import type { Cursor } from "../cursor.ts";
import { listOf } from "./pairs.ts";
import type { PartReader } from "./part-context.ts";
import { atKeyword, atNameValue, fieldRef, literal, rawLiteral } from "./words.ts";

const RANGE = /^(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)$/;

/** `low=0-39` of rangemap. */
export const rangesPart: PartReader<"ranges"> = (cursor, _part, context) =>
  listOf(cursor, context, () => range(cursor));

function range(cursor: Cursor): Range | undefined {
  if (!atNameValue(cursor)) return undefined;
  const mark = cursor.mark();
  const nameSpan = cursor.eat();
  cursor.eat();
  const value = literal(cursor);
  const match = value === undefined ? null : RANGE.exec(value.text);
  if (match === null) {
    cursor.reset(mark);
    return undefined;
  }
  const name = cursor.text.slice(nameSpan.start, nameSpan.end);
  return { kind: "range", span: cursor.since(nameSpan.start), name, low: Number(match[1]), high: Number(match[2]) };
}

/** `field="regex"`, `field!="regex"` or a bare pattern, spaces around the operator allowed. */
export const regexFilterPart: PartReader<"regex-filter"> = (cursor) => {
  const token = cursor.peek();
  if (token === undefined || token.kind === "macro") return undefined;
  const start = cursor.at;
  const mark = cursor.mark();
  const field =
    token.kind === "word" || token.kind === "single-quoted" || token.kind === "string"
      ? fieldRef(cursor, "read")
      : undefined;
  const operator = cursor.peek();
  const text = cursor.rest;
  if (field !== undefined && operator?.kind === "operator" && (text === "=" || text === "!=")) {
    const opSpan = cursor.eat();
    const pattern: RegexFilter["pattern"] = rawLiteral(cursor) ?? cursor.missing("regex");
    if (pattern.kind === "missing") {
      cursor.source.error("E-REGEX", opSpan, "The regex '' is invalid.", {
        help: `Write a pattern in double quotes after '${text}'.`,
      });
    }
    return [{ kind: "regex-filter", span: cursor.since(start), field, negated: text === "!=", pattern }];
  }
  cursor.reset(mark);
  const pattern = rawLiteral(cursor);
  return pattern && [{ kind: "regex-filter", span: pattern.span, field: undefined, negated: false, pattern }];
};

const TYPES = new Set(["datamodel", "inputlookup", "savedsearch", "lookup", "sid"]);

/** `datamodel=Endpoint.Processes`, `datamodel:"Web.Web"`, `inputlookup:x`, `savedsearch:"x"`, `sid=1`, or a bare name. */
export const datasetPart: PartReader<"dataset"> = (cursor) => {
  const dataset = readDataset(cursor);
  return dataset && [dataset];
};

/** `FROM dataset`; the keyword is at the cursor. */
export const clauseDatasetPart: PartReader<"clause-dataset"> = (cursor, _part, context) => {
  const keyword = cursor.eat();
  const dataset = context.atClause(cursor) ? undefined : readDataset(cursor);
  if (dataset !== undefined) return [dataset];
  cursor.source.error("E-DMNONE", keyword, "Data model '' was not found.", {
    help: "Write datamodel=Model.Dataset after FROM.",
  });
  return [cursor.missing("name")];
};

function readDataset(cursor: Cursor): DatasetRef | undefined {
  const token = cursor.peek();
  if (token?.kind !== "word" && token?.kind !== "string" && token?.kind !== "single-quoted") return undefined;
  const start = cursor.at;
  const word = token.kind === "word" ? cursor.rest : "";
  const colon = word.indexOf(":");
  const kind = (colon === -1 ? word : word.slice(0, colon)).toLowerCase();
  const isTyped = TYPES.has(kind) && (colon !== -1 || atNameValue(cursor) || datasetFollows(cursor));
  if (isTyped) {
    if (colon !== -1) cursor.moveTo(start + colon + 1);
    else {
      cursor.eat();
      if (cursor.peekText() === "=") cursor.eat();
    }
  }
  const name = literal(cursor);
  if (name === undefined) {
    const at = cursor.since(start);
    cursor.source.error("E-DMNONE", at, "Data model '' was not found.", { help: "Write the name of the dataset." });
    return { kind: "dataset", span: at, type: datasetType(kind, true), name: "", dataset: undefined };
  }
  const type = datasetType(kind, isTyped);
  const span = cursor.since(start);
  const dot = type === "datamodel" ? name.text.indexOf(".") : -1;
  if (dot === -1) return { kind: "dataset", span, type, name: name.text, dataset: undefined };
  return { kind: "dataset", span, type, name: name.text.slice(0, dot), dataset: name.text.slice(dot + 1) };
}

/** `from datamodel Web.Web`: the name after a space. */
function datasetFollows(cursor: Cursor): boolean {
  const mark = cursor.mark();
  cursor.eat();
  const kind = cursor.peek()?.kind;
  const found = (kind === "word" || kind === "string") && !atKeyword(cursor, ["where", "by", "groupby"]);
  cursor.reset(mark);
  return found;
}

function datasetType(kind: string, typed: boolean): DatasetRef["type"] {
  if (!typed) return "namespace";
  if (kind === "lookup") return "inputlookup";
  return kind === "inputlookup" || kind === "savedsearch" || kind === "sid" ? kind : "datamodel";
}

/** `where L.a = R.b AND …` of join; the keyword is at the cursor. */
export const joinWherePart: PartReader<"join-where"> = (cursor, _part, context) => {
  const keyword = cursor.eat();
  const pairs: RenamePair[] = [];
  while (cursor.turn() && !context.atBoundary(cursor)) {
    if (/^and$/i.test(cursor.peekText()) || cursor.peek()?.kind === "comma") {
      cursor.eat();
      continue;
    }
    const pair = joinPair(cursor);
    if (pair === undefined) break;
    pairs.push(pair);
  }
  if (pairs.length > 0) return pairs;
  cursor.source.error("E-JOINUSE", keyword, "Usage: join (<join-options>)* <join-constraint> <dataset>.", {
    help: "After WHERE compare fields of both sides: where L.user = R.account.",
  });
  return [cursor.missing("field")];
};

function joinPair(cursor: Cursor): RenamePair | undefined {
  const from = fieldRef(cursor, "read");
  if (from === undefined) return undefined;
  let to: FieldRef | Missing | undefined;
  if (cursor.peek()?.kind === "operator") {
    cursor.eat();
    to = fieldRef(cursor, "read");
  }
  if (to === undefined) {
    cursor.source.error("E-JOINUSE", from.span, "Usage: join (<join-options>)* <join-constraint> <dataset>.", {
      help: "Write '=' and the field of the other side.",
    });
  }
  return { kind: "rename-pair", span: cursor.since(from.span.start), from, to: to ?? cursor.missing("field") };
}
