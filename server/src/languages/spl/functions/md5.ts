import { md5 as hash } from "@noble/hashes/legacy.js";
import { defineFunction } from "../define.ts";
import { hexHash } from "../hex-hash.ts";

export const md5 = defineFunction({
  name: "md5",
  category: "cryptographic",
  summary: "The MD5 hash of a text, in lower-case hexadecimal.",
  params: [{ name: "text", type: "string", doc: "The text; its UTF-8 bytes are hashed." }],
  returns: "string",
  compile: hexHash(hash),
  examples: [
    {
      eval: 'md5("a")',
      is: "0cc175b9c0f1b6a831c399e269772661",
    },
    { eval: "md5(missing)", is: null },
  ],
});
