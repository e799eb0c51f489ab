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

/** The documents in groups: siblings, siblings of siblings, and so on are in one. */
export function familiesOf(documents) {
  const all = documents.map(({ text }) => sequences(searchOf(text)));
  const groups = [];
  for (const [i, own] of all.entries()) {
    const kin = groups.filter((group) => group.some((other) => alike(own, all[other]) > ALIKE));
    for (const group of kin) groups.splice(groups.indexOf(group), 1);
    groups.push([...kin.flat(), i]);
  }
  return groups.map((group) => group.sort((a, b) => a - b).map((i) => documents[i]));
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
  if (Math.min(own.size, other.size) <= ALIKE * Math.max(own.size, other.size)) return 0;
  let shared = 0;
  for (const sequence of own) if (other.has(sequence)) shared += 1;
  return shared / Math.max(1, own.size + other.size - shared);
}
