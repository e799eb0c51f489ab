import { describe, expect, it } from "vitest";
import { plainText } from "./plain-text.ts";

describe("plain text of Markdown", () => {
  it("drops marks and keeps words", () => {
    expect(plainText("**Event\\_Code** (number)\n\nSee [T1047](https://x.example/T1047), `a*b` and `` a`b ``.\n")).toBe(
      "Event_Code (number)\n\nSee T1047 (https://x.example/T1047), a*b and a`b.",
    );
    expect(plainText("# Head\n\n- one\n- *two*")).toBe("Head\n\n- one\n- two");
  });

  it("keeps what stands in fences as it is", () => {
    expect(plainText('```spl\nsource=*a* | eval b="\\\\" \n```\n\nend')).toBe('source=*a* | eval b="\\\\" \n\nend');
  });

  it("keeps the cells of a table and drops its rule", () => {
    expect(plainText('| form | |\n| --- | --- |\n| bytes | `content:"\\|81\\|";` |')).toBe(
      'form |\nbytes | content:"|81|";',
    );
  });
});
