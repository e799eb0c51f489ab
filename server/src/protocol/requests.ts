/**
 * Rulehound's own requests beside LSP, typed and documented, one file per subject. Positions are LSP's: zero-based line, UTF-16
 * character. `docs/protocol.md` is derived from these files, in this order, and a test keeps it current.
 */

export * from "./captures.ts";
export * from "./exports.ts";
export * from "./learning.ts";
export * from "./places.ts";
export * from "./questions.ts";
export * from "./rules.ts";
export * from "./run.ts";
export * from "./samples.ts";
export * from "./sequences.ts";
export * from "./tests.ts";
