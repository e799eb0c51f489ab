const SURROGATE = /[\ud800-\udfff]/;

/** The number of characters of a text; those beyond the basic plane count once. */
export function characterCount(text: string): number {
  return SURROGATE.test(text) ? [...text].length : text.length;
}

/** The characters from `start` up to, not including, `end`, counted from 0. */
export function characterSlice(text: string, start: number, end: number): string {
  return SURROGATE.test(text) ? [...text].slice(start, end).join("") : text.slice(start, end);
}
