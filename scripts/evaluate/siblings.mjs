// Which searches are near copies of others, so that knowing one tells the other.

/** Two searches that share more of their word sequences than this are siblings. */
const ALIKE = 0.4;
const WORDS = 3;

/** The documents that are a sibling of one of `others`: same template, same author's last rule with another program, … */
export function siblingsOf(documents, others) {
  const known = others.map(({ text }) => sequences(searchOf(text)));
  return new Set(
    documents.filter(({ text }) => known.some((other) => alike(sequences(searchOf(text)), other) > ALIKE)),
  );
}

/** The search of a detection in YAML; the whole text of others. */
function searchOf(text) {
  return /^search:.*\n(?:[ \t]+.*\n|\n)*/m.exec(text)?.[0] ?? text;
}

function sequences(text) {
  const words = text.match(/[\w.]+/g) ?? [];
  return new Set(words.slice(WORDS - 1).map((_, i) => words.slice(i, i + WORDS).join(" ")));
}

function alike(own, other) {
  let shared = 0;
  for (const sequence of own) if (other.has(sequence)) shared += 1;
  return shared / Math.max(1, own.size + other.size - shared);
}
