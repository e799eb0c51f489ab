// Values of Sysmon's fields, as its schema and its documentation name them. A table as in value-tables.mjs.

export const SYSMON_VALUES = {
  SignatureStatus: {
    doc: "Result of checking a signature",
    values: [
      ["Valid", "signed and trusted"],
      ["Expired", "the certificate has expired"],
      ["Revoked", "the certificate was revoked"],
      ["Unavailable", "not signed, or the status could not be read"],
      ["errorChaining", "the chain of certificates is not trusted"],
    ],
  },
  SysmonIntegrityLevel: {
    doc: "Integrity level of a process",
    values: [
      ["Low", "restricted, such as the sandbox of a browser"],
      ["Medium", "ordinary user"],
      ["High", "elevated administrator"],
      ["System", "service of the system"],
      ["AppContainer", "sandboxed app"],
    ],
  },
  SysmonRegistryEventType: {
    doc: "What was done to the registry (events 12, 13, 14)",
    events: [12, 13, 14],
    values: [
      ["CreateKey", "key created (event 12)"],
      ["DeleteKey", "key deleted (event 12)"],
      ["DeleteValue", "value deleted (event 12)"],
      ["SetValue", "value set (event 13)"],
      ["RenameKey", "key renamed (event 14)"],
    ],
  },
  SysmonPipeEventType: {
    doc: "What was done with a named pipe",
    events: [17, 18],
    values: [
      ["CreatePipe", "pipe created (event 17)"],
      ["ConnectPipe", "pipe connected (event 18)"],
    ],
  },
  SysmonWmiEventType: {
    doc: "Kind of WMI event",
    events: [19, 20, 21],
    values: [
      ["WmiFilterEvent", "event filter (event 19)"],
      ["WmiConsumerEvent", "consumer (event 20)"],
      ["WmiBindingEvent", "binding of consumer and filter (event 21)"],
    ],
  },
  SysmonWmiOperation: {
    doc: "What was done to a WMI object",
    events: [19, 20, 21],
    values: [
      ["Created", "created"],
      ["Modified", "changed"],
      ["Deleted", "deleted"],
    ],
  },
  DnsQueryStatus: {
    doc: "Windows error code of a DNS query",
    values: [
      ["0", "success"],
      ["87", "invalid parameter"],
      ["123", "invalid name"],
      ["1460", "timeout"],
      ["9001", "format error"],
      ["9002", "server failure"],
      ["9003", "name does not exist"],
      ["9004", "not implemented"],
      ["9005", "refused"],
      ["9501", "no records of that type"],
      ["9560", "invalid DNS name"],
      ["9701", "record does not exist"],
    ],
  },
};
