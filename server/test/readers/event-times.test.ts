import { expect, test } from "vitest";
import { bytesSource } from "#engine/sources.ts";
import { readAll, readerFor, utf8 } from "./read-all.ts";

const TIME = 1_709_288_102;

/** Events of products, each in the words that the product has for the time. */
const LOGS: Readonly<Record<string, string>> = {
  CloudTrail: '{"Records":[{"eventVersion":"1.08","eventTime":"2024-03-01T10:15:02Z","eventName":"CreateUser"}]}',
  "Microsoft 365": '{"CreationTime":"2024-03-01T10:15:02","Operation":"UserLoggedIn"}\n',
  "Microsoft 365, as a table": 'RecordId,CreationDate,Operation,AuditData\na,2024-03-01T10:15:02.0000000Z,X,"{}"\n',
  "Entra ID": '{"createdDateTime":"2024-03-01T10:15:02Z","userPrincipalName":"a"}\n',
  Okta: '[{"eventType":"user.session.start","published":"2024-03-01T10:15:02.000Z"}]',
  Sentinel: '{"TimeGenerated":"2024-03-01T10:15:02Z","UserPrincipalName":"a"}\n',
  Defender: '{"Timestamp":"2024-03-01T10:15:02.0000000Z","ActionType":"ProcessCreated"}\n',
  "Defender, as a table": 'Timestamp,DeviceName,ActionType\n"Mar 1, 2024 10:15:02 AM",ws1,ProcessCreated\n',
  Kubernetes: '{"kind":"Event","requestReceivedTimestamp":"2024-03-01T10:15:02.000000Z","verb":"get"}\n',
  GitHub: '{"@timestamp":1709288102000,"action":"repo.create"}\n',
  Suricata: '{"timestamp":"2024-03-01T11:15:02.000000+0100","event_type":"alert"}\n',
  "Zeek's JSON": '{"ts":1709288102.000000,"uid":"C1"}\n',
  auditd: 'type=SYSCALL msg=audit(1709288102.000:456): arch=c000003e syscall=59 comm="curl"\n',
  "day and time apart": 'date=2024-03-01 time=10:15:02 devname="fw" type="traffic"\n',
  "day and time in two columns": "date,time,user\n2024-03-01,10:15:02,kim\n",
};

test.each(Object.entries(LOGS))("the time of an event of %s", async (_, text) => {
  const bytes = utf8(text);
  const reader = readerFor(bytes, "sample");
  const { events } = await readAll(reader, bytesSource("sample", bytes));
  expect(events.map(({ time }) => time)).toEqual([TIME]);
});
