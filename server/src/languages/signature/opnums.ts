import type { ElementReader } from "./element-reader.ts";

const MAX_OPNUM = 0xffff;

/** The numbers of `opnum`: numbers, names of procedures, ranges such as `12-14`; undefined when the key is not written. */
export function readOpnums(reader: ElementReader, uuids: readonly string[]): ReadonlySet<number> | undefined {
  if (!reader.element.entries.has("opnum")) return undefined;
  const numbers = new Set<number>();
  for (const scalar of reader.scalars("opnum")) {
    const found = scalar.value.split(",").flatMap((part) => {
      const some = numbersOf(part.trim(), reader, uuids);
      if (some.length === 0)
        reader.fault(`"${part.trim()}" is no opnum, range, or procedure of this interface.`, scalar.span);
      return some;
    });
    for (const opnum of found) numbers.add(opnum);
  }
  return numbers;
}

function numbersOf(text: string, reader: ElementReader, uuids: readonly string[]): readonly number[] {
  const range = /^(\d{1,5})(?:\s*-\s*(\d{1,5}))?$/.exec(text);
  if (range === null) {
    return reader.catalog.rpc
      .withMethod(text)
      .filter((one) => uuids.includes(one.interface.uuid))
      .map(({ method }) => method.opnum);
  }
  const first = Number(range[1]);
  const last = Number(range[2] ?? range[1]);
  return last < first || last > MAX_OPNUM ? [] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
