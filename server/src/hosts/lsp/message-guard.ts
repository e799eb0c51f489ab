import {
  ErrorCodes,
  type LogMessageParams,
  type Message,
  type MessageStrategy,
  MessageType,
  type MessageWriter,
  type NotificationMessage,
  type RequestMessage,
} from "vscode-languageserver";
import { paramsProblem } from "./params-shape.ts";

type State = "new" | "serving" | "shut down";

/**
 * Keeps from the server what LSP does not let a client send, and says so: requests before `initialize` and after `shutdown`, a
 * second `initialize`, and parameters without what their method needs. Such a request gets an error; such a notification is
 * left out, and told in the log once the client can hear it.
 */
export class MessageGuard implements MessageStrategy {
  readonly #writer: MessageWriter;
  #state: State = "new";

  /** `writer` is that of the guarded connection. */
  constructor(writer: MessageWriter) {
    this.#writer = writer;
  }

  /** Whether the client has sent `shutdown`. */
  get isShutDown(): boolean {
    return this.#state === "shut down";
  }

  handleMessage(message: Message, next: (message: Message) => Served): Served {
    return isCall(message) && !this.#takes(message) ? undefined : next(message);
  }

  /** Whether a message may be served; one that may not is answered here. */
  #takes(message: Call): boolean {
    const { method, params } = message;
    const refused = this.#misplaced(message) ?? wrongParams(method, params);
    if (refused === undefined) {
      if (method === "initialize") this.#state = "serving";
      else if (method === "shutdown") this.#state = "shut down";
      return true;
    }
    if (isRequest(message)) void this.#write({ id: message.id, error: refused });
    else if (this.#state === "serving") {
      const told: LogMessageParams = { type: MessageType.Warning, message: `Left out: ${refused.message}` };
      void this.#write({ method: "window/logMessage", params: told });
    }
    return false;
  }

  /** Why a message may not come now. */
  #misplaced({ method }: Call): Refusal | undefined {
    if (method === "exit") return undefined;
    if (this.#state === "shut down")
      return { code: ErrorCodes.InvalidRequest, message: `${method}: the server was shut down; only exit may follow.` };
    if (method === "initialize") {
      if (this.#state === "new") return undefined;
      return { code: ErrorCodes.InvalidRequest, message: "initialize: it was sent before, and may be sent once." };
    }
    if (this.#state === "serving") return undefined;
    return { code: ErrorCodes.ServerNotInitialized, message: `${method}: initialize has to be sent first.` };
  }

  #write(message: object): Promise<void> {
    const whole = { jsonrpc: "2.0", ...message };
    // A client that is gone needs no answer.
    return this.#writer.write(whole).catch(() => undefined);
  }
}

type Served = ReturnType<MessageStrategy["handleMessage"]>;

interface Refusal {
  readonly code: number;
  readonly message: string;
}

type Call = RequestMessage | NotificationMessage;

function wrongParams(method: string, params: unknown): Refusal | undefined {
  const message = paramsProblem(method, params);
  return message === undefined ? undefined : { code: ErrorCodes.InvalidParams, message };
}

/** Whether a message is a request or a notification, and no answer. */
function isCall(message: Message): message is Call {
  return typeof message === "object" && message !== null && "method" in message && typeof message.method === "string";
}

function isRequest(message: Call): message is RequestMessage {
  return "id" in message;
}
