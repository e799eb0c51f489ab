import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";

export const urldecode = defineFunction({
  name: "urldecode",
  category: "text",
  summary: "A text with percent-encoded characters decoded.",
  details: "A plus sign and what is no encoding stay as they are.",
  params: [{ name: "text", type: "string", doc: "The text." }],
  returns: "string",
  compile: (args, call) => {
    const argument = textArgument(args, 0, call);
    const decoder = new TextDecoder();
    return (row) => {
      const text = argument(row);
      if (text === null || !text.includes("%")) return text;
      return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
        const bytes = run.slice(1).split("%");
        return decoder.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
      });
    };
  },
  examples: [
    { eval: 'urldecode("http%3A%2F%2Fa%3Fr%3Dh")', is: "http://a?r=h" },
    { eval: 'urldecode("100%+%C3%A9")', is: "100%+é" },
  ],
});
