// A small Windows network that writes logs: hosts, people, processes and logons with the ids that tie their events
// together. Everything is drawn from one seed, so a log made twice is the same byte for byte.

const SYSMON = {
  Channel: "Microsoft-Windows-Sysmon/Operational",
  SourceName: "Microsoft-Windows-Sysmon",
  ProviderGuid: "{5770385F-C22A-43E0-BF4C-06F5698FFBD9}",
};
const SECURITY = {
  Channel: "Security",
  SourceName: "Microsoft-Windows-Security-Auditing",
  ProviderGuid: "{54849625-5478-4994-A5BA-3E3B0328C30D}",
};
const WMI = {
  Channel: "Microsoft-Windows-WMI-Activity/Operational",
  SourceName: "Microsoft-Windows-WMI-Activity",
  ProviderGuid: "{1418EF04-B0B4-4623-BF7E-D74AB47BBDAA}",
};
const AUDIT_SUCCESS = "0x8020000000000000";

/** Mulberry32: the same numbers for the same seed. */
export function randomness(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (low, high) => low + Math.floor(next() * (high - low + 1));
  const pick = (list) => list[int(0, list.length - 1)];
  const hex = (digits) => Array.from({ length: digits }, () => int(0, 15).toString(16)).join("");
  return { next, int, pick, hex };
}

const PRODUCTS = {
  windows: {
    Product: "Microsoft® Windows® Operating System",
    Company: "Microsoft Corporation",
    FileVersion: "10.0.20348.1 (WinBuild.160101.0800)",
  },
};

/** A network whose events are collected in `log`. Times are milliseconds. */
export class Network {
  log = [];
  constructor(seed) {
    this.random = randomness(seed);
    this.hashes = new Map();
  }

  host(name, ip, fqdn = `${name}.corp.example`) {
    const boot = this.random.hex(8);
    return { name, ip, fqdn, boot, sysmon: this.random.int(1800, 4200), pid: this.random.int(600, 900) * 4 };
  }

  person(name, rid, domain = "CORP") {
    return { name, domain, sid: `S-1-5-21-3623811015-3361044348-30300820-${rid}`, account: `${domain}\\${name}` };
  }

  write(host, at, provider, id, system, data) {
    const header = {
      EventID: id,
      Version: system.Version ?? 0,
      Level: system.Level ?? 4,
      Task: system.Task ?? 0,
      OpcodeValue: 0,
      Keywords: system.Keywords ?? "0x8000000000000000",
      RecordNumber: 0,
      ExecutionProcessID: system.pid,
      ThreadID: this.random.int(300, 2600) * 4,
    };
    const user = system.user === undefined ? {} : { UserID: system.user };
    this.log.push({
      at,
      event: {
        "@timestamp": new Date(at).toISOString(),
        Hostname: host.fqdn,
        ...provider,
        ...header,
        ...user,
        ...data,
      },
    });
  }

  guid(host) {
    return `{${host.boot}-${this.random.hex(4)}-68${this.random.hex(2)}-${this.random.hex(4)}-0000${this.random.hex(8)}}`.toUpperCase();
  }

  hash(image) {
    const key = image.toLowerCase();
    if (!this.hashes.has(key))
      this.hashes.set(key, `SHA256=${this.random.hex(64).toUpperCase()},IMPHASH=${this.random.hex(32).toUpperCase()}`);
    return this.hashes.get(key);
  }

  /** A session: what 4624 opens and processes run in. */
  session(person, host, at, { type = 2, from, sysmonOnly = false } = {}) {
    const session = { person, id: `0x${this.random.hex(6).replace(/^0/, "a")}`, guid: this.guid(host) };
    if (sysmonOnly) return session;
    const network = type === 3;
    this.write(
      host,
      at,
      SECURITY,
      4624,
      { pid: 716, Version: 2, Level: 0, Task: 12544, Keywords: AUDIT_SUCCESS },
      {
        SubjectUserSid: network ? "S-1-0-0" : "S-1-5-18",
        SubjectUserName: network ? "-" : `${host.name}$`,
        SubjectDomainName: network ? "-" : "CORP",
        SubjectLogonId: network ? "0x0" : "0x3e7",
        TargetUserSid: person.sid,
        TargetUserName: person.name,
        TargetDomainName: person.domain,
        TargetLogonId: session.id,
        LogonType: String(type),
        LogonProcessName: network ? "Kerberos" : type === 5 ? "Advapi  " : "User32 ",
        AuthenticationPackageName: network ? "Kerberos" : "Negotiate",
        WorkstationName: network ? "-" : host.name,
        LogonGuid: session.guid.toLowerCase(),
        TransmittedServices: "-",
        LmPackageName: "-",
        KeyLength: "0",
        ProcessId: network ? "0x0" : "0x2cc",
        ProcessName: network
          ? "-"
          : type === 5
            ? "C:\\Windows\\System32\\services.exe"
            : "C:\\Windows\\System32\\svchost.exe",
        IpAddress: from?.ip ?? (type === 5 ? "-" : "127.0.0.1"),
        IpPort: network ? String(this.random.int(49_200, 65_300)) : type === 5 ? "-" : "0",
        ImpersonationLevel: "%%1833",
        RestrictedAdminMode: "-",
        TargetOutboundUserName: "-",
        TargetOutboundDomainName: "-",
        VirtualAccount: "%%1843",
        TargetLinkedLogonId: "0x0",
        ElevatedToken: type === 2 ? "%%1843" : "%%1842",
      },
    );
    return session;
  }

  /** A new process: Sysmon 1, Security 4688, or both. */
  process(
    host,
    at,
    session,
    image,
    commandLine,
    parent,
    { as = "both", integrity = "Medium", cwd, product = {} } = {},
  ) {
    host.pid += this.random.int(1, 9) * 4;
    const { pid } = host;
    const guid = this.guid(host);
    const file = image.slice(image.lastIndexOf("\\") + 1);
    const { person } = session;
    const made = { host, image, commandLine, pid, guid, session };
    if (as !== "security") {
      this.write(
        host,
        at,
        SYSMON,
        1,
        { pid: host.sysmon, Version: 5, Task: 1, user: "S-1-5-18" },
        {
          RuleName: "-",
          UtcTime: utc(at),
          ProcessGuid: guid,
          ProcessId: String(pid),
          Image: image,
          ...PRODUCTS.windows,
          Description: product.Description ?? file,
          OriginalFileName: file,
          ...product,
          CommandLine: commandLine,
          CurrentDirectory: cwd ?? (integrity === "System" ? "C:\\Windows\\system32\\" : `C:\\Users\\${person.name}\\`),
          User: person.account,
          LogonGuid: session.guid,
          LogonId: session.id,
          TerminalSessionId: integrity === "System" ? "0" : "1",
          IntegrityLevel: integrity,
          Hashes: this.hash(image),
          ParentProcessGuid: parent.guid,
          ParentProcessId: String(parent.pid),
          ParentImage: parent.image,
          ParentCommandLine: parent.commandLine,
        },
      );
    }
    if (as !== "sysmon") {
      const label = { Medium: "S-1-16-8192", High: "S-1-16-12288", System: "S-1-16-16384" }[integrity];
      this.write(
        host,
        at + this.random.int(1, 6),
        SECURITY,
        4688,
        { pid: 4, Version: 2, Level: 0, Task: 13312, Keywords: AUDIT_SUCCESS },
        {
          SubjectUserSid: person.sid,
          SubjectUserName: person.name,
          SubjectDomainName: person.domain,
          SubjectLogonId: session.id,
          NewProcessId: `0x${pid.toString(16)}`,
          NewProcessName: image,
          TokenElevationType: integrity === "Medium" ? "%%1938" : "%%1936",
          ProcessId: `0x${parent.pid.toString(16)}`,
          CommandLine: commandLine,
          TargetUserSid: "S-1-0-0",
          TargetUserName: "-",
          TargetDomainName: "-",
          TargetLogonId: "0x0",
          ParentProcessName: parent.image,
          MandatoryLabel: label,
        },
      );
    }
    return made;
  }

  /** A running process that started before the log begins. */
  running(host, session, image, commandLine) {
    return { host, image, commandLine, session, pid: this.random.int(150, 900) * 4, guid: this.guid(host) };
  }

  /** Sysmon 3. `to` is a host, or an address with a name. */
  connection(process, at, to, port, { initiated = true, portName = "" } = {}) {
    const { host } = process;
    const far = { ip: to.ip, name: to.fqdn ?? to.name ?? "" };
    const near = { ip: host.ip, name: host.fqdn };
    const [source, destination] = initiated ? [near, far] : [far, near];
    this.write(
      host,
      at,
      SYSMON,
      3,
      { pid: host.sysmon, Version: 5, Task: 3, user: "S-1-5-18" },
      {
        RuleName: "-",
        UtcTime: utc(at - this.random.int(40, 900)),
        ProcessGuid: process.guid,
        ProcessId: String(process.pid),
        Image: process.image,
        User: process.session.person.account,
        Protocol: "tcp",
        Initiated: String(initiated),
        SourceIsIpv6: "false",
        SourceIp: source.ip,
        SourceHostname: source.name,
        SourcePort: String(this.random.int(49_200, 65_300)),
        SourcePortName: "-",
        DestinationIsIpv6: "false",
        DestinationIp: destination.ip,
        DestinationHostname: destination.name,
        DestinationPort: String(port),
        DestinationPortName: portName === "" ? "-" : portName,
      },
    );
  }

  /** WMI-Activity 5857: a provider was loaded. */
  provider(host, at, name, path, pid = this.random.int(300, 1900) * 4) {
    this.write(
      host,
      at,
      WMI,
      5857,
      { pid, user: "S-1-5-20", Keywords: "0x4000000000000000" },
      { ProviderName: name, Code: "0x0", HostProcess: "wmiprvse.exe", ProcessID: String(pid), ProviderPath: path },
    );
  }

  /** WMI-Activity 5858: an operation failed. */
  failure(
    host,
    at,
    person,
    operation,
    { client = host.name, code = "0x80041010", pid = this.random.int(300, 1900) * 4, cause = "Unknown" } = {},
  ) {
    this.write(
      host,
      at,
      WMI,
      5858,
      { pid: 1288, Level: 2, user: "S-1-5-18", Keywords: "0x4000000000000000" },
      {
        Id: `{${this.random.hex(8)}-0000-0000-${this.random.hex(4)}-${this.random.hex(12)}}`.toUpperCase(),
        ClientMachine: client,
        User: person.account,
        ClientProcessId: String(pid),
        Component: "Unknown",
        Operation: operation,
        ResultCode: code,
        PossibleCause: cause,
      },
    );
  }

  /** WMI-Activity 5861: a permanent subscription was bound. */
  binding(host, at, filter, consumer, cause) {
    this.write(
      host,
      at,
      WMI,
      5861,
      { pid: 1288, Level: 0, user: "S-1-5-18", Keywords: "0x4000000000000000" },
      { Namespace: "//./root/subscription", ESS: filter, CONSUMER: consumer, PossibleCause: cause },
    );
  }

  /** The log as JSON lines, in the order of time. */
  text() {
    const sorted = this.log
      .map((entry, index) => ({ ...entry, index }))
      .sort((a, b) => a.at - b.at || a.index - b.index);
    const records = new Map();
    for (const { event } of sorted) {
      const stream = `${event.Hostname} ${event.Channel}`;
      const record = (records.get(stream) ?? this.random.int(20_000, 400_000)) + this.random.int(1, 3);
      records.set(stream, record);
      event.RecordNumber = record;
    }
    return sorted.map(({ event }) => `${JSON.stringify(event)}\n`).join("");
  }
}

function utc(at) {
  return new Date(at).toISOString().replace("T", " ").replace("Z", "");
}
