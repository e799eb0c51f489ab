import { type FileHandle, mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readLines } from "#engine/readers/lines.ts";
import type { ReadContext, ReadProblem } from "#engine/readers/reader.ts";
import { openSample } from "#engine/samples.ts";
import type { WindowsProfile } from "#runtime/settings.ts";
import { nodeCatalog } from "../node/environment.ts";
import { FileProblem } from "../node/files.ts";
import { findSamples } from "../node/find-samples.ts";
import { nodeGunzip } from "../node/gunzip.ts";

/** Which lines of a sample's text rendering are wanted. */
export interface TextPage {
  readonly path: string;
  readonly firstLine: number;
  readonly lines: number;
  readonly windowsProfile: WindowsProfile;
  readonly timeZone: string;
}

/** Lines of a rendering. */
export interface PageText {
  readonly lines: readonly string[];
  readonly firstLine: number;
  /** Lines in all, when the end has been read. */
  readonly total?: number;
  readonly unread: readonly { readonly line: number; readonly message: string }[];
}

/** Every so many lines the place of one in the rendering is kept. */
const STEP = 256;
const MOST_UNREAD = 1000;
const MOST_OPEN = 4;
/** Bytes that a rendering may take on disk. */
const MOST_BYTES = 4 * 2 ** 30;

/**
 * The text renderings of samples, made as far as they were asked for and kept in a temporary file with the places of their
 * lines: a later page costs its own bytes alone.
 */
export class SampleTexts {
  readonly #open = new Map<string, Rendering>();
  #queue: Promise<unknown> = Promise.resolve();

  /** A page; one at a time. Throws a {@link FileProblem} when the sample cannot be read. */
  page(wanted: TextPage, signal: AbortSignal): Promise<PageText> {
    const page = this.#queue.then(() => this.#page(wanted, signal));
    this.#queue = page.catch(() => undefined);
    return page;
  }

  /** Removes the temporary files. */
  async dispose(): Promise<void> {
    for (const rendering of this.#open.values()) await rendering.dispose();
    this.#open.clear();
  }

  async #page(wanted: TextPage, signal: AbortSignal): Promise<PageText> {
    const found = await findSamples(wanted.path);
    const [sample] = found.samples;
    if (sample === undefined || found.samples.length > 1) {
      throw new FileProblem(`${wanted.path} is not one log but ${found.samples.length}; name one of them.`);
    }
    const changed = await stat(wanted.path).then(
      ({ mtimeMs, size }) => `${mtimeMs}/${size}`,
      () => "",
    );
    const key = JSON.stringify([wanted.path, changed, wanted.windowsProfile, wanted.timeZone]);
    let rendering = this.#open.get(key);
    if (rendering === undefined) {
      const opened = await openSample(sample.source, nodeGunzip);
      if (opened.reader === null) throw new FileProblem(`${wanted.path}: ${opened.message}`);
      rendering = await Rendering.start(
        (context) =>
          opened.reader.binary === true
            ? eventLines(opened.reader.read(opened.source, context))
            : textLines(readLines(opened.source, context)),
        wanted,
      );
      for (const [old, other] of [...this.#open].slice(0, Math.max(0, this.#open.size + 1 - MOST_OPEN))) {
        this.#open.delete(old);
        await other.dispose();
      }
    }
    this.#open.delete(key);
    this.#open.set(key, rendering);
    return rendering.page(wanted.firstLine, wanted.lines, signal);
  }
}

type Batches = AsyncIterable<readonly string[]>;

async function* eventLines(events: AsyncIterable<readonly { raw(): string }[]>): Batches {
  for await (const batch of events) yield batch.map((event) => event.raw());
}

async function* textLines(lines: AsyncIterable<readonly { readonly text: string; readonly line: number }[]>): Batches {
  let next = 0;
  for await (const batch of lines) {
    const texts: string[] = [];
    for (const { text, line } of batch) {
      // A line that was too long to be read keeps its place.
      while (next < line) {
        texts.push("");
        next++;
      }
      texts.push(text);
      next++;
    }
    yield texts;
  }
}

class Rendering {
  readonly #folder: string;
  readonly #file: FileHandle;
  readonly #batches: AsyncIterator<readonly string[]>;
  readonly #stop: AbortController;
  readonly #unread: readonly ReadProblem[];
  /** Bytes at which every {@link STEP}th line begins. */
  readonly #places: number[] = [];
  #bytes = 0;
  #count = 0;
  #done = false;

  static async start(read: (context: ReadContext) => Batches, page: TextPage): Promise<Rendering> {
    const stop = new AbortController();
    const unread: ReadProblem[] = [];
    const batches = read({
      sample: 0,
      windowsProfile: page.windowsProfile,
      rpc: () => nodeCatalog().rpc,
      timeZone: page.timeZone,
      defaults: {},
      signal: stop.signal,
      progress: () => undefined,
      problem: (problem) => {
        if (unread.length < MOST_UNREAD) unread.push(problem);
      },
    });
    const folder = await mkdtemp(path.join(tmpdir(), "rulehound-text-"));
    const file = await open(path.join(folder, "lines"), "w+");
    // Without its name the file goes with its handle, however the thread ends. Where that is not possible, `dispose` removes it.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    return new Rendering(folder, file, batches[Symbol.asyncIterator](), stop, unread);
  }

  private constructor(
    folder: string,
    file: FileHandle,
    batches: AsyncIterator<readonly string[]>,
    stop: AbortController,
    unread: readonly ReadProblem[],
  ) {
    this.#folder = folder;
    this.#file = file;
    this.#batches = batches;
    this.#stop = stop;
    this.#unread = unread;
  }

  async page(firstLine: number, lines: number, signal: AbortSignal): Promise<PageText> {
    while (!this.#done && this.#count < firstLine + lines) {
      signal.throwIfAborted();
      await this.#advance();
    }
    const end = Math.min(firstLine + lines, this.#count);
    const unread = this.#unread.map(({ line, message }) => ({ line, message }));
    const found = end > firstLine ? await this.#lines(firstLine, end) : [];
    return { lines: found, firstLine, unread, ...(this.#done ? { total: this.#count } : {}) };
  }

  async dispose(): Promise<void> {
    this.#stop.abort();
    await this.#batches.return?.();
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #advance(): Promise<void> {
    const next = await this.#batches.next();
    if (next.done === true) {
      this.#done = true;
      return;
    }
    if (this.#bytes > MOST_BYTES)
      throw new FileProblem(
        `The text of the sample is larger than ${MOST_BYTES / 2 ** 30} GB; later lines are not shown.`,
      );
    let text = "";
    let bytes = this.#bytes;
    for (const line of next.value) {
      if (this.#count % STEP === 0) this.#places.push(bytes);
      text += `${line}\n`;
      bytes += Buffer.byteLength(line) + 1;
      this.#count += 1;
    }
    await this.#file.write(text, this.#bytes);
    this.#bytes = bytes;
  }

  async #lines(first: number, end: number): Promise<readonly string[]> {
    const from = this.#places[Math.floor(first / STEP)] ?? 0;
    const to = this.#places[Math.ceil(end / STEP)] ?? this.#bytes;
    const buffer = Buffer.alloc(to - from);
    await this.#file.read(buffer, 0, buffer.length, from);
    const skipped = first % STEP;
    return buffer
      .toString("utf8")
      .split("\n")
      .slice(skipped, skipped + end - first);
  }
}
