// What Windows hosts write into their logs, as event XML one a line. Times are microseconds since 1970, in the host's clock.

const SYSMON = "Microsoft-Windows-Sysmon";
const SYSMON_GUID = "{5770385f-c22a-43e0-bf4c-06f5698ffbd9}";
const AUDITING = "Microsoft-Windows-Security-Auditing";
const AUDITING_GUID = "{54849625-5478-4994-a5ba-3e3b0328c30d}";
const SYSTEM32 = "C:\\Windows\\System32";
export const PROVIDER_HOST = `${SYSTEM32}\\wbem\\WmiPrvSE.exe`;
const NOBODY = "00000000-0000-0000-0000-000000000000";

const iso = (time) => new Date(Math.floor(time / 1000)).toISOString();
/** Seven digits behind the second, as Windows writes them. */
const systemTime = (time) => `${iso(time).slice(0, 23)}${String(time % 1000).padStart(3, "0")}0Z`;
const utcTime = (time) => iso(time).slice(0, 23).replace("T", " ");
const hex = (value) => `0x${value.toString(16)}`;
const escaped = (text) => text.replace(/[&<>]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[one] ?? one);

/** A log that many hosts forward to. */
export class HostLog {
  #events = [];
  #record = 88_100;

  #write(host, time, { provider, guid, id, version, task, keywords, channel, data }) {
    const values = Object.entries(data).map(([name, value]) => `<Data Name='${name}'>${escaped(String(value))}</Data>`);
    const system = [
      `<Provider Name='${provider}' Guid='${guid}'/><EventID>${id}</EventID><Version>${version}</Version><Level>${channel === "Security" ? 0 : 4}</Level>`,
      `<Task>${task}</Task><Opcode>0</Opcode><Keywords>${keywords}</Keywords><TimeCreated SystemTime='${systemTime(time)}'/>`,
      `<EventRecordID>${this.#record}</EventRecordID><Correlation/><Execution ProcessID='${host.auditor}' ThreadID='${host.auditor + 44}'/>`,
      `<Channel>${channel}</Channel><Computer>${host.dns}</Computer><Security${channel === "Security" ? "" : " UserID='S-1-5-18'"}/>`,
    ].join("");
    this.#record += 1;
    const text = `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>${system}</System><EventData>${values.join("")}</EventData></Event>`;
    this.#events.push({ time, text });
  }

  #sysmon(host, time, id, data) {
    const channel = "Microsoft-Windows-Sysmon/Operational";
    const kind = { provider: SYSMON, guid: SYSMON_GUID, id, version: 5, task: id, keywords: "0x8000000000000000" };
    const first = { RuleName: "-", UtcTime: utcTime(time), ProcessGuid: host.guid(data.ProcessId ?? 0, time) };
    // The service writes a little after the process that it tells of.
    this.#write(host, time + 900, { ...kind, channel, data: { ...first, ...data } });
  }

  #security(host, time, id, version, task, data) {
    const kind = { provider: AUDITING, guid: AUDITING_GUID, id, version, task, keywords: "0x8020000000000000" };
    this.#write(host, time, { ...kind, channel: "Security", data });
  }

  /** Security 4624 of type 3: who came over the network, from which address and port. */
  logon(host, time, { user, id, from, port, packages = "Kerberos" }) {
    this.#security(host, time, 4624, 2, 12544, {
      SubjectUserSid: "S-1-0-0",
      SubjectUserName: "-",
      SubjectDomainName: "-",
      SubjectLogonId: "0x0",
      TargetUserSid: user.sid,
      TargetUserName: user.name,
      TargetDomainName: "CORP",
      TargetLogonId: hex(id),
      LogonType: 3,
      LogonProcessName: packages === "Kerberos" ? "Kerberos" : "NtLmSsp ",
      AuthenticationPackageName: packages,
      WorkstationName: packages === "Kerberos" ? "-" : from.name,
      LogonGuid: `{${NOBODY}}`,
      TransmittedServices: "-",
      LmPackageName: packages === "Kerberos" ? "-" : "NTLM V2",
      KeyLength: 0,
      ProcessId: "0x0",
      ProcessName: "-",
      IpAddress: from.ip,
      IpPort: port,
      ImpersonationLevel: "%%1833",
    });
  }

  /** Sysmon 3 of a connection that came in: this is how an address learns the host's name. */
  inbound(host, time, { from, port, to }) {
    this.#sysmon(host, time, 3, {
      ProcessId: host.services,
      Image: `${SYSTEM32}\\svchost.exe`,
      User: "NT AUTHORITY\\NETWORK SERVICE",
      Protocol: "tcp",
      Initiated: "false",
      SourceIsIpv6: "false",
      SourceIp: from.ip,
      SourceHostname: from.dns,
      SourcePort: port,
      SourcePortName: "-",
      DestinationIsIpv6: "false",
      DestinationIp: host.ip,
      DestinationHostname: host.dns,
      DestinationPort: to,
      DestinationPortName: to === 135 ? "epmap" : "-",
    });
  }

  /** Sysmon 1. */
  started(host, time, { image, commandLine, pid, user, logonId, parent = PROVIDER_HOST, parentPid = host.provider }) {
    this.#sysmon(host, time, 1, {
      ProcessId: pid,
      Image: image,
      CommandLine: commandLine,
      CurrentDirectory: "C:\\",
      User: `CORP\\${user.name}`,
      LogonGuid: `{${NOBODY}}`,
      LogonId: hex(logonId),
      TerminalSessionId: 0,
      IntegrityLevel: "High",
      ParentProcessId: parentPid,
      ParentImage: parent,
      ParentCommandLine: parent === PROVIDER_HOST ? `${PROVIDER_HOST} -secured -Embedding` : parent,
    });
  }

  /** Security 4688 of the same. */
  audited(host, time, { image, commandLine, pid, user, logonId, parent = PROVIDER_HOST, parentPid = host.provider }) {
    this.#security(host, time, 4688, 2, 13312, {
      SubjectUserSid: "S-1-5-20",
      SubjectUserName: `${host.name}$`,
      SubjectDomainName: "CORP",
      SubjectLogonId: "0x3e4",
      NewProcessId: hex(pid),
      NewProcessName: image,
      TokenElevationType: "%%1936",
      ProcessId: hex(parentPid),
      CommandLine: commandLine,
      TargetUserSid: "S-1-0-0",
      TargetUserName: user.name,
      TargetDomainName: "CORP",
      TargetLogonId: hex(logonId),
      ParentProcessName: parent,
      MandatoryLabel: "S-1-16-12288",
    });
  }

  text() {
    const sorted = [...this.#events].sort((a, b) => a.time - b.time);
    return `${sorted.map(({ text }) => text).join("\n")}\n`;
  }
}
