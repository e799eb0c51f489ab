import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { learnedFile } from "#engine/learned-file.ts";
import { nodeCatalog } from "../node/environment.ts";
import { FileProblem } from "../node/files.ts";
import { learnFrom } from "../run/learn.ts";
import { readCommandLine, UsageError } from "./args.ts";
import { printLine, printProblem } from "./print.ts";

/**
 * `rulehound learn SAMPLE… --out FILE [--update]`: writes an overlay with the names of samples that the catalog does not know. A file that
 * is there is only touched with `--update`, which keeps what it says. 3 when something could not be read or the file is refused.
 */
export async function learn(args: readonly string[]): Promise<number> {
  const line = readCommandLine(args, ["text"]);
  const { out, positionals: samples, settings } = line;
  if (samples.length === 0 || out === undefined)
    throw new UsageError("Write: rulehound learn SAMPLE… --out .rulehound/learned.yaml");
  const isThere = existsSync(out);
  if (isThere && !line.update) throw new UsageError(`${out} is there; --update adds to it and keeps what it says.`);
  const { windowsProfile, timeZone } = settings;
  const learned = await learnFrom({ samples, windowsProfile, timeZone }, new AbortController().signal);
  for (const note of learned.unread) printProblem(note);
  const file = learnedFile(isThere ? await readFile(out, "utf8") : "", learned.overlay, nodeCatalog());
  if ("refused" in file) throw new FileProblem(`${out}: ${file.refused}`);
  await mkdir(path.dirname(path.resolve(out)), { recursive: true });
  await writeFile(out, file.text);
  const { events, fields, sourcetypes } = learned.overlay;
  const ofEvents = events.reduce((sum, event) => sum + event.fields.length, fields.length);
  printLine(
    `${out}: ${learned.events} events read; new: ${ofEvents} fields, ${events.length} kinds of Windows events, ${sourcetypes.length} source types`,
  );
  if (learned.leftOut > 0) printProblem(`${learned.leftOut} names beyond the bounds were left out.`);
  return learned.unread.length > 0 ? 3 : 0;
}
