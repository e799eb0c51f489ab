import { escapeHtml } from "#base/html.ts";

/** How many of some events lie in each of equal parts of the time that they span. */
export interface TimeHistogram {
  /** Epoch seconds of the first and the last event. */
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

const PARTS = 48;

/** The histogram of times in epoch seconds; undefined when there are none. Events of one moment make one part. */
export function timeHistogram(times: readonly number[]): TimeHistogram | undefined {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const known = times.filter(Number.isFinite);
  for (const time of known) {
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  if (known.length === 0) return undefined;
  const counts = new Array<number>(to > from ? PARTS : 1).fill(0);
  for (const time of known) {
    const part = to > from ? Math.min(PARTS - 1, Math.floor(((time - from) / (to - from)) * PARTS)) : 0;
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return { from, to, counts };
}

const WIDTH = 720;
const HEIGHT = 72;

/** The histogram as an SVG picture with the two ends of its time in UTC; each bar tells its count and start. */
export function histogramSvg({ from, to, counts }: TimeHistogram): string {
  const most = Math.max(...counts);
  const step = WIDTH / counts.length;
  const bars = counts.map((count, part) => {
    if (count === 0) return "";
    const height = Math.max(2, (count / most) * HEIGHT);
    const title = `${count.toLocaleString("en")} from ${utc(from + ((to - from) * part) / counts.length)}`;
    return `<rect x="${(part * step).toFixed(1)}" y="${(HEIGHT - height).toFixed(1)}" width="${Math.max(1, step - 1).toFixed(1)}" height="${height.toFixed(1)}"><title>${escapeHtml(title)}</title></rect>`;
  });
  const label = (x: number, anchor: string, time: number): string =>
    `<text x="${x}" y="${HEIGHT + 14}" text-anchor="${anchor}">${escapeHtml(utc(time))}</text>`;
  const ends = to > from ? `${label(0, "start", from)}${label(WIDTH, "end", to)}` : label(0, "start", from);
  return `<svg class="histogram" role="img" aria-label="Matched events over time" viewBox="0 0 ${WIDTH} ${HEIGHT + 18}">${bars.join("")}${ends}</svg>`;
}

/** Epoch seconds as a date in UTC; as they are when no calendar reaches so far. */
export function utc(seconds: number): string {
  const date = new Date(Math.round(seconds * 1000));
  return Number.isNaN(date.getTime())
    ? `${seconds} s`
    : date
        .toISOString()
        .replace("T", " ")
        .replace(/\.000Z$/, "Z");
}
