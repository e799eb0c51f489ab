import type { EmbeddedText } from "#base/embedded-text.ts";
import { once } from "#base/memo.ts";
import { encodeScalar } from "#syntax/yaml/encode.ts";
import type { YamlScalar } from "#syntax/yaml/node.ts";
import { decodeScalar } from "#syntax/yaml/scalar-map.ts";

/** A YAML scalar's text inside its file. The map is made on first use. */
export function embedScalar(host: string, scalar: YamlScalar): EmbeddedText {
  const map = once(() => decodeScalar(host, scalar).map);
  return {
    text: scalar.value,
    get map() {
      return map();
    },
    encode: (edits) => encodeScalar(host, scalar, edits),
  };
}
