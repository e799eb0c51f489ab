// Hovers over a long file: at every word of it, after the edit that dropped everything known of it.

const WORD = /[\w.:{}-]+/g;
const LINES = 1000;
const MOST_WORDS = 4000;

/** Times of hovers in milliseconds: `first` right behind an edit, `every` at each word of the unchanged file. */
export function measureHovers(rule, { product, environment }) {
  const [head, ...body] = rule.split(/(?=^ {2}- name:)/m);
  const analytics = [];
  for (let n = 1, lines = 5; lines < LINES; n++) {
    const text = body[(n - 1) % body.length].trimEnd().replace(/"Analytic \d+"/, `"Analytic ${n}"`);
    analytics.push(text);
    lines += text.split("\n").length;
  }
  const text = `${head}${analytics.join("\n")}\nreferences: ["fe80::/10", T1047, 9556dc99-828c-11cf-a37e-00aa003240c7, 11111111-2222-3333-4444-555555555555]\n`;
  const words = [...text.matchAll(WORD)].map(({ index, 0: word }) => index + Math.floor(word.length / 2));
  const step = Math.max(1, Math.floor(words.length / MOST_WORDS));
  const first = [];
  for (let i = 0; i < 40; i++) {
    const edited = text.replace("count > 3", `count > ${1000 + i}`);
    const analysis = product.analyseDocument(product.createDocument("file:///long.yml", i, edited), environment);
    first.push(timed(() => product.hover(analysis, edited.indexOf("4688") + 1)));
  }
  const analysis = product.analyseDocument(product.createDocument("file:///long.yml", 99, text), environment);
  const every = words.filter((_, i) => i % step === 0).map((offset) => timed(() => product.hover(analysis, offset)));
  return { lines: text.split("\n").length, first: first.slice(5), every };
}

function timed(run) {
  const started = performance.now();
  run();
  return performance.now() - started;
}
