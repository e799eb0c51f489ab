import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { eventField } from "#semantics/spl/event-fields.ts";
import { eventKind } from "#semantics/spl/event-kinds.ts";
import { testCatalog } from "#test/support/catalog.ts";
import { shared } from "#test/support/shared.ts";

const folder = shared("corpus/logs/jsonl");

/** Keys that the log shipper of the recordings adds; they are no data of the event. */
const SHIPPER =
  /^(@|Execution|Event(Time|Type|Received|ReceivedTime|TypeOrignal)|Severity|SourceModule|Opcode|Task|Message|tags|port|Record|ActivityID|Account|Domain|UserID|Thread|Process(ID|Id)$|Hostname|host$|type$|Category|ProviderGuid|Version|Keywords|Level|event_|log_name|source_name|provider|timestamp|computer|channel|user|winlog|SourceName|EventID|Channel|RelatedActivityID)/i;

/** Fields of recorded events that the catalog takes to be in no event of that kind. */
async function contradicted(file: string): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() === "") continue;
    const event: Record<string, unknown> = JSON.parse(line);
    const channel = testCatalog.windows.channel(String(event.Channel ?? ""));
    const id = Number(event.EventID);
    if (channel === undefined || testCatalog.windows.eventsWithId(channel.channel, id).length === 0) continue;
    const kind = eventKind(channel.channel, id);
    for (const name of Object.keys(event)) {
      if (SHIPPER.test(name) || eventField(testCatalog, kind, name).presence !== "absent") continue;
      const key = `${channel.channel} ${id} ${name}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  return found;
}

describe.skipIf(folder === undefined)("presence against recorded events", () => {
  const files = folder === undefined ? [] : readdirSync(folder).filter((name) => /\.jsonl?$/.test(name));
  it.each(files)("calls no field absent that %s has", async (name) => {
    expect([...(await contradicted(join(folder ?? "", name)))]).toEqual([]);
  });
});
