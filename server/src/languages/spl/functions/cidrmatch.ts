import { LruMap } from "#base/memo.ts";
import { compileCidr } from "#events/cidr.ts";
import { toList, toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments, textArgument } from "../function-arguments.ts";

export const cidrmatch = defineFunction({
  name: "cidrmatch",
  category: "comparison",
  summary: "Whether an IP address lies in an address block.",
  details: "IPv4 and IPv6. False for what is no address; null when an argument is null or the block is none.",
  params: [
    { name: "cidr", type: "string", doc: "The block: an address, a slash, a length." },
    { name: "ip", type: "string", doc: "The address." },
  ],
  returns: "boolean",
  compile: (args, call) => {
    const [, ip = () => null] = args;
    const constant = call.constant(0);
    if (constant !== undefined && constant !== null && compileCidr(toText(constant) ?? "") === null) {
      return invalidArguments(call, "cidrmatch", `'${toText(constant)}' is no address block such as 10.0.0.0/8.`);
    }
    const block = textArgument(args, 0, call);
    const blocks = new LruMap<string, ReturnType<typeof compileCidr>>(256);
    return (row) => {
      const text = block(row);
      const value = ip(row);
      const holds = text === null || value === null ? null : blocks.getOrCompute(text, () => compileCidr(text));
      return holds === null ? null : toList(value).some(holds);
    };
  },
  locate: { argument: 1, find: () => (text) => ({ start: 0, end: text.length }) },
  examples: [
    { eval: 'cidrmatch("192.0.2.0/24","192.0.3.0")', is: false },
    { eval: 'cidrmatch("123.132.32.0/25","123.132.32.5")', is: true },
    { eval: 'cidrmatch("2001:db8::/32",ip)', row: { ip: "2001:db8::1" }, is: true },
    { eval: 'cidrmatch("10.0.0.0/8",missing)', is: null },
  ],
});
