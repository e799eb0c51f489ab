import type { Connection } from "./model.ts";
import { readPduHeader } from "./pdu-header.ts";
import { type OpenSession, readSession } from "./rpc-session.ts";
import { readSmbMessages } from "./smb-messages.ts";
import { type SmbAction, SmbState } from "./smb-state.ts";
import { Smb1 } from "./smb1.ts";
import { Smb2 } from "./smb2.ts";

/** What an SMB connection shows: trees and names, and the RPC over its pipes. */
export interface SmbTraffic {
  readonly actions: readonly SmbAction[];
  readonly sessions: readonly OpenSession[];
}

/** Reads the SMB messages of a connection. Encrypted ones stay closed. */
export function readSmb(connection: Connection): SmbTraffic {
  const state = new SmbState();
  const versions = { 1: new Smb1(state), 2: new Smb2(state) };
  for (const message of readSmbMessages(connection)) versions[message.version].add(message);
  versions[2].finish();
  const sessions = state.pipes
    .filter(({ streams }) => [streams.orig, streams.resp].some(beginsWithPdu))
    .map(({ pipe, streams }) => readSession(connection, pipe, streams));
  return { actions: state.actions, sessions };
}

function beginsWithPdu(stream: { view(start: number, end: number): Uint8Array | null }): boolean {
  const head = stream.view(0, 16);
  return head !== null && readPduHeader(head) !== null;
}
