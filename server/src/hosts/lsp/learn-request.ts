import type { Connection } from "vscode-languageserver";
import { learnedFile } from "#engine/learned-file.ts";
import { LEARN_REQUEST, type LearnParams, type LearnResult } from "#protocol/requests.ts";
import { nodeCatalog } from "../node/environment.ts";
import type { LearnOutcome } from "../run/learn.ts";
import { toPath } from "./file-path.ts";
import { RequestCancelled } from "./request-failed.ts";
import type { RunWorker } from "./run-worker.ts";
import type { Session } from "./session.ts";

/** Answers what samples hold that the catalog does not know, as the text of an overlay. Nothing is written here. */
export function serveLearning(connection: Connection, session: Session, worker: RunWorker): void {
  connection.onRequest(LEARN_REQUEST, async ({ samples, before }: LearnParams, token): Promise<LearnResult> => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const { windowsProfile, timeZone } = session.settings.engine;
    const learned = await worker.learn({ samples: samples.map(toPath), windowsProfile, timeZone }, abort.signal);
    if (learned === undefined) throw new RequestCancelled("The reading was cancelled.");
    return resultOf(learned, before);
  });
}

function resultOf({ overlay, leftOut, unread, events: read }: LearnOutcome, before: string): LearnResult {
  const notes = leftOut === 0 ? unread : [...unread, `${leftOut} names beyond the bounds were left out.`];
  const { events, fields, sourcetypes } = overlay;
  const named = events.reduce((sum, event) => sum + event.fields.length, fields.length);
  const fresh = `${named} fields, ${events.length} kinds of Windows events, ${sourcetypes.length} source types`;
  if (named + events.length + sourcetypes.length === 0)
    return { text: undefined, message: `${read} events read: the catalog knows all that they hold.`, unread: notes };
  const file = learnedFile(before, overlay, nodeCatalog());
  if ("refused" in file) return { text: undefined, message: file.refused, unread: notes };
  return { text: file.text, message: `${read} events read; new: ${fresh}.`, unread: notes };
}
