// Captures that are large on purpose, each read in a process of its own.
import { manyConnections, ORDERS, segments } from "./large-captures.mjs";

export const LARGE = {
  "10,000 connections": () => manyConnections(10_000),
  "1,000,000 segments, reversed": () => segments(1_000_000, ORDERS.reversed),
  "1,000,000 segments, shuffled": () => segments(1_000_000, ORDERS.shuffled),
  "1,000,000 segments, every second one missing": () => segments(1_000_000, ORDERS.holes),
};

/** Events, time, and the most memory that the process had beyond the capture itself. */
export async function readLarge(product, name) {
  const bytes = LARGE[name]();
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const messages = [];
  const observer = {
    signal: new AbortController().signal,
    progress: () => undefined,
    unread: (_, { message }) => messages.push(message),
    rpc: () => product.nodeCatalog().rpc,
  };
  const samples = [{ source: product.bytesSource("large.pcap", bytes), defaults: {} }];
  const started = performance.now();
  let events = 0;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  for await (const batch of product.sampleRows(samples, product.DEFAULT_SETTINGS, observer)) {
    events += batch.length;
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  clearInterval(watch);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const mib = (n) => Math.round(n / 2 ** 20);
  return { capture: mib(bytes.length), events, seconds, memory: mib(peak - before), messages };
}
