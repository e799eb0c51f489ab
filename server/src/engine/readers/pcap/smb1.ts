import { u16 } from "./bytes.ts";
import type { SmbMessage } from "./smb-messages.ts";
import type { SmbState } from "./smb-state.ts";
import { latin1, utf16 } from "./text.ts";

const CLOSE = 0x04;
const TRANSACTION = 0x25;
const READ_ANDX = 0x2e;
const WRITE_ANDX = 0x2f;
const TREE_CONNECT_ANDX = 0x75;
const NT_CREATE_ANDX = 0xa2;
const TRANSACT_PIPE = 0x26;
/** The parameter words begin behind the header and their count. */
const WORDS = 33;

interface Asked {
  readonly name?: string;
  readonly fid?: string;
  readonly tree: string | null;
}

/** Follows the SMB1 messages of a connection (MS-CIFS, MS-SMB): trees, opened names, and what travels over pipes. */
export class Smb1 {
  readonly #state: SmbState;
  readonly #asked = new Map<number, Asked>();

  constructor(state: SmbState) {
    this.#state = state;
  }

  add(message: SmbMessage): void {
    const { bytes } = message;
    if (bytes.length < WORDS + 2) return;
    if (((bytes[9] ?? 0) & 0x80) === 0) this.#request(message);
    else this.#answer(message);
  }

  #request(message: SmbMessage): void {
    const { bytes } = message;
    const id = u16(bytes, 30, true);
    const tree = this.#state.treePath(String(u16(bytes, 24, true)));
    const fidAt = (at: number): string => fidText(u16(bytes, WORDS + at, true));
    switch (bytes[4]) {
      case TREE_CONNECT_ANDX:
        this.#asked.set(id, { name: this.#named(message, "tree", null, u16(bytes, WORDS + 6, true)), tree });
        return;
      case NT_CREATE_ANDX:
        this.#asked.set(id, { name: this.#named(message, "open", tree, 0), tree });
        return;
      case READ_ANDX:
        this.#asked.set(id, { fid: fidAt(4), tree });
        return;
      case WRITE_ANDX:
        this.#state.transfer(fidAt(4), 1, message, u16(bytes, WORDS + 22, true), u16(bytes, WORDS + 20, true));
        return;
      case TRANSACTION:
        if (u16(bytes, WORDS + 28, true) !== TRANSACT_PIPE || (bytes[WORDS + 26] ?? 0) < 2) return;
        this.#asked.set(id, { fid: fidAt(30), tree });
        this.#state.transfer(fidAt(30), 1, message, u16(bytes, WORDS + 24, true), u16(bytes, WORDS + 22, true));
        return;
      case CLOSE:
        this.#state.close(fidAt(0));
        return;
    }
  }

  #answer(message: SmbMessage): void {
    const { bytes } = message;
    const id = u16(bytes, 30, true);
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    const { name, fid, tree } = asked;
    const command = bytes[4];
    if (command === TREE_CONNECT_ANDX && name !== undefined) this.#state.nameTree(String(u16(bytes, 24, true)), name);
    else if (command === NT_CREATE_ANDX && name !== undefined && (bytes[32] ?? 0) > 0) {
      this.#state.open(fidText(u16(bytes, WORDS + 5, true)), name, tree);
    } else if (command === READ_ANDX && fid !== undefined) {
      this.#state.transfer(fid, 1, message, u16(bytes, WORDS + 12, true), u16(bytes, WORDS + 10, true));
    } else if (command === TRANSACTION && fid !== undefined) {
      this.#state.transfer(fid, 1, message, u16(bytes, WORDS + 14, true), u16(bytes, WORDS + 12, true));
    }
    if (command !== TRANSACTION) this.#asked.delete(id);
  }

  /** The name in a message's data, behind `skip` bytes; UTF-16 names begin at an even place. */
  #named(message: SmbMessage, kind: "tree" | "open", tree: string | null, skip: number): string {
    const { bytes, stream, start } = message;
    const wide = (u16(bytes, 10, true) & 0x8000) !== 0;
    const data = WORDS + (bytes[32] ?? 0) * 2 + 2 + skip;
    const from = wide ? (data + 1) & ~1 : data;
    const text = wide ? utf16(bytes, from, bytes.length) : latin1(bytes, from, bytes.length);
    const name = text.split("\0")[0] ?? "";
    const origin = stream.slices(start + from, start + from + name.length * (wide ? 2 : 1));
    if (name !== "") this.#state.actions.push({ kind, frame: message.frame, name, origin, tree });
    return name;
  }
}

const fidText = (fid: number): string => `0x${fid.toString(16).padStart(4, "0")}`;
