/** Seconds from one exact time text to another, to the nanosecond. */
export function secondsBetween(from: string, to: string): number {
  return Number(nanos(to) - nanos(from)) / 1e9;
}

function nanos(ts: string): bigint {
  const [seconds = "0", fraction = ""] = ts.split(".");
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0"));
}
