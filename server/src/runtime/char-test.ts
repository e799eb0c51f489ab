import { LruMap } from "#base/memo.ts";

/** One character's test: its code point, or its unit where the pattern is not in Unicode mode. */
export type CharTest = (code: number) => boolean;

const TABLE = 256;
const tests = new LruMap<string, CharTest>(512);

/** The test of a JavaScript pattern of one character. What the engine says of it is remembered for the first characters. */
export function charTest(source: string, flags: string): CharTest {
  return tests.getOrCompute(`${flags}/${source}`, () => {
    const regex = new RegExp(`^(?:${source})$`, flags.includes("s") ? flags : `${flags}s`);
    const others = new Map<number, boolean>();
    const other = (code: number): boolean => {
      const known = others.get(code) ?? regex.test(String.fromCodePoint(code));
      if (others.size < 4096) others.set(code, known);
      return known;
    };
    return tabled((code) => regex.test(String.fromCharCode(code)), other);
  });
}

/** A test that holds when one of several does. */
export function anyOf(several: readonly CharTest[]): CharTest {
  const either = (code: number): boolean => several.some((test) => test(code));
  return tabled(either, either);
}

function tabled(first: CharTest, other: CharTest): CharTest {
  const table = Uint8Array.from({ length: TABLE }, (_, code) => (first(code) ? 1 : 0));
  return (code) => (code < TABLE ? table[code] === 1 : other(code));
}
