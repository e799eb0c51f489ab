// Shape and text of the product's data files.

/** Numbers values in order of first use; `values` is the list to write. */
export function dictionary() {
  const values = [];
  const index = new Map();
  return {
    values,
    /** Number of a value (text or anything that JSON can tell apart). */
    of(value) {
      const key = typeof value === "string" ? value : JSON.stringify(value);
      let at = index.get(key);
      if (at === undefined) {
        at = values.length;
        index.set(key, at);
        values.push(value);
      }
      return at;
    },
  };
}

/** Numbers a set of texts in sorted order, so that the file does not change when the order of use does. */
export function sortedDictionary(texts) {
  const all = dictionary();
  for (const text of [...new Set(texts)].sort(byText)) all.of(text);
  return all;
}

/** Order by code units: the same on every machine. */
export function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Drops trailing nulls of a row, so that absent values cost nothing. */
export function trimmed(row) {
  let end = row.length;
  while (end > 0 && row[end - 1] === null) end -= 1;
  return row.slice(0, end);
}

/** Shortens runs of following numbers: a negative number -k stands for the k numbers after the one before it. */
export function runs(numbers) {
  const out = [];
  for (let i = 0; i < numbers.length; ) {
    let k = 0;
    while (numbers[i + k + 1] === numbers[i] + k + 1) k += 1;
    out.push(numbers[i]);
    if (k === 1) out.push(numbers[i] + 1);
    else if (k > 1) out.push(-k);
    i += k + 1;
  }
  return out;
}

const LINE = 160;

/** JSON with one row a line for lists of lists or objects, and filled lines for lists of plain values. */
export function stringify(data) {
  const parts = Object.entries(data).map(([key, value]) => `${JSON.stringify(key)}: ${member(value)}`);
  return `{\n${parts.join(",\n")}\n}\n`;
}

function member(value) {
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 0) return "[]";
  if (value.some((item) => typeof item === "object" && item !== null))
    return `[\n${value.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
  const lines = [];
  let line = "";
  for (const [i, item] of value.entries()) {
    const text = JSON.stringify(item) + (i < value.length - 1 ? "," : "");
    if (line.length + text.length > LINE && line !== "") {
      lines.push(line);
      line = "";
    }
    line += text;
  }
  lines.push(line);
  return `[\n${lines.join("\n")}\n]`;
}
