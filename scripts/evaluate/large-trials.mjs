// Captures that are large on purpose, each read in a process of its own.

import { manyConnections, ORDERS, segments } from "./large-captures.mjs";
import { EVERY_ELEMENT, environmentOf } from "./read-trial.mjs";

export const LARGE = {
  "10,000 connections": () => manyConnections(10_000),
  "10,000 connections at once": () => manyConnections(10_000, { atOnce: true }),
  "1,000,000 segments, reversed": () => segments(1_000_000, ORDERS.reversed),
  "1,000,000 segments, shuffled": () => segments(1_000_000, ORDERS.shuffled),
  "1,000,000 segments, every second one missing": () => segments(1_000_000, ORDERS.holes),
};

/** Events, the processor time to read them and to run a rule with every kind of element, and the most memory beyond the capture itself. */
export async function readLarge(product, name) {
  const bytes = LARGE[name]();
  const before = process.memoryUsage.rss();
  const messages = [];
  const signal = new AbortController().signal;
  const rpc = () => product.nodeCatalog().rpc;
  const observer = { signal, rpc, progress: () => undefined, unread: (_, { message }) => messages.push(message) };
  const samples = [{ source: product.bytesSource("large.pcap", bytes), defaults: {} }];
  let events = 0;
  let peak = before;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const started = process.cpuUsage();
  for await (const batch of product.sampleRows(samples, product.DEFAULT_SETTINGS, observer)) {
    events += batch.length;
    look();
  }
  const read = process.cpuUsage();
  const search = product.compileSignature(EVERY_ELEMENT, environmentOf(product));
  const options = { signal, rpc, settings: product.DEFAULT_SETTINGS, now: 0, clock: () => 0 };
  for await (const event of product.runSearch(search, samples, options)) {
    look();
    if (event.kind === "problem") messages.push(event.problem.message);
  }
  const used = ({ user, system }) => user + system;
  const seconds = (from, to) => Math.round((used(to) - used(from)) / 1e5) / 10;
  const mib = (n) => Math.round(n / 2 ** 20);
  const times = { seconds: seconds(started, read), signatures: seconds(read, process.cpuUsage()) };
  return { capture: mib(bytes.length), events, ...times, memory: mib(peak - before), messages };
}
