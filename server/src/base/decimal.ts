/**
 * Rounds a number half away from zero, decided on its shortest decimal text, and prints it with that many decimals
 * (SPL reference 4.6: 2.555 with two decimals is 2.56).
 */
export function roundText(value: number, places: number): string {
  const text = plainDigits(Math.abs(value));
  const point = text.indexOf(".");
  const whole = point < 0 ? text : text.slice(0, point);
  const fraction = (point < 0 ? "" : text.slice(point + 1)).padEnd(places + 1, "0");
  const kept = BigInt(whole + fraction.slice(0, places));
  const rounded = (fraction.charCodeAt(places) >= 53 ? kept + 1n : kept).toString().padStart(places + 1, "0");
  const digits = places === 0 ? rounded : `${rounded.slice(0, -places)}.${rounded.slice(-places)}`;
  return value < 0 && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/** The shortest decimal text of a finite number, without an exponent. */
export function plainDigits(value: number): string {
  const text = String(value);
  const found = /^(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (found === null) return text;
  const digits = (found[1] ?? "") + (found[2] ?? "");
  const point = (found[1] ?? "").length + Number(found[3]);
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  return point >= digits.length ? digits.padEnd(point, "0") : `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Puts commas between thousands in a text of digits, with an optional sign and decimals. */
export function withThousands(text: string): string {
  const point = text.indexOf(".");
  const whole = point < 0 ? text : text.slice(0, point);
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (point < 0 ? "" : text.slice(point));
}
