// Writes the captures and the log of samples/wmi-network: WMI over DCOM on the wire, and what it starts on the hosts (T1047).
//   node scripts/samples/wmi-network.mjs            writes the files
//   node scripts/samples/wmi-network.mjs --check    says whether the committed files are what this script makes

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Wire } from "./wmi-network/frames.mjs";
import { HostLog, PROVIDER_HOST } from "./wmi-network/host-log.mjs";
import {
  askMapper,
  askResolver,
  createsProcess,
  enrols,
  queries,
  shortWmi,
  windowsWmi,
} from "./wmi-network/session.mjs";

const FOLDER = new URL("../../samples/wmi-network/", import.meta.url);
const DAY = Date.UTC(2026, 2, 12) * 1000;
const SECOND = 1_000_000;
const MILLISECOND = 1000;
const at = (hour, minute, second, micros = 0) => DAY + ((hour * 60 + minute) * 60 + second) * SECOND + micros;

function host(name, ip, pid) {
  const guid = (id, time) =>
    `{b3c1d0${String(pid).padStart(2, "0").slice(-2)}-${(id % 65536).toString(16).padStart(4, "0")}-69b2-${(Math.floor(time / SECOND) % 65536).toString(16).padStart(4, "0")}-000000000f00}`;
  const dns = `${name.toLowerCase()}.corp.example`;
  return {
    name,
    ip,
    dns,
    pid,
    guid,
    nextPort: 51_000 + pid,
    auditor: 640 + pid,
    services: 880 + pid,
    provider: 3100 + pid,
  };
}

const SRV01 = host("SRV01", "10.20.1.21", 4);
const SRV02 = host("SRV02", "10.20.1.22", 8);
const SRV03 = host("SRV03", "10.20.1.23", 12);
const CA01 = host("CA01", "10.20.0.15", 16);
const ADM01 = host("ADM01", "10.20.2.5", 2208);
const WS02 = host("WS02", "10.20.3.12", 3316);
const WS03 = host("WS03", "10.20.3.13", 5124);
const person = (name, rid) => ({ name, sid: `S-1-5-21-3623811015-3361044348-30300820-${rid}` });
const keller = person("m.keller", 1112);
const rossi = person("adm.rossi", 1131);
const monitor = person("svc_monitor", 1151);

const log = new HostLog();
const CMD = "C:\\Windows\\System32\\cmd.exe";
const POWERSHELL = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe";
const scene = (time) => ({ wire: new Wire(), clock: { now: time } });

/** Reads of the operating system by an administrator: WMI as it is used all day. */
function query() {
  const stage = scene(at(9, 14, 6));
  const label = "query";
  const text = "SELECT Caption, LastBootUpTime FROM Win32_OperatingSystem";
  const port = windowsWmi(stage, { from: ADM01, to: SRV01, label, port: 49703, work: queries({ query: text, label }) });
  log.inbound(SRV01, at(9, 14, 6, 21_000), { from: ADM01, port, to: 49703 });
  log.logon(SRV01, at(9, 14, 6, 16_000), { user: rossi, id: 0x51c20a, from: ADM01, port });
  return stage.wire;
}

/** A workstation renews its certificate: DCOM to another class. */
function enrolment() {
  const stage = scene(at(9, 20, 41));
  askResolver(stage, WS02, CA01);
  enrols(stage, { from: WS02, to: CA01, label: "enrolment", port: 49688 });
  return stage.wire;
}

/** An intruder's first step, with the ticket of the person at the desk: everything but the names is sealed. */
function exec() {
  const stage = scene(at(13, 2, 17));
  const label = "exec";
  const commandLine = "cmd.exe /c whoami /all > C:\\Windows\\Temp\\~k.tmp";
  let started = 0;
  askMapper(stage, WS03, SRV01);
  const during = (asked) => {
    started = asked + 61_340;
  };
  const work = createsProcess({ commandLine, pid: 4712, label, took: 74_910, during });
  const port = windowsWmi(stage, { from: WS03, to: SRV01, label, port: 49703, work });
  const child = { image: CMD, commandLine, pid: 4712, user: keller, logonId: 0x6f30e1 };
  log.inbound(SRV01, started - 90_000, { from: WS03, port, to: 49703 });
  log.logon(SRV01, started - 101_000, { user: keller, id: 0x6f30e1, from: WS03, port });
  log.started(SRV01, started, child);
  log.audited(SRV01, started + 210, child);
  return stage.wire;
}

/** The next host, with a short client and a password: the command line can be read. Nobody there audits logons. */
function execReadable() {
  const stage = scene(at(13, 9, 33));
  const label = "readable";
  const commandLine = "powershell.exe -nop -w hidden -c Get-ChildItem C:\\Shares -Recurse";
  let started = 0;
  const during = (asked) => {
    started = asked + 83_100;
  };
  const work = createsProcess({ commandLine, pid: 6020, label, took: 96_400, during });
  const port = shortWmi(stage, { from: WS03, to: SRV02, label, port: 49671, user: "m.keller", work });
  log.inbound(SRV02, started - 70_000, { from: WS03, port, to: 49671 });
  log.started(SRV02, started, { image: POWERSHELL, commandLine, pid: 6020, user: keller, logonId: 0x7aa2c4 });
  return stage.wire;
}

/**
 * Hosts that audit no logons, calls that are sealed. SRV02's clock is right: the process starts between request and answer.
 * SRV03's is 0.4 s ahead: one call and one process, then a refused call, then two clients at once, an administrator and the
 * intruder, and two processes: nothing says which is whose.
 */
function race() {
  const stage = scene(at(13, 24, 40));
  const run = (from, to, label, { commandLine, pid, user, ahead = 400 * MILLISECOND, took = 66_000, fault = null }) => {
    const time = stage.clock.now;
    let asked = 0;
    const during = (now) => {
      asked = now;
    };
    const work = createsProcess({ commandLine, pid, label, during, took, fault });
    const port = windowsWmi(stage, { from, to, port: 49672, label, work });
    log.inbound(to, time + ahead + 8_000, { from, port, to: 49672 });
    if (fault !== null) return;
    log.started(to, asked + ahead + 58_000, { image: CMD, commandLine, pid, user, logonId: 0x8c0000 + pid });
  };
  const hive = "cmd.exe /c reg save HKLM\\SAM C:\\Windows\\Temp\\s.hiv";
  run(WS03, SRV02, "second", {
    commandLine: "cmd.exe /c net localgroup administrators",
    pid: 6188,
    user: keller,
    ahead: 0,
  });
  stage.clock.now = at(13, 31, 5);
  run(WS03, SRV03, "late", { commandLine: 'cmd.exe /c net group "Domain Admins" /domain', pid: 2204, user: keller });
  stage.clock.now = at(13, 40, 12);
  run(WS03, SRV03, "refused", { commandLine: "cmd.exe /c quser", pid: 0, user: keller, took: 900, fault: 5 });
  stage.clock.now = at(13, 48, 52);
  run(ADM01, SRV03, "update", { commandLine: "cmd.exe /c gpupdate /target:computer", pid: 2960, user: rossi });
  stage.clock.now += 120 * MILLISECOND;
  run(WS03, SRV03, "hive", { commandLine: hive, pid: 2988, user: keller });
  return stage.wire;
}

/** Children of the provider host that no call over the network started: a management agent on the host itself. */
function agent() {
  const commandLine = "cmd.exe /c C:\\Agent\\inventory.cmd";
  log.started(SRV02, at(10, 0, 3), { image: CMD, commandLine, pid: 3344, user: monitor, logonId: 0x3e7 });
  const parent = "C:\\Windows\\System32\\svchost.exe";
  const provider = { image: PROVIDER_HOST, commandLine: `${PROVIDER_HOST} -secured -Embedding`, pid: SRV01.provider };
  log.started(SRV01, at(9, 14, 6, 30_000), { ...provider, user: monitor, logonId: 0x3e4, parent, parentPid: 936 });
}

agent();
const files = {
  "query.pcap": query().capture(),
  "enrolment.pcap": enrolment().capture(),
  "exec.pcap": exec().capture(),
  "exec-readable.pcap": execReadable().capture(),
  "race.pcap": race().capture(),
  "hosts.xml": Buffer.from(log.text()),
};

const stale = [];
for (const [name, bytes] of Object.entries(files)) {
  const path = fileURLToPath(new URL(name, FOLDER));
  if (!process.argv.includes("--check")) writeFileSync(path, bytes);
  else if (!readFileSync(path).equals(bytes)) stale.push(name);
}
console.log(stale.length === 0 ? "samples/wmi-network is up to date" : `stale: ${stale.join(", ")}`);
process.exitCode = stale.length === 0 ? 0 : 1;
