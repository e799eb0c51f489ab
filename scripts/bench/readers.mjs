// What reading a log costs beside a bare parse of the same bytes: each pair is measured in one run, in turn.

const ROUNDS = 5;
const MOST_JSON = 1.6;

const decode = (bytes) => new TextDecoder().decode(bytes);

/** A text of about so many bytes, of lines that a function makes. */
function lines(bytes, make, head = "") {
  const parts = [head];
  for (let n = 0, size = 0; size < bytes; n++) {
    const part = `${make(n)}\n`;
    parts.push(part);
    size += part.length;
  }
  return parts.join("");
}

const time = (n) => new Date(Date.UTC(2026, 2, 1) + n * 137).toISOString();
const image = (n) => `C:\\Windows\\System32\\${n % 97 === 0 ? "wbem\\wmic.exe" : "svchost.exe"}`;

const xml = (n) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Sysmon'/><EventID>1</EventID><Level>4</Level><TimeCreated SystemTime='${time(n)}'/><EventRecordID>${n}</EventRecordID><Execution ProcessID='2772' ThreadID='3940'/><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>ws${n % 40}.corp.example</Computer><Security UserID='S-1-5-18'/></System><EventData><Data Name='UtcTime'>${time(n)}</Data><Data Name='ProcessId'>${n % 9000}</Data><Data Name='Image'>${image(n)}</Data><Data Name='CommandLine'>x &quot;${n}&quot;</Data><Data Name='User'>CORP\\user${n % 300}</Data><Data Name='ParentImage'>C:\\Windows\\explorer.exe</Data></EventData></Event>`;
const csv = (n) => `${time(n)},ws${n % 40},1,${image(n)},"x ""${n}"", ok",CORP\\user${n % 300}`;
const keyValue = (n) => `${time(n)} host=ws${n % 40} id=1 image="${image(n)}" user=user${n % 300} status=ok n=${n}`;
const syslog = (n) => `<134>1 ${time(n)} ws${n % 40} sshd 12 ID1 - user=user${n % 300} action=accepted n=${n}`;

/** Every tag of every event: its name and where its text begins. The least that any reader of XML does. */
function tags(bytes) {
  const text = decode(bytes);
  let found = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
    const end = text.indexOf(">", at);
    if (text.slice(at + 1, end).length > 0) found++;
    at = end;
  }
  return found;
}

/** Cells by a plain split, as if no cell were quoted. */
function cells(bytes) {
  let found = 0;
  for (const line of decode(bytes).split("\n")) found += line.split(",").length;
  return found;
}

function pairs(bytes) {
  let found = 0;
  for (const line of decode(bytes).split("\n")) for (const _ of line.matchAll(/(\w+)=("[^"]*"|\S+)/g)) found++;
  return found;
}

function objects(bytes) {
  const text = decode(bytes);
  let found = 0;
  for (let at = 0; at < text.length; found++) {
    const end = text.indexOf("\n", at);
    JSON.parse(text.slice(at, end));
    at = end + 1;
  }
  return found;
}

async function readOnce(product, reader, bytes, field) {
  const context = {
    sample: 0,
    windowsProfile: "union",
    timeZone: "UTC",
    defaults: {},
    signal: new AbortController().signal,
  };
  let events = 0;
  let values = 0;
  const source = product.bytesSource("sample", bytes);
  for await (const batch of reader.read(source, { ...context, progress() {}, problem() {} })) {
    for (const event of batch) {
      events++;
      if (event.fields.get(field) !== null) values++;
    }
  }
  if (values !== events || events === 0) throw new Error(`${reader.id}: ${values} values of ${events} events`);
  return events;
}

/** Reads about so many megabytes of each text format, one field of each event. */
export async function measureReaders(product, makeLog, mebibytes) {
  const size = mebibytes * 2 ** 20;
  const { reader } = product;
  const formats = [
    ["JSON lines", "json-lines", makeLog(Math.round(size / 560)), "Image", objects, "JSON.parse alone", MOST_JSON],
    ["Windows event XML", "windows-xml", lines(size, xml), "CommandLine", tags, "finding each tag"],
    [
      "CSV",
      "csv",
      lines(size, csv, "_time,host,id,image,command,user\n"),
      "image",
      cells,
      "split at line ends and commas",
    ],
    ["key=value", "key-value", lines(size, keyValue), "image", pairs, "one regular expression for the pairs"],
    ["syslog", "syslog", lines(size, syslog), "user", pairs, "one regular expression for the pairs"],
  ];
  console.log(`\nReading about ${mebibytes} MiB of each format, one field of each event`);
  for (const [title, id, text, field, bare, what, most] of formats) {
    const bytes = new TextEncoder().encode(text);
    const ratios = [];
    let best = Number.POSITIVE_INFINITY;
    let events = 0;
    for (let i = 0; i < ROUNDS; i++) {
      const begun = performance.now();
      bare(bytes);
      const between = performance.now();
      events = await readOnce(product, reader(id), bytes, field);
      const took = performance.now() - between;
      best = Math.min(best, took);
      ratios.push(took / (between - begun));
    }
    ratios.sort((a, b) => a - b);
    const ratio = ratios[ROUNDS >> 1];
    const verdict = most === undefined ? "" : ratio <= most ? `  ≤ ${most}` : `  ABOVE ${most}`;
    const rate = `${(bytes.length / best / 1e3).toFixed(0)} MB/s, ${Math.round(events / best).toLocaleString("en")} k events/s`;
    console.log(`${title.padEnd(20)} ${ratio.toFixed(2).padStart(6)} × ${what.padEnd(40)} ${rate}${verdict}`);
  }
}
