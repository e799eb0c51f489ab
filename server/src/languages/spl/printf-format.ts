import { exactText, exponentText, plainDigits, withThousands } from "#base/decimal.ts";
import { formatNumber, looksNumeric } from "#events/value.ts";

/** One directive of a printf format. */
export interface Directive {
  readonly flags: string;
  /** `*`: the width is an argument. */
  readonly width: number | "*" | undefined;
  readonly precision: number | "*" | undefined;
  readonly conversion: string;
}

const DIRECTIVE = /%(['\-0+ #]*)(\d+|\*)?(?:\.(\d+|\*)?)?(?:hh|h|ll|l|j|t|L|q)?([diuszcfFeEgGxXpoaA%])/g;

/** Reads a format into texts and directives; null when it holds a directive that does not exist. */
export function parseFormat(format: string): readonly (string | Directive)[] | null {
  const pieces: (string | Directive)[] = [];
  let end = 0;
  for (const found of format.matchAll(DIRECTIVE)) {
    const [written, flags = "", width, precision, conversion = ""] = found;
    pieces.push(format.slice(end, found.index));
    end = found.index + written.length;
    if (conversion === "%") pieces.push("%");
    else {
      const hasPrecision = written.includes(".");
      const size = (text: string | undefined) => (text === "*" ? "*" : text === undefined ? undefined : Number(text));
      pieces.push({
        flags,
        width: size(width),
        precision: hasPrecision ? (size(precision) ?? 0) : undefined,
        conversion,
      });
    }
  }
  pieces.push(format.slice(end));
  return pieces.some((piece) => typeof piece === "string" && piece !== "%" && piece.includes("%")) ? null : pieces;
}

/** How many arguments a format takes. */
export function argumentCount(pieces: readonly (string | Directive)[]): number {
  let count = 0;
  for (const piece of pieces) {
    if (typeof piece !== "string") count += 1 + (piece.width === "*" ? 1 : 0) + (piece.precision === "*" ? 1 : 0);
  }
  return count;
}

/** Wider is a mistake in the format, and might fill the memory. */
export const WIDEST = 10_000;

/**
 * Prints texts by a format; a missing or non-numeric argument of a numeric directive counts as zero. Null when a width or a precision
 * is more than the widest.
 */
export function printFormat(pieces: readonly (string | Directive)[], args: readonly (string | null)[]): string | null {
  let next = 0;
  const take = () => args[next++] ?? null;
  const number = (text: string | null) => (text !== null && looksNumeric(text) ? Number(text) : 0);
  let tooWide = false;
  const size = (written: number | "*" | undefined) => {
    const given = written === "*" ? Math.trunc(number(take())) : written;
    tooWide ||= given !== undefined && Math.abs(given) > WIDEST;
    return tooWide ? 0 : given;
  };
  const printed = pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const width = size(piece.width) ?? 0;
      const precision = size(piece.precision);
      const flags = width < 0 ? `${piece.flags}-` : piece.flags;
      return padded(convert(piece.conversion, flags, precision, take(), number), Math.abs(width), flags);
    })
    .join("");
  return tooWide ? null : printed;
}

/** Sign and prefix, which zeros follow, and the rest. */
interface Printed {
  readonly lead: string;
  readonly body: string;
  readonly zeros: boolean;
}

function padded({ lead, body, zeros }: Printed, width: number, flags: string): string {
  const missing = Math.max(width - lead.length - body.length, 0);
  if (flags.includes("-")) return lead + body + " ".repeat(missing);
  if (flags.includes("0") && zeros) return lead + "0".repeat(missing) + body;
  return " ".repeat(missing) + lead + body;
}

function convert(
  conversion: string,
  flags: string,
  precision: number | undefined,
  text: string | null,
  number: (text: string | null) => number,
): Printed {
  switch (conversion) {
    case "s":
    case "z":
      return {
        lead: "",
        body: precision === undefined ? (text ?? "") : [...(text ?? "")].slice(0, precision).join(""),
        zeros: false,
      };
    case "c":
      return { lead: "", body: [...(text ?? "")][0] ?? "", zeros: false };
    case "d":
    case "i":
    case "u":
      return integer(Math.trunc(number(text)), flags, precision);
    case "x":
    case "X":
    case "p":
    case "o":
      return unsigned(conversion, Math.trunc(number(text)), flags, precision);
    default:
      return float(conversion, number(text), flags, precision);
  }
}

function signOf(value: number, flags: string): string {
  if (value < 0) return "-";
  return flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

function integer(value: number, flags: string, precision: number | undefined): Printed {
  const digits = plainDigits(Math.abs(value)).padStart(precision ?? 1, "0");
  const body = flags.includes("'") ? withThousands(digits) : digits;
  return { lead: signOf(value, flags), body, zeros: precision === undefined };
}

function unsigned(conversion: string, value: number, flags: string, precision: number | undefined): Printed {
  const base = conversion === "o" ? 8 : 16;
  const positive = value < 0 ? BigInt(value) + (1n << 64n) : BigInt(value);
  const digits = positive.toString(base).padStart(precision ?? 1, "0");
  const prefix = conversion === "p" || (flags.includes("#") && value !== 0) ? (base === 8 ? "0" : "0x") : "";
  const upper = conversion === "X";
  return {
    lead: upper ? prefix.toUpperCase() : prefix,
    body: upper ? digits.toUpperCase() : digits,
    zeros: precision === undefined,
  };
}

function float(conversion: string, value: number, flags: string, precision: number | undefined): Printed {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return { lead: signOf(value, flags), body: formatNumber(size), zeros: false };
  const text = floatText(conversion.toLowerCase(), size, precision, flags.includes("#"));
  const body = flags.includes("'") && /^[fg]$/i.test(conversion) ? withThousands(text) : text;
  const cased = /[EGA]/.test(conversion) ? body.toUpperCase() : body;
  const hex = conversion.toLowerCase() === "a" ? (conversion === "A" ? "0X" : "0x") : "";
  return { lead: signOf(value, flags) + hex, body: cased, zeros: true };
}

function floatText(conversion: string, size: number, precision: number | undefined, keepsZeros: boolean): string {
  switch (conversion) {
    case "f":
      return exactText(size, Math.min(precision ?? 6, 100));
    case "e":
      return exponentText(size, Math.min(precision ?? 6, 100));
    case "a":
      return hexFloat(size);
    default: {
      const figures = precision === 0 ? 1 : Math.min(precision ?? 6, 100);
      const exponent = Number(exponentText(size, figures - 1).split("e")[1]);
      const text =
        exponent < -4 || exponent >= figures
          ? exponentText(size, figures - 1)
          : exactText(size, Math.max(figures - 1 - exponent, 0));
      return keepsZeros ? text : text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");
    }
  }
}

function hexFloat(size: number): string {
  if (size === 0) return "0p+0";
  const exponent = Math.floor(Math.log2(size));
  const mantissa = (size / 2 ** exponent).toString(16);
  return `${mantissa}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}
