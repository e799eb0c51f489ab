import { hex, u16, u32, uuidAt } from "./bytes.ts";
import type { SmbMessage } from "./smb-messages.ts";
import type { SmbState } from "./smb-state.ts";
import { utf16 } from "./text.ts";

const TREE_CONNECT = 3;
const CREATE = 5;
const CLOSE = 6;
const READ = 8;
const WRITE = 9;
const IOCTL = 11;
const TRANSCEIVE = 0x0011c017;
const PENDING = 0x103;
const BUFFER_OVERFLOW = 0x80000005;

/** What a request told that its answer does not: by session and message id. */
interface Asked {
  readonly name?: string;
  readonly fid?: string;
  readonly tree: string | null;
}

/** Follows the SMB2 and SMB3 messages of a connection (MS-SMB2): trees, opened names, and what travels over pipes. */
export class Smb2 {
  readonly #state: SmbState;
  readonly #asked = new Map<string, Asked>();

  constructor(state: SmbState) {
    this.#state = state;
  }

  /** Takes a message: a chain of commands. */
  add(message: SmbMessage): void {
    const { bytes } = message;
    for (let at = 0; at + 64 <= bytes.length; ) {
      const next = u32(bytes, at + 20, true);
      if ((u32(bytes, at + 16, true) & 1) === 0) this.#request(message, at);
      else this.#answer(message, at);
      if (next < 64) return;
      at += next;
    }
  }

  #request(message: SmbMessage, at: number): void {
    const { bytes } = message;
    const body = at + 64;
    const session = hex(bytes, at + 40, at + 48);
    const tree = this.#state.treePath(`${session} ${u32(bytes, at + 36, true)}`);
    const key = `${session} ${hex(bytes, at + 24, at + 32)}`;
    switch (u16(bytes, at + 12, true)) {
      case TREE_CONNECT:
        this.#asked.set(key, { name: this.#named(message, at, body + 4, "tree", null), tree });
        return;
      case CREATE:
        this.#asked.set(key, { name: this.#named(message, at, body + 44, "open", tree), tree });
        return;
      case READ:
        this.#asked.set(key, { fid: uuidAt(bytes, body + 16, true), tree });
        return;
      case WRITE:
        this.#carry(
          message,
          at,
          uuidAt(bytes, body + 16, true),
          u16(bytes, body + 2, true),
          u32(bytes, body + 4, true),
        );
        return;
      case IOCTL:
        if (u32(bytes, body + 4, true) !== TRANSCEIVE) return;
        this.#carry(
          message,
          at,
          uuidAt(bytes, body + 8, true),
          u32(bytes, body + 24, true),
          u32(bytes, body + 28, true),
        );
        return;
      case CLOSE:
        this.#asked.set(key, { fid: uuidAt(bytes, body + 8, true), tree });
        return;
    }
  }

  #answer(message: SmbMessage, at: number): void {
    const { bytes } = message;
    const body = at + 64;
    const status = u32(bytes, at + 8, true);
    const command = u16(bytes, at + 12, true);
    const session = hex(bytes, at + 40, at + 48);
    const key = `${session} ${hex(bytes, at + 24, at + 32)}`;
    const asked = this.#asked.get(key);
    if (status === PENDING) return;
    this.#asked.delete(key);
    const overflow = status === BUFFER_OVERFLOW && (command === READ || command === IOCTL);
    if (status !== 0 && !overflow) return;
    if (command === TREE_CONNECT && asked?.name !== undefined) {
      this.#state.nameTree(`${session} ${u32(bytes, at + 36, true)}`, asked.name);
    } else if (command === CREATE && asked?.name !== undefined) {
      this.#state.open(uuidAt(bytes, body + 64, true), asked.name, asked.tree);
    } else if (command === READ && asked?.fid !== undefined) {
      this.#carry(message, at, asked.fid, bytes[body + 2] ?? 0, u32(bytes, body + 4, true));
    } else if (command === IOCTL && u32(bytes, body + 4, true) === TRANSCEIVE) {
      this.#carry(message, at, uuidAt(bytes, body + 8, true), u32(bytes, body + 32, true), u32(bytes, body + 36, true));
    } else if (command === CLOSE && asked?.fid !== undefined) this.#state.close(asked.fid);
  }

  #carry(message: SmbMessage, at: number, fid: string, offset: number, length: number): void {
    this.#state.transfer(fid, 2, message, at + offset, length);
  }

  /** The name whose place and length stand at `field`. */
  #named(message: SmbMessage, at: number, field: number, kind: "tree" | "open", tree: string | null): string {
    const { bytes, stream, start } = message;
    const from = at + u16(bytes, field, true);
    const to = Math.min(from + u16(bytes, field + 2, true), bytes.length);
    const name = utf16(bytes, from, to);
    const origin = stream.slices(start + from, start + to);
    if (name !== "") this.#state.actions.push({ kind, frame: message.frame, name, origin, tree });
    return name;
  }
}
