import { Message, type MessageStrategy } from "vscode-languageserver";

type Handled = ReturnType<MessageStrategy["handleMessage"]>;

/** Requests that are answered before the code of all others is loaded. */
const EARLY: ReadonlySet<string> = new Set(["initialize", "shutdown", "textDocument/diagnostic"]);

/**
 * Lets a connection begin before the code is loaded that most requests need: the first of them makes it be loaded, and waits for
 * it with all that comes behind it, so that everything is handled in the order in which it came.
 */
export class HeldMessages implements MessageStrategy {
  readonly #load: () => Promise<void>;
  #loading: Promise<void> | undefined;
  /** What waits, in order; undefined as soon as nothing has to wait any more. */
  #held: (() => unknown)[] | undefined = [];

  /** `load` makes the connection answer all requests; what it throws is for it to tell. */
  constructor(load: () => Promise<void>) {
    this.#load = load;
  }

  handleMessage(message: Message, next: (message: Message) => Handled): Handled {
    // An answer to a question of the server's own is waited for by what was begun before.
    if (this.#held === undefined || Message.isResponse(message)) return next(message);
    const isLate = Message.isRequest(message) && !EARLY.has(message.method);
    if (!isLate && this.#held.length === 0) return next(message);
    this.#held.push(() => next(message));
    void this.load();
  }

  /** Loads the code if that has not begun; resolves when nothing is held any more. */
  load(): Promise<void> {
    this.#loading ??= this.#load().finally(() => {
      const held = this.#held ?? [];
      this.#held = undefined;
      for (const handle of held) handle();
    });
    return this.#loading;
  }
}
