import { once } from "#base/memo.ts";
import { csvColumns, parseCsvTable } from "./csv-table.ts";
import { memoByObject } from "./memo-by-object.ts";
import type { Table } from "./names.ts";
import type { TableFile } from "./workspace-file.ts";

/** The table of a file, read and parsed when first asked for; of one that cannot be read there are no rows, and why. */
export const tableOfFile = memoByObject((file: TableFile): Table => {
  const content = once(file.read);
  const text = (): string => {
    const read = content();
    return typeof read === "string" ? read : "";
  };
  const rows = once(() => parseCsvTable(text()).rows);
  const columns = once(() => csvColumns(text()));
  return Object.freeze<Table>({
    file: file.path,
    stamp: file.stamp,
    get unreadable() {
      const read = content();
      return typeof read === "string" ? undefined : read.unreadable;
    },
    get columns() {
      return columns();
    },
    get rows() {
      return rows();
    },
  });
});
