/** What a value has to be: text, a number, a list of one shape, or an object with at least some keys. */
type Shape = "text" | "number" | readonly [Shape] | { readonly [key: string]: Shape };

const POSITION = { line: "number", character: "number" } as const;
const RANGE = { start: POSITION, end: POSITION } as const;
const DOCUMENT = { textDocument: { uri: "text" } } as const;
const AT = { ...DOCUMENT, position: POSITION } as const;
const ANALYTIC = { uri: "text", analytic: "text" } as const;
const VIEW = { uri: "text", view: "text" } as const;
const QUESTION = { ...ANALYTIC, samples: ["text"] } as const;

/** What the server reads of the parameters of its requests and notifications without asking whether it is there, by method. */
const SHAPES: Readonly<Record<string, Shape>> = {
  initialize: { capabilities: {} },
  "textDocument/didOpen": { textDocument: { uri: "text", languageId: "text", version: "number", text: "text" } },
  "textDocument/didChange": { textDocument: { uri: "text", version: "number" }, contentChanges: [{ text: "text" }] },
  "textDocument/didClose": DOCUMENT,
  "workspace/didChangeWatchedFiles": { changes: [{ uri: "text" }] },
  "workspace/symbol": { query: "text" },
  "textDocument/diagnostic": DOCUMENT,
  "textDocument/hover": AT,
  "textDocument/completion": AT,
  "completionItem/resolve": { label: "text" },
  "textDocument/codeAction": { ...DOCUMENT, range: RANGE, context: { diagnostics: [{ range: RANGE }] } },
  "textDocument/documentSymbol": DOCUMENT,
  "textDocument/formatting": { ...DOCUMENT, options: { tabSize: "number" } },
  "textDocument/rangeFormatting": { ...DOCUMENT, range: RANGE, options: { tabSize: "number" } },
  "textDocument/foldingRange": DOCUMENT,
  "textDocument/selectionRange": { ...DOCUMENT, positions: [POSITION] },
  "textDocument/definition": AT,
  "textDocument/references": { ...AT, context: {} },
  "textDocument/prepareRename": AT,
  "textDocument/rename": { ...AT, newName: "text" },
  "textDocument/documentHighlight": AT,
  "textDocument/documentLink": DOCUMENT,
  "textDocument/signatureHelp": AT,
  "textDocument/semanticTokens/full": DOCUMENT,
  "textDocument/codeLens": DOCUMENT,
  "textDocument/inlayHint": { ...DOCUMENT, range: RANGE },
  "rulehound/analytics": { uri: "text" },
  "rulehound/samples": ANALYTIC,
  "rulehound/sampleText": { uri: "text", firstLine: "number", lines: "number" },
  "rulehound/run": { ...QUESTION, run: "text" },
  "rulehound/whyNot": { ...QUESTION, sample: "text", line: "number" },
  "rulehound/nearMisses": QUESTION,
  "rulehound/stageRows": { ...QUESTION, position: POSITION },
  "rulehound/explainEmptiness": { uri: "text" },
  "rulehound/newDetection": { name: "text", id: "text", date: "text" },
  "rulehound/tests": { uri: "text" },
  "rulehound/runTest": { uri: "text", index: "number" },
  "rulehound/acceptBaseline": { uri: "text", index: "number" },
  "rulehound/addTest": { ...ANALYTIC, event: "text" },
  "rulehound/captureView": VIEW,
  "rulehound/capturePlace": { uri: "text", event: "number" },
  "rulehound/captureMarks": { ...VIEW, rule: "text", analytic: "text" },
  "rulehound/captureElement": { ...VIEW, range: RANGE },
  "rulehound/findSequences": { samples: ["text"] },
  "rulehound/learn": { samples: ["text"], before: "text" },
  "rulehound/report": { ...ANALYTIC, format: "text" },
  "rulehound/export": { uri: "text", target: "text" },
  "rulehound/import": { text: "text" },
};

/**
 * What parameters lack that their method needs, in words for the author of a client; undefined when they lack nothing, and for
 * a method of which nothing is known.
 */
export function paramsProblem(method: string, params: unknown): string | undefined {
  const shape = Object.hasOwn(SHAPES, method) ? SHAPES[method] : undefined;
  const wrong = shape === undefined ? undefined : lackOf(params, shape, "params");
  return wrong === undefined ? undefined : `${method} needs ${wrong}.`;
}

function lackOf(value: unknown, shape: Shape, at: string): string | undefined {
  if (shape === "text") return typeof value === "string" ? undefined : `${at} to be a string`;
  if (shape === "number") return Number.isFinite(value) ? undefined : `${at} to be a number`;
  if (isList(shape)) {
    if (!Array.isArray(value)) return `${at} to be an array`;
    return firstLack(value.entries(), (index, one) => lackOf(one, shape[0], `${at}[${index}]`));
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return `${at} to be an object`;
  const given = value as Readonly<Record<string, unknown>>;
  return firstLack(Object.entries(shape), (key, one) => lackOf(given[key], one, `${at}.${key}`));
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function firstLack<K, V>(of: Iterable<readonly [K, V]>, lack: (key: K, value: V) => string | undefined) {
  for (const [key, value] of of) {
    const found = lack(key, value);
    if (found !== undefined) return found;
  }
  return undefined;
}
