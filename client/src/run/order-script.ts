/** What scripts of pages with rows share: the gaps of their texts, and the order of rows by a column, with absent values last. */
export const ORDER_SCRIPT = `
const filled = (text, ...values) => text.replace(/\\{(\\d)\\}/g, (_, at) => values[at]);
const counted = ([one, more], n, kind) => filled(n === 1 ? one : more, n.toLocaleString("en"), kind);
const isNumber = (text) => text.trim() !== "" && Number.isFinite(Number(text));
const numericColumn = (values) => values.some((value) => value !== null) && values.every((value) => value === null || isNumber(value));
function ordered(order, values, down) {
  const numbers = numericColumn(values), value = (i) => numbers && values[i] !== null ? Number(values[i]) : values[i];
  return order.sort((a, b) => { const x = value(a), y = value(b); if (x === null || y === null) return (x === null) - (y === null); return (x < y ? -1 : x > y ? 1 : 0) * (down ? -1 : 1); });
}`;
