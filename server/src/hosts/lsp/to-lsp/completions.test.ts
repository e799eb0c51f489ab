import { describe, expect, it } from "vitest";
import { createDocument } from "#analysis/document.ts";
import type { CompletionItem, CompletionList } from "#ide/types.ts";
import { toCompletionList } from "./completions.ts";

const document = createDocument("file:///a.spl", 1, "index=x | eval a=lo");
const item = (label: string, more: Partial<CompletionItem> = {}): CompletionItem => ({
  label,
  kind: "field",
  detail: "text",
  insert: label,
  rank: 7,
  ...more,
});
const list: CompletionList = {
  span: { start: 17, end: 19 },
  wordEnd: 19,
  incomplete: true,
  items: [
    item("login"),
    item("lower", { insert: `lower(\${1:text})$0`, snippet: true }),
    item("4688", { filter: "4688 process" }),
  ],
};
const range = { start: { line: 0, character: 17 }, end: { line: 0, character: 19 } };

describe("completions as they are sent", () => {
  it("say their range once to a client that takes it so", () => {
    const { items, itemDefaults, isIncomplete } = toCompletionList(document, list, {
      replacesWords: true,
      sharesRanges: true,
      snippets: true,
    });
    expect(isIncomplete).toBe(true);
    expect(itemDefaults).toEqual({ editRange: { insert: range, replace: range } });
    expect(items[0]).toEqual({
      label: "login",
      kind: 5,
      labelDetails: { description: "text" },
      sortText: "000007",
      data: { index: 0 },
    });
    expect(items[1]).toMatchObject({ textEditText: `lower(\${1:text})$0`, insertTextFormat: 2 });
    expect(items[2]).toMatchObject({ filterText: "4688 process", data: { index: 2 } });
  });

  it("say it of each to another client, and have no places for one without snippets", () => {
    const plain = { replacesWords: false, sharesRanges: false, snippets: false };
    const { items, itemDefaults } = toCompletionList(document, list, plain);
    expect(itemDefaults).toBeUndefined();
    expect(items.map(({ textEdit }) => textEdit)).toEqual([
      { range, newText: "login" },
      { range, newText: "lower(text)" },
      { range, newText: "4688" },
    ]);
    expect(items[1]?.insertTextFormat).toBe(1);
    const [first] = toCompletionList(document, list, { ...plain, replacesWords: true }).items;
    expect(first?.textEdit).toEqual({ insert: range, replace: range, newText: "login" });
  });
});
