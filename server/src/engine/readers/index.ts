import { cef } from "./cef.ts";
import { csv } from "./csv.ts";
import { evtx } from "./evtx.ts";
import { hexPaste } from "./hex-paste.ts";
import { jsonDocuments } from "./json-documents.ts";
import { jsonLines } from "./json-lines.ts";
import { keyValue } from "./key-value.ts";
import { leef } from "./leef.ts";
import { pcap } from "./pcap.ts";
import type { Reader } from "./reader.ts";
import { syslog } from "./syslog.ts";
import { windowsText } from "./windows-text.ts";
import { windowsXml } from "./windows-xml.ts";
import { zeek } from "./zeek.ts";

/** All log formats. Of equally sure readers the first in this list is taken. */
export const READERS: readonly Reader[] = [
  evtx,
  windowsXml,
  windowsText,
  jsonLines,
  jsonDocuments,
  zeek,
  cef,
  leef,
  syslog,
  csv,
  hexPaste,
  keyValue,
  pcap,
];
