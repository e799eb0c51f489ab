import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerQuestion } from "#hosts/run/answer.ts";
import type { Answer, Question } from "#hosts/run/question.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { buildEvtx, text } from "../support/evtx-builder.ts";
import { zip } from "../support/zip.ts";

const LINES = '{"n":1,"Image":"a.exe"}\n{"n":2,"Image":"b.exe"}\n';
let folder = "";
const at = (...parts: readonly string[]): string => path.join(folder, ...parts);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "rulehound-ask-"));
  await mkdir(at("logs", "deep"), { recursive: true });
  await writeFile(at("logs", "a.jsonl"), '{"n":9,"Image":"z.exe"}\n');
  await writeFile(at("logs", "deep", "b.jsonl"), LINES);
  await writeFile(at("logs", "deep", "c.jsonl.gz"), gzipSync(LINES));
  await writeFile(at("logs", "d.evtx"), buildEvtx(["Image"], [[[text("a.exe")], [text("b.exe")]]]));
  await writeFile(
    at("packed.zip"),
    zip([
      { name: "first.jsonl", content: '{"n":9,"Image":"z.exe"}\n' },
      { name: "deep/b.jsonl", content: LINES },
    ]),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function ask(sample: string, question: Question, spl = "Image=a.exe n=*"): Promise<Answer> {
  return answerQuestion(
    {
      text: spl,
      language: "spl",
      samples: [{ path: at(sample) }],
      folders: [],
      revision: 0,
      settings: DEFAULT_SETTINGS,
      now: 1_772_400_000,
      everyClause: true,
      rowLimit: 100,
      markLimit: 100,
    },
    question,
    new AbortController().signal,
  );
}

describe("why an event is no match", () => {
  test.each([
    ["in a zip file", "packed.zip", "packed.zip/deep/b.jsonl"],
    ["in a folder", "logs", "logs/deep/b.jsonl"],
    ["of a pattern", "logs/**/*.jsonl", "logs/deep/b.jsonl"],
    ["in a gzip file of a folder", "logs", "logs/deep/c.jsonl.gz"],
    ["in a zip file that was named by its inner path", "packed.zip/deep/b.jsonl", "packed.zip/deep/b.jsonl"],
  ])("%s", async (_, sample, log) => {
    const answer = await ask(sample, { kind: "why-not", log: at(log), line: 1 });
    expect(answer).toMatchObject({ kind: "why-not", event: { path: at(log), line: 1 }, why: { verdict: "dropped" } });
    if (answer.kind !== "why-not") return;
    expect(answer.why.reasons.map(({ span }) => answer.text.slice(span.start, span.end))).toEqual(["Image=a.exe"]);
    const matched = await ask(sample, { kind: "why-not", log: at(log), line: 0 });
    expect(matched).toMatchObject({ kind: "why-not", event: { line: 0, ordinal: 0 }, why: { verdict: "matched" } });
  });

  test("of a binary log in a folder, by the line of its rendering", async () => {
    const answer = await ask("logs", { kind: "why-not", log: at("logs/d.evtx"), line: 1 }, "Image=a.exe");
    expect(answer).toMatchObject({ kind: "why-not", event: { line: 1, rendered: true }, why: { verdict: "dropped" } });
  });

  test("behind a command that groups, the event is followed by its place", async () => {
    const spl = "n=* | stats count by Image | where count > 1";
    const answer = await ask("packed.zip", { kind: "why-not", log: at("packed.zip/deep/b.jsonl"), line: 1 }, spl);
    expect(answer).toMatchObject({ kind: "why-not", why: { verdict: "dropped", lostAt: 2 } });
  });

  test("needs no name when the sample is one log, and says which there are otherwise", async () => {
    expect(await ask("logs/deep/b.jsonl", { kind: "why-not", log: undefined, line: 1 })).toMatchObject({
      kind: "why-not",
    });
    const many = await ask("packed.zip", { kind: "why-not", log: undefined, line: 0 });
    expect(many).toMatchObject({
      kind: "refused",
      problems: [
        {
          message: `The samples lead to 2 logs; name the one to ask about: ${at("packed.zip/first.jsonl")}, ${at("packed.zip/deep/b.jsonl")}.`,
        },
      ],
    });
    const other = await ask("packed.zip", { kind: "why-not", log: at("rule.yml"), line: 0 });
    expect(other.kind === "refused" && other.problems[0]?.message).toMatch(/rule\.yml is not among the logs/);
  });
});
