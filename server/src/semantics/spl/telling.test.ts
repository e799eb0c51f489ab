import { describe, expect, test } from "vitest";
import { splDialect } from "#languages/spl/dialect.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import { parseSearchExpression } from "#syntax/spl/parser.ts";
import { type Condition, searchCondition } from "./condition.ts";
import { namesKinds, tellingItems } from "./telling.ts";
import { toldFields } from "./told-fields.ts";

const read = (text: string): Condition => searchCondition(parseSearchExpression(text, vocabularyOf(splDialect)).tree);

describe("what a condition says of kinds of events", () => {
  test("is said by ids and sources, wherever they stand", () => {
    expect(namesKinds(read("Image=a.exe"))).toBe(false);
    expect(namesKinds(read("Image=a.exe NOT (User=x OR EventCode=1)"))).toBe(true);
  });

  test("counts each alternative once, and that there are others", () => {
    const condition = read("(EventCode=1 Image=a) OR (EventCode=1 Image=b) OR EventCode=3 OR User=x");
    if (condition.kind !== "or") throw new Error(condition.kind);
    const { items, others } = tellingItems(condition);
    expect(items).toEqual([condition.items[0], condition.items[2]]);
    expect(others).toBe(true);
  });

  test("differs for another operator or value", () => {
    const condition = read("EventCode=1 OR EventCode!=1 OR EventCode=11 OR EventCode IN (1, 11) OR NOT EventCode=1");
    if (condition.kind !== "or") throw new Error(condition.kind);
    expect(tellingItems(condition)).toEqual(expect.objectContaining({ items: condition.items, others: false }));
  });
});

test("an OR tells only of the fields of which each alternative does", () => {
  expect([...toldFields(read("(Image=a User=x) OR (Image=b NOT User=y) OR NOT Image=*"))]).toEqual(["Image"]);
  expect([...toldFields(read("Image=a (User=x OR Computer=y)"))]).toEqual(["Image"]);
});
