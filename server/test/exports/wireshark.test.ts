import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { tshark, tsharkFrames } from "#test/support/network-programs.ts";
import { shared } from "#test/support/shared.ts";
import { capturesIn, ELEMENTS, exported, judged, ruleOf } from "./elements.ts";

const root = tshark === undefined ? undefined : shared("network/pcaps");

/** Small ones that hold every kind of traffic; all when RULEHOUND_ALL_CAPTURES is set, which takes minutes. */
const CHOSEN =
  /^(?:otrf-covenant-sharpsc-create-svcctl|synth-decoy|synth-winrm-invoke-utf16|synth-wmi-exec-single-context)/;
const chosen = process.env.RULEHOUND_ALL_CAPTURES === undefined ? CHOSEN : /./;

/** Where a filter selects packets of connections in which the rule does not hold, or none of one in which it does, and why. */
const ARGUED: readonly {
  readonly elements: readonly string[];
  readonly side: "missed" | "extra";
  readonly why: string;
}[] = [
  {
    elements: ["login", "exec"],
    side: "extra",
    why: "Wireshark has no filter for these interfaces: calls of the same number are selected; the export says so",
  },
  { elements: ["count"], side: "extra", why: "a filter cannot count; the export says so" },
  {
    elements: ["offsets", "offset"],
    side: "extra",
    why: "an offset counts from the packet's payload; the export says so",
  },
  { elements: ["chain_stream"], side: "missed", why: "the chain runs across packets; the export says so" },
];

/** Pieces of work, at most two at once. */
async function inPairs<T>(work: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const results: T[] = [];
  for (let at = 0; at < work.length; at += 2)
    results.push(...(await Promise.all(work.slice(at, at + 2).map((one) => one()))));
  return results;
}

describe.skipIf(root === undefined)("exported Wireshark filters", () => {
  const names = Object.keys(ELEMENTS);

  it("select packets of the connections that we find, all differences argued", async () => {
    const unargued: string[] = [];
    let compared = 0;
    for (const { name, path } of root === undefined ? [] : capturesIn(root).filter((one) => chosen.test(one.name))) {
      const { verdicts } = judged(readFileSync(path), names.map(ruleOf));
      const frames = await inPairs(
        names.map((element) => () => tsharkFrames(path, exported(ruleOf(element), "wireshark").trim())),
      );
      for (const [i, element] of names.entries()) {
        const found = verdicts[i] ?? [];
        const theirs = new Set(frames[i]?.values());
        const ours = new Set(found.map(({ connection }) => connection.id));
        const argued = (side: "missed" | "extra") =>
          ARGUED.some((one) => one.side === side && one.elements.includes(element));
        for (const id of theirs) if (!ours.has(id) && !argued("extra")) unargued.push(`${name} ${element} extra ${id}`);
        for (const { connection, verdict } of found) {
          const matches = verdict.found.get(element)?.matches ?? [];
          // Matches in the bytes of one packet: the filter selects this packet.
          const single = matches.flatMap(({ scope, ranges }) => {
            const places = ranges.flatMap((range) => scope?.slices(range) ?? []);
            return new Set(places.map(({ frame }) => frame)).size === 1 && scope?.pdu === undefined
              ? (places[0]?.frame ?? [])
              : [];
          });
          // Wireshark puts the bytes of a fragmented datagram into the frame that completes it.
          for (const frame of /-ipfrag/.test(name) ? [] : single)
            if (frames[i]?.has(frame) !== true && !argued("missed"))
              unargued.push(`${name} ${element} missed frame ${frame}`);
          const whole =
            single.length > 0 || matches.some(({ scope }) => scope === undefined || scope.pdu !== undefined);
          if (whole && !theirs.has(connection.id) && !argued("missed"))
            unargued.push(`${name} ${element} missed ${connection.id}`);
          compared++;
        }
      }
    }
    expect(unargued).toEqual([]);
    expect(compared).toBeGreaterThan(30);
  }, 1_800_000);

  it("are refused by nothing but the filter language", async () => {
    await expect(
      tsharkFrames(root === undefined ? "" : (capturesIn(root)[0]?.path ?? ""), "tcp.nothing == 1"),
    ).rejects.toThrow();
  });
});
