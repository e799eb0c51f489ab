import { LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** Says why a request has no answer, in words for the user; the client gets them as they are. */
export class RequestFailed extends ResponseError<void> {
  constructor(reason: string) {
    super(LSPErrorCodes.RequestFailed, reason);
  }
}

/** Says that a request has no answer because the client did not want it any more. */
export class RequestCancelled extends ResponseError<void> {
  constructor(reason: string) {
    super(LSPErrorCodes.RequestCancelled, reason);
  }
}
