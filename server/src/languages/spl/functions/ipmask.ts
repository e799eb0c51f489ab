import { formatIp, parseIp } from "#events/cidr.ts";
import { defineFunction } from "../define.ts";
import { textArgument } from "../function-arguments.ts";

export const ipmask = defineFunction({
  name: "ipmask",
  category: "conversion",
  summary: "An IP address with a mask laid over it: the bits that both have.",
  details: "Null when one is no address or they are of different kinds.",
  params: [
    { name: "mask", type: "string", doc: "The mask, written as an address." },
    { name: "ip", type: "string", doc: "The address." },
  ],
  returns: "string",
  nulls: "maybe",
  compile: (args, call) => {
    const maskText = textArgument(args, 0, call);
    const ipText = textArgument(args, 1, call);
    return (row) => {
      const mask = parseIp(maskText(row) ?? "");
      const ip = parseIp(ipText(row) ?? "");
      if (mask === null || ip === null || mask.length !== ip.length) return null;
      return formatIp(ip.map((byte, i) => byte & (mask[i] ?? 0)));
    };
  },
  examples: [
    { eval: 'ipmask("255.255.255.0","10.20.30.120")', is: "10.20.30.0" },
    { eval: 'ipmask("255.0.0.0","x")', is: null },
  ],
});
