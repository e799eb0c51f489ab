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

/** The command is about what the one before it in the chain is about. */
const RELATED = 4;
const SAME_SESSION = "ffffffffffffffff";
const SAME_TREE = 0xffffffff;
const SAME_FILE = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** A file that a chain opens and uses at once: its id is known when the opening is answered, and what it carries waits. */
interface Opening {
  fid?: string;
  readonly carried: { readonly message: SmbMessage; readonly at: number; readonly length: number }[];
}

/** What a request told that its answer does not: by session and message id. */
interface Asked {
  readonly name?: string;
  readonly file?: string | Opening;
  readonly tree: string | null;
}

/** What the commands of a chain have said for those behind them. */
interface Chain {
  session: string;
  tree: number;
  file: string | Opening | undefined;
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
    const chain: Chain = { session: "", tree: 0, file: undefined };
    for (let at = 0; at + 64 <= bytes.length; ) {
      const next = u32(bytes, at + 20, true);
      if ((u32(bytes, at + 16, true) & 1) === 0) this.#request(message, at, chain);
      else this.#answer(message, at);
      if (next < 64) return;
      at += next;
    }
  }

  /** What was carried over names whose opening the capture has no answer to: they are taken for opened. */
  finish(): void {
    let unanswered = 0;
    for (const asked of this.#asked.values()) {
      const { name, file } = asked;
      if (name === undefined || file === undefined || typeof file === "string" || file.carried.length === 0) continue;
      unanswered += 1;
      this.#opened(`unanswered ${unanswered}`, name, asked);
    }
  }

  #request(message: SmbMessage, at: number, chain: Chain): void {
    const { bytes } = message;
    const body = at + 64;
    follow(bytes, at, chain);
    const tree = this.#state.treePath(`${chain.session} ${chain.tree}`);
    const key = `${chain.session} ${hex(bytes, at + 24, at + 32)}`;
    switch (u16(bytes, at + 12, true)) {
      case TREE_CONNECT:
        this.#asked.set(key, { name: this.#named(message, at, body + 4, "tree", null), tree });
        return;
      case CREATE:
        chain.file = { carried: [] };
        this.#asked.set(key, { name: this.#named(message, at, body + 44, "open", tree), file: chain.file, tree });
        return;
      case READ:
        this.#asked.set(key, { file: fileOf(bytes, body + 16, chain), tree });
        return;
      case WRITE: {
        const file = fileOf(bytes, body + 16, chain);
        this.#carry(message, at, file, u16(bytes, body + 2, true), u32(bytes, body + 4, true));
        return;
      }
      case IOCTL: {
        const file = fileOf(bytes, body + 8, chain);
        if (u32(bytes, body + 4, true) !== TRANSCEIVE) return;
        this.#asked.set(key, { file, tree });
        this.#carry(message, at, file, u32(bytes, body + 24, true), u32(bytes, body + 28, true));
        return;
      }
      case CLOSE:
        this.#asked.set(key, { file: fileOf(bytes, body + 8, chain), tree });
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
      this.#opened(uuidAt(bytes, body + 64, true), asked.name, asked);
    } else if (command === READ && asked?.file !== undefined) {
      this.#carry(message, at, asked.file, bytes[body + 2] ?? 0, u32(bytes, body + 4, true));
    } else if (command === IOCTL && u32(bytes, body + 4, true) === TRANSCEIVE) {
      const stated = uuidAt(bytes, body + 8, true);
      const file = stated === SAME_FILE ? (asked?.file ?? stated) : stated;
      this.#carry(message, at, file, u32(bytes, body + 32, true), u32(bytes, body + 36, true));
    } else if (command === CLOSE && asked?.file !== undefined) {
      const fid = typeof asked.file === "string" ? asked.file : asked.file.fid;
      if (fid !== undefined) this.#state.close(fid);
    }
  }

  #opened(fid: string, name: string, { file, tree }: Asked): void {
    this.#state.open(fid, name, tree);
    if (file === undefined || typeof file === "string") return;
    file.fid = fid;
    for (const { message, at, length } of file.carried.splice(0)) this.#state.transfer(fid, 2, message, at, length);
  }

  #carry(message: SmbMessage, at: number, file: string | Opening, offset: number, length: number): void {
    const fid = typeof file === "string" ? file : file.fid;
    if (fid !== undefined) this.#state.transfer(fid, 2, message, at + offset, length);
    else if (typeof file !== "string") file.carried.push({ message, at: at + offset, length });
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

/** Takes the session and tree of a command into the chain; a related one may leave them as they were. */
function follow(bytes: Uint8Array, at: number, chain: Chain): void {
  const related = (u32(bytes, at + 16, true) & RELATED) !== 0;
  const session = hex(bytes, at + 40, at + 48);
  const tree = u32(bytes, at + 36, true);
  if (!(related && session === SAME_SESSION)) chain.session = session;
  if (!(related && tree === SAME_TREE)) chain.tree = tree;
}

/** The file that a command is about: the one stated at `field`, or that of the command before it. */
function fileOf(bytes: Uint8Array, field: number, chain: Chain): string | Opening {
  const stated = uuidAt(bytes, field, true);
  if (stated !== SAME_FILE || chain.file === undefined) chain.file = stated;
  return chain.file;
}
