// The places of a search at which a name starts, with the names that are right there.

/**
 * Every place of an analytic at which a name starts: its kind, the span of the name in the document, and the answers that
 * are right in lower case (the name as written and its canonical form). Names that the author invents are no places.
 */
export function placesOf(analytic, product) {
  const places = [];
  const text = analytic.expanded.text;
  const add = (kind, span, ...answers) => {
    if (span === undefined || span.end <= span.start || !analytic.isWritten(span)) return;
    const [name] = answers;
    places.push({ kind, name, span: analytic.toHost(span), answers: answers.map((answer) => answer.toLowerCase()) });
  };
  visit(analytic.expanded.tree, [], product.children, (node, parents) => {
    const see = READERS[node.kind];
    see?.({ node, parents, text, analytic, product, add });
  });
  visit(analytic.written.tree, [], product.children, (node) => {
    const call = node.kind === "stage" ? node.macro : node.kind === "macro-call" ? node : undefined;
    if (call === undefined) return;
    const { name, nameSpan } = call;
    places.push({ kind: "macro", name, span: analytic.writtenToHost(nameSpan), answers: [name.toLowerCase()] });
  });
  const seen = new Set();
  return places.filter(({ span }) => !seen.has(span.start) && seen.add(span.start));
}

const READERS = {
  stage: ({ node, text, add, product }) => {
    if (node.status === "known") add("command", node.nameSpan, node.command, textAt(text, node.nameSpan));
    keywords(node, text, product, add);
  },
  option: ({ node, text, add }) => add("option", node.nameSpan, `${node.name}=`, `${textAt(text, node.nameSpan)}=`),
  call: ({ node, add }) => add("function", node.nameSpan, node.name),
  aggregation: ({ node, text, add }) => add("aggregation", node.nameSpan, node.name, textAt(text, node.nameSpan)),
  dataset: ({ node, text, add }) =>
    add("dataset", inside(text, node.span, /[\w.]+$/), [node.name, node.dataset].filter(Boolean).join(".")),
  "search-value": value,
  number: value,
  string: value,
  field,
  "field-expr": field,
};

function visit(node, parents, children, see) {
  see(node, parents);
  for (const child of children(node)) visit(child, [...parents, node], children, see);
}

const TOKEN = /"(?:[^"\\]|\\.)*"|'[^']*'|`[^`]*`|```.*?```|[\w.:{}@*/\\$%-]+/gs;
const KEYWORDS = new Set(["by", "as", "over", "output", "outputnew", "where", "from", "and", "or", "not", "in"]);

/** Words of clauses and logic. */
function keywords(stage, text, { children }, add) {
  const inner = children(stage).flatMap((node) => subsearches(node, children));
  for (const match of textAt(text, stage.span).matchAll(TOKEN)) {
    const start = stage.span.start + match.index;
    const span = { start, end: start + match[0].length };
    if (!KEYWORDS.has(match[0].toLowerCase()) || inner.some((sub) => sub.start <= start && start < sub.end)) continue;
    // `output=` of spath is an option.
    if (text[span.end] === "=") continue;
    add("keyword", span, match[0].toUpperCase());
  }
}

function subsearches(node, children) {
  return node.kind === "subsearch" ? [node.span] : children(node).flatMap((child) => subsearches(child, children));
}

const textAt = (text, span) => (span === undefined ? "" : text.slice(span.start, span.end));

function inside(text, span, pattern) {
  const match = pattern.exec(textAt(text, span).replace(/"$/, ""));
  if (match === null) return undefined;
  return { start: span.start + match.index, end: span.start + match.index + match[0].length };
}

function comparedField(node, parent) {
  if (parent?.kind === "search-compare" || parent?.kind === "search-in") return parent.field.name;
  if (parent?.kind === "in-expr") return parent.operand.name;
  if (parent?.kind === "binary") return (parent.left === node ? parent.right : parent.left).name;
  return undefined;
}

function value({ node, parents, text, product, add }) {
  const compared = comparedField(node, parents.at(-1));
  if (compared === undefined) return;
  const written = textAt(text, node.span).replace(/^"|"$/g, "");
  const quotes = textAt(text, node.span).startsWith('"') ? 1 : 0;
  const span = { start: node.span.start + quotes, end: node.span.end - quotes };
  if (product.EVENT_ID_FIELDS.has(compared) && /^\d+$/.test(written)) add("event-id", span, written);
  else if (["sourcetype", "source", "index"].includes(compared) && !written.includes("*")) add(compared, span, written);
}

/** Fields that are read. What is known of one there decides its kind. */
function field({ node, parents, analytic, add }) {
  if (node.wildcard || (node.kind === "field" && node.access === "write")) return;
  const stage = parents.findLast(({ kind }) => kind === "stage");
  if (stage === undefined) return;
  const { name } = node;
  if (stage.command === "tstats" && /^\w+\.[\w.]+$/.test(name)) return add("data-model-field", node.span, name);
  const info = analytic.flow.field(knownAt(stage, analytic.flow), name);
  const kinds = [info.presence, ...(info.presenceByKind?.values() ?? [])];
  if (kinds.every((presence) => presence === "absent")) return add("field: not there", node.span, name);
  add(info.provenance.kind === "unknown" ? "field: nothing known" : "field", node.span, name);
}

/** A filter says itself which events it admits. */
function knownAt(stage, flow) {
  const before = flow.before(stage);
  if (stage.command !== "search" && stage.command !== "where") return before;
  const after = flow.after(stage);
  return { ...before, kinds: after.kinds, ...(before.events === null ? {} : { events: after.events }) };
}
