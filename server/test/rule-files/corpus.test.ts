import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getScalarValue, parseEvents } from "js-yaml";
import { describe, expect, it } from "vitest";
import { applyEdits } from "#base/text-edit.ts";
import { detectRuleFormat } from "#semantics/rule/detect.ts";
import { parseRuleFile } from "#semantics/rule/parse-rule-file.ts";
import { parseYaml } from "#syntax/yaml/parse.ts";
import { shared } from "#test/support/shared.ts";
import { mapFaults, scalarsOf } from "./support.ts";

const folder = shared("corpus/rules");

function yamlFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(root, name))
    .sort();
}

describe.skipIf(folder === undefined)("published rules", () => {
  const files = folder === undefined ? [] : yamlFiles(folder);
  // Files from all corners.
  const sampled = files.filter((_file, index) => index % 7 < 2);

  it("have scalars whose maps and values agree with js-yaml", () => {
    let scalars = 0;
    const faults: string[] = [];
    for (const path of sampled) {
      const text = readFileSync(path, "utf8");
      const file = parseYaml(text);
      if (file.problems.some(({ code }) => code === "yaml/syntax" || code === "yaml/shallow-quote")) continue;
      const found = file.documents.flatMap(scalarsOf);
      const values = parseEvents(text, {}).flatMap((event) => (event.type === 4 ? [getScalarValue(text, event)] : []));
      if (values.length !== found.length) faults.push(`${path}: ${found.length} scalars of ${values.length}`);
      found.forEach((scalar, index) => {
        scalars++;
        if (scalar.value !== values[index]) faults.push(`${path}: ${scalar.span.start}`);
        faults.push(...mapFaults(text, scalar).map((fault) => `${path}: ${fault}`));
      });
    }
    console.info(`${scalars} scalars compared`);
    expect(faults).toEqual([]);
    expect(scalars).toBeGreaterThan(5000);
  });

  it("are recognised, and their searches read and written in place", () => {
    const formats: Record<string, number> = {};
    let searches = 0;
    for (const path of sampled) {
      const text = readFileSync(path, "utf8");
      const format = detectRuleFormat(path, text);
      formats[format] = (formats[format] ?? 0) + 1;
      const expected = /[\\/]sigma[\\/]/.test(path)
        ? "sigma"
        : /[\\/]detections[\\/]/.test(path)
          ? "security-content"
          : "other";
      expect(format, path).toBe(expected);
      const file = parseRuleFile(path, text);
      if (format !== "other") expect(file.metadata.name, path).toBeDefined();
      if (format !== "security-content") continue;
      expect(file.analytics, path).toHaveLength(1);
      for (const { query } of file.analytics) {
        searches++;
        const edits = [
          { span: { start: query.text.length >> 1, end: (query.text.length >> 1) + 3 }, text: ` "it's" ` },
        ];
        const after = parseRuleFile(path, applyEdits(text, query.encode(edits)));
        expect(after.analytics[0]?.query.text, path).toBe(applyEdits(query.text, edits));
      }
    }
    console.info(formats, `${searches} searches edited`);
    expect(searches).toBeGreaterThan(100);
  });

  it("keep nearly all of their keys when one line of them breaks", () => {
    let seen = 0;
    let total = 0;
    for (const path of sampled.slice(0, 300)) {
      const text = readFileSync(path, "utf8");
      const lines = text.split("\n");
      const keys = topKeys(text);
      const middle = lines.length >> 1;
      const breakages = [
        lines.toSpliced(middle, 0, "half"),
        lines.with(middle, (lines[middle] ?? "").replace(/^(\s*\S*)/, "$1'")),
        lines.with(middle, (lines[middle] ?? "").trimStart()),
      ];
      for (const broken of breakages) {
        const after = topKeys(broken.join("\n"));
        total += keys.size;
        for (const key of keys) if (after.has(key)) seen++;
      }
    }
    console.info(`${((100 * seen) / total).toFixed(2)}% of ${total} keys kept`);
    expect(seen / total).toBeGreaterThan(0.98);
  });
});

function topKeys(text: string): Set<string> {
  const keys = new Set<string>();
  for (const document of parseYaml(text).documents)
    if (document.kind === "mapping")
      for (const { key } of document.entries) if (key.kind === "scalar") keys.add(key.value);
  return keys;
}
