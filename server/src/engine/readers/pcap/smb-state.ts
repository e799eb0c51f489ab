import { JoinedStream } from "./joined-stream.ts";
import type { Direction, Slice } from "./model.ts";
import type { Pipe } from "./rpc-model.ts";
import type { SmbMessage } from "./smb-messages.ts";

/** A tree that was connected or a file or pipe that was opened. */
export interface SmbAction {
  readonly kind: "tree" | "open";
  readonly frame: number;
  /** Path of the tree, or name of the file; with its bytes. */
  readonly name: string;
  readonly origin: readonly Slice[];
  /** For an open: the path of its tree, when known. */
  readonly tree: string | null;
}

/** A pipe handle with its two byte streams. */
export interface PipeStreams {
  readonly pipe: Pipe;
  readonly streams: Readonly<Record<Direction, JoinedStream>>;
}

/** What the requests of a connection have named, for its answers; and the pipes' bytes. */
export class SmbState {
  readonly actions: SmbAction[] = [];
  readonly #names = new Map<string, { readonly name: string; readonly tree: string | null }>();
  readonly #trees = new Map<string, string>();
  readonly #pipes = new Map<string, PipeStreams>();
  readonly #all: PipeStreams[] = [];

  get pipes(): readonly PipeStreams[] {
    return this.#all;
  }

  nameTree(key: string, path: string): void {
    this.#trees.set(key, path);
  }

  treePath(key: string): string | null {
    return this.#trees.get(key) ?? null;
  }

  /** A handle has been opened; what was under its id is over. */
  open(fid: string, name: string, tree: string | null): void {
    this.#names.set(fid, { name, tree });
    this.#pipes.delete(fid);
  }

  close(fid: string): void {
    this.#names.delete(fid);
    this.#pipes.delete(fid);
  }

  /** Adds bytes that travelled over a handle, unless it is known to be no pipe. */
  transfer(fid: string, smb: 1 | 2, message: SmbMessage, offset: number, length: number): void {
    const known = this.#names.get(fid);
    if (known?.tree !== undefined && known.tree !== null && !/[\\/]ipc\$$/i.test(known.tree)) return;
    if (length <= 0 || offset + length > message.bytes.length) return;
    let pipe = this.#pipes.get(fid);
    if (pipe === undefined) {
      const name = known?.name ?? "";
      pipe = { pipe: { name, fid, smb }, streams: { orig: new JoinedStream(), resp: new JoinedStream() } };
      this.#pipes.set(fid, pipe);
      this.#all.push(pipe);
    }
    const start = message.start + offset;
    pipe.streams[message.direction].add({ stream: message.stream, start, end: start + length });
  }
}
