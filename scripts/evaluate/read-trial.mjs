// Reads bytes as a capture in every way that the product does: events, signatures, documents, sequences.

/** A rule with every kind of element. */
export const EVERY_ELEMENT = `title: Everything
signatures:
  interface: { interface: IRemUnknown2 }
  call: { interface: IWbemServices, opnum: [24, 25] }
  class: { uuid: 8bc3f05e-d86b-11d0-a075-00c04fb68820, in: activation }
  bytes: { bytes: '43 01 [0-8] c0 [6] 46', scope: pdu }
  chain: { printable: '*CF*]+H*', scope: stream }
  text: { text: RPCSS, encodings: [ascii, utf16le], scope: segment }
  regex: { regex: '(?i)cmd\\.exe', scope: stub }
  http: { http: { method: POST, path: /wsman } }
condition: 1 of them
`;

/**
 * What reading gave, and what of it is wrong: an exception, an event outside the file, a text that is no line of JSON.
 * `everywhere`: signatures, documents and sequences too, not the events alone.
 */
export async function readTrial(product, name, bytes, { everywhere = true } = {}) {
  const wrong = [];
  const started = performance.now();
  let events = 0;
  let problems = 0;
  const observer = {
    signal: new AbortController().signal,
    progress: () => undefined,
    unread: (_, problem) => {
      problems++;
      if (problem.message === "" || problem.start > problem.end) wrong.push(`a problem without words or place`);
    },
    rpc: () => product.nodeCatalog().rpc,
  };
  const samples = [{ source: product.bytesSource(name, bytes), defaults: {} }];
  try {
    for await (const batch of product.sampleRows(samples, product.DEFAULT_SETTINGS, observer)) {
      events += batch.length;
      for (const { event } of batch) {
        const { start, end } = event.origin;
        const raw = event.raw();
        if (start < 0 || end < start || end > bytes.length) wrong.push(`an event outside the file: ${start} to ${end}`);
        if (raw.includes("\n") || typeof JSON.parse(raw) !== "object") wrong.push("an event that is no line of JSON");
      }
    }
    if (everywhere && events > 0) await lookEverywhere(product, name, bytes);
  } catch (error) {
    wrong.push(error.stack ?? String(error));
  }
  const milliseconds = performance.now() - started;
  if (milliseconds > 10_000) wrong.push(`it took ${Math.round(milliseconds)} ms`);
  return { wrong, events, problems, milliseconds };
}

let known;

/** The environment of all trials. */
export function environmentOf(product) {
  known ??= product.nodeEnvironment({ settings: product.DEFAULT_SETTINGS, folders: [], revision: 0 });
  return known;
}

/** Signatures, the documents of the first connections, and sequences. */
async function lookEverywhere(product, name, bytes) {
  const environment = environmentOf(product);
  const search = product.compileSignature(EVERY_ELEMENT, environment);
  if (!search.runnable) throw new Error(search.problems.map(({ message }) => message).join(" "));
  const { rpc } = environment.catalog;
  const options = { signal: new AbortController().signal, settings: product.DEFAULT_SETTINGS, now: 0, clock: () => 0 };
  const samples = [{ source: product.bytesSource(name, bytes), defaults: {} }];
  for await (const _ of product.runSearch(search, samples, { ...options, rpc: () => rpc }));
  const observer = { signal: options.signal, progress: () => undefined, unread: () => undefined, rpc: () => rpc };
  const { steps } = await product.collectSteps(samples, product.DEFAULT_SETTINGS, observer);
  product.findSequences(steps, { within: 5, skew: 0 });
  await showDocuments(product, product.bytesSource(name, bytes), { ...observer, progress: () => undefined });
}

async function showDocuments(product, source, context) {
  const decoding = product.decodeCapture(source, context);
  let step = await decoding.next();
  while (!step.done) step = await decoding.next();
  const decoded = step.value;
  const ids = decoded.capture.packets.connections.slice(0, 3).map(({ id }) => id);
  const queries = ["timeline", ...ids.flatMap((id) => [`connection=${id}`, `pdu=${id}/0`, `printable=${id}/orig`])];
  for (const query of queries) product.captureDocument(product.parseQuery(query), decoded, context.rpc());
}
