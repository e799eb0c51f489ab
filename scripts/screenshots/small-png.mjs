// Makes a picture of the workbench small: at most 256 colours, which is enough for text on few backgrounds.
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** A PNG as its chunks. */
function* chunksOf(png) {
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

const paeth = (a, b, c) => {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
};

/** The pixels of a PNG with eight bits a channel, with or without opacity, as red, green and blue. */
function pixelsOf(png) {
  const chunks = [...chunksOf(png)];
  const head = chunks[0].data;
  const [width, height, depth, kind] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9]];
  if (depth !== 8 || (kind !== 2 && kind !== 6))
    throw new Error(`a PNG of depth ${depth} and kind ${kind} is not expected`);
  const size = kind === 6 ? 4 : 3;
  const stride = width * size;
  const lines = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= size ? bytes[at - size] : 0;
      const up = y > 0 ? bytes[at - stride] : 0;
      const corner = x >= size && y > 0 ? bytes[at - stride - size] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      bytes[at] = lines[y * (stride + 1) + 1 + x] + guess;
    }
  }
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = (bytes[i * size] << 16) | (bytes[i * size + 1] << 8) | bytes[i * size + 2];
  return { width, height, pixels };
}

const channel = (color, shift) => (color >> shift) & 255;

/** Splits the colours in two again and again, where most pixels are far from the middle of theirs; gives the middles. */
function paletteOf(counts, size) {
  const box = (colors) => {
    const weight = colors.reduce((sum, [, n]) => sum + n, 0);
    let [widest, spread] = [0, -1];
    for (const shift of [16, 8, 0]) {
      const mean = colors.reduce((sum, [color, n]) => sum + channel(color, shift) * n, 0) / weight;
      const deviation = colors.reduce((sum, [color, n]) => sum + (channel(color, shift) - mean) ** 2 * n, 0);
      if (deviation > spread) [widest, spread] = [shift, deviation];
    }
    return { colors, weight, widest, spread };
  };
  const boxes = [box([...counts])];
  while (boxes.length < size) {
    boxes.sort((a, b) => b.spread - a.spread);
    const most = boxes[0];
    if (most.spread === 0) break;
    boxes.shift();
    const sorted = most.colors.sort(([a], [b]) => channel(a, most.widest) - channel(b, most.widest));
    const mean = sorted.reduce((sum, [color, n]) => sum + channel(color, most.widest) * n, 0) / most.weight;
    const cut = Math.max(
      1,
      sorted.findIndex(([color]) => channel(color, most.widest) > mean),
    );
    boxes.push(box(sorted.slice(0, cut)), box(sorted.slice(cut)));
  }
  return boxes.map(({ colors, weight }) => {
    const [main, often] = colors.reduce((best, one) => (one[1] > best[1] ? one : best));
    if (often > weight / 2) return { color: main, colors }; // A background stays exactly what it is.
    const mean = (shift) => Math.round(colors.reduce((sum, [color, n]) => sum + channel(color, shift) * n, 0) / weight);
    return { color: (mean(16) << 16) | (mean(8) << 8) | mean(0), colors };
  });
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** The picture with a palette; the given one when that is smaller. */
export function smallPng(png) {
  const { width, height, pixels } = pixelsOf(png);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const palette = paletteOf(counts, 256);
  const numbers = new Map(palette.flatMap(({ colors }, number) => colors.map(([color]) => [color, number])));
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = numbers.get(pixels[y * width + x]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const small = Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk(
      "PLTE",
      Buffer.from(palette.flatMap(({ color }) => [channel(color, 16), channel(color, 8), channel(color, 0)])),
    ),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return small.length < png.length ? small : png;
}
