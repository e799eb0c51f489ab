// NTLM messages (MS-NLMP 2.2.1) as a client sends them that has no ticket. Responses and keys are noise.

import { ascii, cat, noise, u8, u16, u32, u64, wide } from "./bytes.mjs";

const SIGNATURE = ascii("NTLMSSP\0");
const VERSION = u8(10, 0, 0x7c, 0x4f, 0, 0, 0, 15);
const FLAGS = 0xe2888215;
/** 100-nanosecond steps from 1601 to a time in microseconds since 1970. */
const fileTime = (time) => u64(BigInt(time) * 10n + 116444736000000000n);
const pair = (id, value) => cat(u16(id, value.length), value);

function targetInfo({ domain, server, time }, target) {
  const names = [
    pair(2, wide(domain.name)),
    pair(1, wide(server.name)),
    pair(4, wide(domain.dns)),
    pair(3, wide(server.dns)),
    pair(7, fileTime(time)),
  ];
  return cat(...names, ...(target === null ? [] : [pair(6, u32(2)), pair(9, wide(target))]), pair(0, Buffer.alloc(0)));
}

/** Lays out contents behind a head and gives the head's references to them. */
function laidOut(start, contents) {
  let at = start;
  const references = contents.map((content) => {
    const reference = cat(u16(content.length, content.length), u32(at));
    at += content.length;
    return reference;
  });
  return { references, body: cat(...contents) };
}

export const negotiate = () => cat(SIGNATURE, u32(1, 0xe2088297), Buffer.alloc(16), VERSION);

export function challenge(facts) {
  const { references, body } = laidOut(56, [wide(facts.domain.name), targetInfo(facts, null)]);
  return cat(
    SIGNATURE,
    u32(2),
    references[0],
    u32(FLAGS),
    noise(`challenge ${facts.label}`, 8),
    Buffer.alloc(8),
    references[1],
    VERSION,
    body,
  );
}

/** `target` is the service that the client means, such as `RPCSS/10.20.1.22`. */
export function authenticate(facts, target) {
  const proof = cat(
    noise(`proof ${facts.label} ${target}`, 16),
    u8(1, 1, 0, 0, 0, 0, 0, 0),
    fileTime(facts.time),
    noise(`client ${facts.label}`, 8),
    u32(0),
    targetInfo(facts, target),
    u32(0),
  );
  const names = [wide(facts.domain.name), wide(facts.user), wide(facts.client)];
  const { references, body } = laidOut(88, [...names, Buffer.alloc(24), proof, noise(`key ${facts.label}`, 16)]);
  const [domain, user, client, lm, nt, key] = references;
  return cat(
    SIGNATURE,
    u32(3),
    cat(lm, nt, domain, user, client, key),
    u32(FLAGS),
    VERSION,
    noise(`mic ${facts.label} ${target}`, 16),
    body,
  );
}
