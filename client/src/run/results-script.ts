import { ORDER_SCRIPT } from "./order-script.ts";

/**
 * What the results view does with the rows that stand in it: a column's heading sorts them, the box filters them. Both are kept when
 * the page is written anew, as after an edit that runs the search again.
 */
export const RESULTS_SCRIPT = `${ORDER_SCRIPT}
const vscode = acquireVsCodeApi();
const byId = (id) => document.getElementById(id);
const heads = [...byId("head").children], lines = [...byId("body").children];
const names = heads.map((head) => head.firstElementChild.textContent);
const values = lines.map((line) => [...line.children].map((cell) => cell.className === "null" ? null : cell.dataset.value ?? cell.textContent));
const words = values.map((row, i) => row.concat([...lines[i].children].map((cell) => cell.textContent)).map((text) => text ?? "").join("\\u0000").toLowerCase());
let order = lines.map((_, i) => i), { column, down = false, filter = "" } = vscode.getState() ?? {};
function draw() {
  const wanted = filter.toLowerCase(), fitting = order.filter((i) => words[i].includes(wanted));
  byId("body").replaceChildren(...fitting.map((i) => lines[i]));
  byId("said").textContent = filter === "" ? "" : counted(texts.fitting, fitting.length);
  vscode.setState({ column, down, filter });
}
function sort() {
  const c = names.indexOf(column);
  heads.forEach((head) => head.removeAttribute("aria-sort"));
  if (c < 0) return;
  order = ordered(order, values.map((row) => row[c]), down);
  heads[c].setAttribute("aria-sort", down ? "descending" : "ascending");
}
heads.forEach((head, c) => head.firstElementChild.addEventListener("click", () => { down = column === names[c] ? !down : false; column = names[c]; sort(); draw(); }));
byId("filter").addEventListener("input", () => { filter = byId("filter").value; draw(); });
byId("filter").value = filter;
sort(); draw();`;
