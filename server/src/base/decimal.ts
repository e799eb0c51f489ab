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

/**
 * Rounds the exact binary value of a non-negative finite number to whole units of 10^-places, halves to the even one, as C does.
 * `places` may be negative: -2 counts hundreds.
 */
export function roundExactly(value: number, places: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const stored = Number((word >> 52n) & 0x7ffn);
  const fraction = word & ((1n << 52n) - 1n);
  const exponent = Math.max(stored, 1) - 1075;
  let top = stored === 0 ? fraction : fraction | (1n << 52n);
  let bottom = 1n;
  if (exponent >= 0) top <<= BigInt(exponent);
  else bottom <<= BigInt(-exponent);
  if (places >= 0) top *= 10n ** BigInt(places);
  else bottom *= 10n ** BigInt(-places);
  const whole = top / bottom;
  const twice = (top % bottom) * 2n;
  return twice > bottom || (twice === bottom && whole % 2n === 1n) ? whole + 1n : whole;
}

/** Prints a non-negative finite number with that many decimals, rounded by `roundExactly`. */
export function exactText(value: number, places: number): string {
  const digits = roundExactly(value, places)
    .toString()
    .padStart(places + 1, "0");
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Prints a non-negative finite number as `d.ddde+xx` with that many decimals and an exponent of two digits or more, as C does. */
export function exponentText(value: number, decimals: number): string {
  let exponent = value === 0 ? 0 : Number(value.toExponential().split("e")[1]);
  let digits = roundExactly(value, decimals - exponent).toString();
  if (digits.length > decimals + 1) {
    digits = digits.slice(0, -1);
    exponent++;
  }
  const size = String(Math.abs(exponent)).padStart(2, "0");
  const shown = digits.padEnd(decimals + 1, "0");
  return `${shown[0]}${decimals > 0 ? "." : ""}${shown.slice(1)}e${exponent < 0 ? "-" : "+"}${size}`;
}
