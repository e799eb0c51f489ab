import { entryOf } from "#syntax/yaml/node.ts";
import { defineElement } from "../element.ts";

const PARTS = ["method", "path", "header", "body"] as const;

export const http = defineElement({
  kinds: ["http"],
  summary: "A decoded HTTP request; all parts that are given hold in the same one.",
  keys: {
    http: "`method` (equal), `path` (begins with), `header` and `body` (contain); all but `method` without case.",
  },
  read(reader) {
    const value = reader.element.entries.get("http")?.value;
    if (value?.kind !== "mapping" || value.entries.length === 0) {
      reader.fault('"http" is a mapping with method, path, header or body.', value?.span ?? reader.element.nameSpan);
      return undefined;
    }
    for (const { key } of value.entries) {
      if (key.kind !== "scalar" || !PARTS.some((part) => part === key.value))
        reader.fault(`"http" takes ${PARTS.join(", ")}.`, key.span);
    }
    const part = (name: string): string | undefined => {
      const node = entryOf(value, name)?.value;
      return node?.kind === "scalar" ? node.value : undefined;
    };
    return { on: "http", method: part("method"), path: part("path"), header: part("header"), body: part("body") };
  },
});
