import { sha1 as hash } from "@noble/hashes/legacy.js";
import { defineFunction } from "../define.ts";
import { hexHash } from "../hex-hash.ts";

export const sha1 = defineFunction({
  name: "sha1",
  category: "cryptographic",
  summary: "The SHA1 hash of a text, in lower-case hexadecimal.",
  params: [{ name: "text", type: "string", doc: "The text; its UTF-8 bytes are hashed." }],
  returns: "string",
  compile: hexHash(hash),
  examples: [
    {
      eval: 'sha1("a")',
      is: "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8",
    },
    { eval: "sha1(missing)", is: null },
  ],
});
