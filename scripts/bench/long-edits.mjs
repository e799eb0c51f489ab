// Types and asks all over a rule whose one search is 1,000 lines long.
const ROUNDS = 60;
const WARM_UP = 10;
const WORD = "even";

const PLACES = /\n {6}\| |by |where |eval \w+=|OR |CommandLine|match\(|"\*|Image|, "/g;
const NAMES = /Image|CommandLine|where|count|host|part_\d+|reason/g;
const FIELDS = /part_\d+|reason|count|Image/g;

const ends = (text, pattern) => [...text.matchAll(pattern)].map(({ index, 0: found }) => index + found.length);

/**
 * Milliseconds of completion with each typed character before anything else has run, of the diagnostics after it, and of
 * hover and go to definition just after an edit.
 */
export async function editLong(editor) {
  await editor.open();
  const times = { completion: [], diagnostics: [], hover: [], definition: [] };
  for (let i = 0; i < ROUNDS + WARM_UP; i++) {
    const taken = await editOnce(editor, i);
    if (i < WARM_UP) continue;
    for (const [name, list] of Object.entries(taken)) times[name].push(...list);
  }
  await editor.close();
  return times;
}

async function editOnce(editor, i) {
  const { uri } = editor;
  const start = at(ends(editor.text, PLACES), i * 97);
  const taken = { completion: [], diagnostics: [], hover: [], definition: [] };
  let end = start;
  for (const character of WORD) {
    end = await editor.type(end, character);
    taken.completion.push((await editor.ask("completion", end)).took);
    taken.diagnostics.push((await editor.send("textDocument/diagnostic", { textDocument: { uri } })).took);
  }
  await editor.type(end, " ");
  taken.hover.push((await editor.ask("hover", at(ends(editor.text, NAMES), i * 31) - 1)).took);
  await editor.type(end, " ");
  taken.definition.push((await editor.ask("definition", at(ends(editor.text, FIELDS), i * 37) - 1)).took);
  await editor.erase(start, end + 2);
  return taken;
}

const at = (list, index) => list[index % list.length];
