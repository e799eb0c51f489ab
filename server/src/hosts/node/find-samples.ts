import { stat } from "node:fs/promises";
import path from "node:path";
import type { InputDefaults } from "#engine/readers/reader.ts";
import type { ByteSource } from "#engine/sources.ts";
import { FileProblem, fileSource } from "./files.ts";
import { pathPattern } from "./path-pattern.ts";
import { readSidecar, SIDECAR_END } from "./sidecar.ts";
import { walkFolder } from "./walk-folder.ts";
import { isZip, zipEntries, zipEntrySource } from "./zip.ts";

/** A log that a name led to. */
export interface FoundSample {
  /** Of a file in a zip file: that of the zip file, a slash, and its name there. */
  readonly path: string;
  readonly source: ByteSource;
  /** It is a file in a zip file. */
  readonly packed: boolean;
  /** What a sidecar says of it. */
  readonly inputs: InputDefaults;
  /** It was found in a folder, by a pattern or in a zip file: it need not be a log. */
  readonly searched: boolean;
}

/** The logs that a name led to, in the order of their names, and what was left out: one sentence each. */
export interface FoundSamples {
  readonly samples: readonly FoundSample[];
  readonly notes: readonly string[];
}

const MOST_ENTRIES = 20_000;
const MOST_SAMPLES = 2000;

/**
 * The logs behind a name: a file, all files of a zip file, all below a folder, or those that fit a pattern (`*` and `?`
 * within a name, `**` over folders). Throws a {@link FileProblem} when there are none.
 */
export async function findSamples(name: string): Promise<FoundSamples> {
  const found = await stat(name).catch(() => undefined);
  if (found?.isFile()) return ofFile(name, false);
  if (found?.isDirectory()) return ofFolder(name, () => true, `${name} holds no file that can be a log.`);
  const inside = await zipAround(name);
  if (inside !== null) return inside;
  const first = name.search(/[*?]/);
  if (first < 0)
    return {
      samples: [{ path: name, source: await fileSource(name), packed: false, inputs: {}, searched: false }],
      notes: [],
    };
  const folder = path.dirname(`${name.slice(0, first)}x`);
  const isWanted = pathPattern(path.relative(folder, name).split(path.sep).join("/"));
  const fits = (file: string) => isWanted(path.relative(folder, file).split(path.sep).join("/"));
  return ofFolder(folder, fits, `No file fits ${name}.`);
}

async function ofFolder(folder: string, fits: (file: string) => boolean, nothing: string): Promise<FoundSamples> {
  const notes: string[] = [];
  const samples: FoundSample[] = [];
  const enters = (name: string) => !name.startsWith(".") && name !== "node_modules";
  const note = (_: string, text: string) => notes.push(text);
  for (const file of walkFolder(folder, { within: [folder], enters, entries: MOST_ENTRIES, note })) {
    if (file === undefined || !fits(file) || path.basename(file).startsWith(".") || file.endsWith(SIDECAR_END))
      continue;
    const found = await ofFile(file, true).catch((error: unknown) => problemNote(error));
    notes.push(...found.notes);
    samples.push(...found.samples);
    if (samples.length > MOST_SAMPLES) {
      notes.push(`${folder}: more than ${MOST_SAMPLES} logs; the rest is not read.`);
      break;
    }
  }
  if (samples.length === 0) throw new FileProblem([nothing, ...notes].join(" "));
  return { samples: samples.slice(0, MOST_SAMPLES), notes };
}

async function ofFile(file: string, searched: boolean): Promise<FoundSamples> {
  const source = await fileSource(file);
  const { inputs, notes } = await readSidecar(file);
  const zipped = await isZip(file).catch(() => false);
  if (!zipped) return { samples: [{ path: file, source, packed: false, inputs, searched }], notes };
  return ofZip(file, inputs, notes);
}

async function ofZip(file: string, inputs: InputDefaults, before: readonly string[]): Promise<FoundSamples> {
  const notes = [...before];
  const samples: FoundSample[] = [];
  for (const entry of await zipEntries(file)) {
    if (leadsOut(entry.name)) {
      notes.push(`${file}: an entry's name leads out of the zip file and is not read: ${JSON.stringify(entry.name)}.`);
      continue;
    }
    if (/(?:^|\/)(?:__MACOSX\/|\.)/.test(entry.name)) continue;
    const found = await zipEntrySource(file, entry).catch((error: unknown) => problemNote(error));
    if ("notes" in found) notes.push(...found.notes);
    else samples.push({ path: found.name, source: found, packed: true, inputs, searched: true });
  }
  if (samples.length === 0) throw new FileProblem([`${file} holds no file that can be read.`, ...notes].join(" "));
  return { samples, notes };
}

/** Whether a name in a zip file would be another file's path when it is put behind that of the zip file. */
function leadsOut(name: string): boolean {
  return /(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:|\0/.test(name);
}

/** A file in a zip file by the path that {@link FoundSample} gives it; null when the path leads into none. */
async function zipAround(name: string): Promise<FoundSamples | null> {
  for (let file = path.dirname(name); path.dirname(file) !== file; file = path.dirname(file)) {
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) return null;
    if (!found?.isFile() || !(await isZip(file))) continue;
    const inner = path.relative(file, name).split(path.sep).join("/");
    const entry = (await zipEntries(file)).find(
      (one) => !leadsOut(one.name) && path.posix.normalize(one.name) === inner,
    );
    if (entry === undefined) throw new FileProblem(`${file} holds no file ${inner}.`);
    const { inputs, notes } = await readSidecar(file);
    return {
      samples: [{ path: name, source: await zipEntrySource(file, entry), packed: true, inputs, searched: false }],
      notes,
    };
  }
  return null;
}

/** What cannot be read among many is left out and told. */
function problemNote(error: unknown): FoundSamples {
  if (error instanceof FileProblem) return { samples: [], notes: [error.message] };
  throw error;
}
