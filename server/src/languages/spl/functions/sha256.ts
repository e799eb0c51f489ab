import { sha256 as hash } from "@noble/hashes/sha2.js";
import { defineFunction } from "../define.ts";
import { hexHash } from "../hex-hash.ts";

export const sha256 = defineFunction({
  name: "sha256",
  category: "cryptographic",
  summary: "The SHA256 hash of a text, in lower-case hexadecimal.",
  params: [{ name: "text", type: "string", doc: "The text; its UTF-8 bytes are hashed." }],
  returns: "string",
  compile: hexHash(hash),
  examples: [
    {
      eval: 'sha256("a")',
      is: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    },
    { eval: "sha256(missing)", is: null },
  ],
});
