import { sha512 as hash } from "@noble/hashes/sha2.js";
import { defineFunction } from "../define.ts";
import { hexHash } from "../hex-hash.ts";

export const sha512 = defineFunction({
  name: "sha512",
  category: "cryptographic",
  summary: "The SHA512 hash of a text, in lower-case hexadecimal.",
  params: [{ name: "text", type: "string", doc: "The text; its UTF-8 bytes are hashed." }],
  returns: "string",
  compile: hexHash(hash),
  examples: [
    {
      eval: 'sha512("a")',
      is: "1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f5302860c652bf08d560252aa5e74210546f369fbbbce8c12cfc7957b2652fe9a75",
    },
    { eval: "sha512(missing)", is: null },
  ],
});
