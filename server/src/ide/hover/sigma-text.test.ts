import { describe, expect, it } from "vitest";
import { renderSigmaText } from "./sigma-text.ts";

const say = (value: string, ...modifiers: string[]): string | undefined => renderSigmaText(value, modifiers);

describe("renderSigmaText", () => {
  it("reads backslashes and wildcards as the specification has it", () => {
    expect(say(String.raw`C:\*`)).toBe("The field is `C:*`; upper and lower case are the same.");
    expect(say(String.raw`C:\\*`)).toBe("The field is `C:\\`, then any text; upper and lower case are the same.");
    expect(say(String.raw`a\\\*`)).toContain("is `a\\*`;");
    expect(say(String.raw`\\server\share`)).toContain("is `\\server\\share`;");
    expect(say(String.raw`\\\\server`)).toContain("is `\\\\server`;");
    expect(say("a?b**")).toContain("is `a`, then any one character, then `b`, then any text;");
    expect(say("end\\")).toContain("is `end\\`;");
  });

  it("says where the value stands", () => {
    expect(say(String.raw`\cmd.exe`, "endswith")).toBe(
      "The field ends with `\\cmd.exe`; upper and lower case are the same.",
    );
    expect(say(String.raw`\Temp\\`, "contains", "cased")).toBe(
      "The field contains `\\Temp\\`; upper and lower case differ.",
    );
  });

  it("leaves alone what says itself, and what is no such text", () => {
    expect(say("cmd.exe", "contains")).toBeUndefined();
    expect(say(String.raw`\d+`, "re")).toBeUndefined();
    expect(say("10.*", "cidr")).toBeUndefined();
  });
});
