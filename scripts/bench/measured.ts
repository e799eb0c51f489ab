/** What the benchmark runs of the product; bundled by `scripts/generate/load.mjs`. */
import { READERS } from "#engine/readers/index.ts";
import type { Reader } from "#engine/readers/reader.ts";

export { analyseDocument } from "#analysis/analysis.ts";
export { createDocument } from "#analysis/document.ts";
export { RuleIndex } from "#analysis/rule-index.ts";
export { compileSignature } from "#engine/compile/signature.ts";
export { compileSpl } from "#engine/compile/spl.ts";
export { evtx } from "#engine/readers/evtx.ts";
export { readCapture } from "#engine/readers/pcap/capture.ts";
export { readPduChain } from "#engine/readers/pcap/pdu-chain.ts";
export { readPackets } from "#engine/readers/pcap/read-packets.ts";
export { runSearch } from "#engine/run.ts";
export { bytesSource } from "#engine/sources.ts";
export { nodeEnvironment } from "#hosts/node/environment.ts";
export { indexRules } from "#hosts/node/index-rules.ts";
export { complete } from "#ide/completion/complete.ts";
export { diagnostics } from "#ide/diagnostics.ts";
export { hover } from "#ide/hover/hover.ts";
export { DEFAULT_LIMITS } from "#runtime/limits.ts";
export { DEFAULT_SETTINGS } from "#runtime/settings.ts";
export { buildEvtx, text } from "#test/support/evtx-builder.ts";

/** The reader of a format. */
export const reader = (id: string): Reader | undefined => READERS.find((one) => one.id === id);
