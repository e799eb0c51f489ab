import { wireBytes } from "#semantics/signature/uuid.ts";
import type { HttpTest, RpcTest, SmbTest } from "../element.ts";
import { encoded } from "../match-text.ts";
import type { ReadElement } from "../signature-language.ts";
import { hexPairs } from "./byte-regex.ts";
import type { Term } from "./conjunctions.ts";
import type { ExportInput } from "./export.ts";
import { lostOptions } from "./lost-options.ts";
import { bytesWays, contentText, type Ways } from "./suricata-bytes.ts";
import { statedBytes, type WireByte } from "./wire-prefix.ts";

/** The options that find an element, in each of its ways; none when they cannot be said, which is then noted. */
export function suricataOptions(one: ReadElement, term: Term, input: ExportInput): Ways {
  const { test, options } = one;
  lostOptions(one, ["pdu"], "Suricata's contents do not know PDUs", input);
  if (options.near !== undefined) {
    input.note(one, `Suricata knows no order that is open: rules that need "near" are left out.`);
    return [];
  }
  if (options.scope !== undefined && options.scope !== "stream")
    lostOptions(one, ["scope"], "Suricata looks at packets and streams", input);
  if (term.negated)
    input.note(
      one,
      "Suricata judges what must not be found in each packet or piece of a stream, not in the whole connection.",
    );
  if (test.on === "bytes") return bytesWays(test, one, term, input);
  const ways =
    test.on === "rpc" ? rpcWays(test, one, input) : test.on === "http" ? httpWays(test) : smbWays(test, one, input);
  if (!term.negated && term.times === 1) return ways;
  input.note(one, "Suricata can neither count nor exclude what it decodes: rules that need it are left out.");
  return [];
}

const SCM_ACTIVATOR = "000001a0-0000-0000-c000-000000000046";

function rpcWays({ uuids, opnums, places }: RpcTest, one: ReadElement, input: ExportInput): Ways {
  const decoded =
    opnums !== undefined || ["bind", "alter_context", "activation"].some((place) => places.has(place as "bind"));
  if (decoded)
    input.note(
      one,
      "dcerpc.iface needs Suricata 8.0.5 or later for sessions with NTLM or with several contexts, and a request on the interface; on older ones prefer the bytes.",
    );
  return [...uuids].flatMap((uuid): Ways => {
    if (opnums !== undefined)
      return [[`dcerpc.iface:${uuid};`, `dcerpc.opnum:${[...opnums].sort((a, b) => a - b).join(",")};`]];
    const ways = [...places].map((place): readonly string[] => {
      if (place === "bind" || place === "alter_context") return [`dcerpc.iface:${uuid};`];
      if (place === "activation")
        return [
          `dcerpc.iface:${SCM_ACTIVATOR};`,
          "dcerpc.opnum:4;",
          "dcerpc.stub_data;",
          `content:"|${hexPairs(wireBytes(uuid), " ")}|";`,
        ];
      input.note(
        one,
        `Suricata does not decode ${place}: the bytes of the UUID, as a little-endian sender writes them, are looked for in any traffic.`,
      );
      return wireContents(statedBytes(uuid, place));
    });
    return [...new Map(ways.map((way) => [way.join(" "), way])).values()];
  });
}

/** Bytes with gaps of any bytes as contents, one behind the other. */
function wireContents(bytes: readonly WireByte[]): readonly string[] {
  const options: string[] = [];
  let gap = 0;
  let run: number[] = [];
  const flush = () => {
    if (run.length === 0) return;
    const place = options.length === 0 ? [] : [`distance:${gap};`, `within:${run.length};`];
    options.push(`content:"|${hexPairs(run, " ")}|";`, ...place);
    run = [];
    gap = 0;
  };
  for (const byte of bytes) {
    if (byte !== undefined) run.push(byte);
    else {
      flush();
      gap++;
    }
  }
  flush();
  return options;
}

function httpWays({ method, path, header, body }: HttpTest): Ways {
  const content = (text: string) => `content:"${contentText([...new TextEncoder().encode(text)])}";`;
  const head = [
    ...(method === undefined ? [] : ["http.method;", content(method)]),
    ...(path === undefined ? [] : ["http.uri;", content(path), "startswith;", "nocase;"]),
    ...(header === undefined ? [] : ["http.header;", content(header), "nocase;"]),
  ];
  if (body === undefined) return [head];
  const wide = `content:"${contentText([...encoded(body, "utf16le")])}";`;
  return [content(body), wide].map((text) => [...head, "http.request_body;", text, "nocase;"]);
}

function smbWays({ tree, pipe }: SmbTest, one: ReadElement, input: ExportInput): Ways {
  const options: string[] = [];
  if (tree !== undefined) {
    // The keyword for shares does not see IPC$, which has one of its own.
    const keyword = /(?:^|\\)ipc\$$/i.test(tree) ? "smb.named_pipe;" : "smb.share;";
    options.push(keyword, `content:"${contentText([...new TextEncoder().encode(tree)])}";`, "nocase;", "endswith;");
  }
  if (pipe !== undefined) {
    input.note(
      one,
      "Suricata has no keyword for the name that is opened on IPC$: it is looked for as UTF-16LE in any traffic.",
    );
    options.push(`content:"${contentText([...encoded(pipe, "utf16le")])}";`, "nocase;");
  }
  return [options];
}
