import { roundText, withThousands } from "#base/decimal.ts";
import { formatNumber, looksNumeric } from "#events/value.ts";

/** The number that a text writes in a base from 2 to 36; null when it is none. No spaces; 0x may stand before hexadecimal. */
export function parseInBase(text: string, base: number): number | null {
  if (base === 10) return looksNumeric(text) ? Number(text) : null;
  const found = /^([+-]?)(?:0[xX])?([0-9a-zA-Z]+)$/.exec(text);
  const digits = base === 16 ? found?.[2] : /^[+-]?([0-9a-zA-Z]+)$/.exec(text)?.[1];
  if (found === null || digits === undefined) return null;
  let value = 0;
  for (const char of digits.toLowerCase()) {
    const digit = Number.parseInt(char, 36);
    if (digit >= base) return null;
    value = value * base + digit;
  }
  return found[1] === "-" ? -value : value;
}

/** How tostring() prints a number. */
export const NUMBER_FORMATS: Readonly<Record<string, (value: number) => string>> = {
  hex: (value) => signed(value, `0x${Math.floor(Math.abs(value)).toString(16).toUpperCase()}`),
  binary: (value) => signed(value, Math.floor(Math.abs(value)).toString(2)),
  commas: (value) => withThousands(Number.isInteger(value) ? formatNumber(value) : roundText(value, 2)),
  duration: (value) => signed(value, durationText(Math.abs(value))),
};

function signed(value: number, text: string): string {
  return value < 0 ? `-${text}` : text;
}

/** `HH:MM:SS`, with days as `D+HH:MM:SS` and parts of a second as six decimals (SPL reference 4.2). */
export function durationText(seconds: number): string {
  const whole = Math.floor(seconds);
  const days = Math.floor(whole / 86_400);
  const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const clock = `${pad((whole % 86_400) / 3600)}:${pad((whole % 3600) / 60)}:${pad(whole % 60)}`;
  const rest = seconds - whole;
  return (days > 0 ? `${days}+` : "") + clock + (rest > 0 ? rest.toFixed(6).slice(1) : "");
}
