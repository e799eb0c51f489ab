// Corrections to the raw facts. Each entry says what is changed and why; the SPL reference's section 5.5 was compared
// with recorded events and wins where it is more exact.

const SECURITY = "Security";
const WMI = "Microsoft-Windows-WMI-Activity/Operational";

/**
 * Fields added by a later template version that every current Windows (10, Server 2016 and later) writes: present
 * always, although the manifest knows an older template without them. [channel, id, fields]
 */
export const ALWAYS = [
  [
    SECURITY,
    4624,
    [
      "ImpersonationLevel",
      "RestrictedAdminMode",
      "TargetOutboundUserName",
      "TargetOutboundDomainName",
      "VirtualAccount",
      "TargetLinkedLogonId",
      "ElevatedToken",
    ],
  ],
  [SECURITY, 4656, ["AccessReason", "ResourceAttributes"]],
  [
    SECURITY,
    4688,
    [
      "CommandLine",
      "TargetUserSid",
      "TargetUserName",
      "TargetDomainName",
      "TargetLogonId",
      "ParentProcessName",
      "MandatoryLabel",
    ],
  ],
  [SECURITY, 4768, ["ResponseTicket"]],
  [SECURITY, 5140, ["ObjectType", "ShareLocalPath", "AccessMask", "AccessList"]],
  [SECURITY, 5156, ["RemoteUserID", "RemoteMachineID"]],
  ["Microsoft-Windows-TaskScheduler/Operational", 200, ["EnginePID"]],
  ["Microsoft-Windows-TaskScheduler/Operational", 201, ["ResultCode", "EnginePID"]],
];

/** Fields that only some builds write, although the manifest has one template. [channel, id, fields] */
export const SOMETIMES = [
  // Recorded events have one of the two names, depending on the build.
  [WMI, 5860, ["MachineName", "ClientMachine"]],
];

/** Names of fields that recorded events write in another way than the raw list. [channel, id, [raw name, name]…] */
export const RENAMED = [
  [
    "System",
    16968,
    [
      ["ClientSID", "Client SID:"],
      ["ClientNetworkAddress", "Client Network Address:"],
    ],
  ],
];

/** Labels of the text rendering that the raw pairs lack; Microsoft's page of the event shows them. [channel, id, pairs] */
export const LABELS = [
  [SECURITY, 4662, { AccessList: "Accesses" }],
  [SECURITY, 4771, { IpPort: "Client_Port" }],
];

/** Events that are logged whether their audit policy is on or not; Microsoft's page of each event says so. [channel, ids] */
export const UNCONDITIONAL = [[SECURITY, [4616, 4719, 4826, 4906, 4908, 4912]]];

/** Source types with their sources that public detections are tested with and the raw list lacks. */
export const SOURCETYPES = [
  { sourcetype: "WinEventLog", source: "WinEventLog:Security" },
  { sourcetype: "WinEventLog", source: "WinEventLog:System" },
];

/** Fields that an event must have, exactly these and in this order; the build fails when the raw list differs. */
export const EXACT = [
  [WMI, 5857, ["ProviderName", "Code", "HostProcess", "ProcessID", "ProviderPath"]],
  [
    WMI,
    5858,
    ["Id", "ClientMachine", "User", "ClientProcessId", "Component", "Operation", "ResultCode", "PossibleCause"],
  ],
  [WMI, 5861, ["Namespace", "ESS", "CONSUMER", "PossibleCause"]],
  [SECURITY, 4672, ["SubjectUserSid", "SubjectUserName", "SubjectDomainName", "SubjectLogonId", "PrivilegeList"]],
];

/** Fields that an event must not have. */
export const ABSENT = [
  [SECURITY, 4688, ["ProcessName", "ParentCommandLine", "User", "Image"]],
  [WMI, 5857, ["CommandLine", "ParentCommandLine"]],
  [WMI, 5858, ["CommandLine", "ParentCommandLine"]],
  [WMI, 5861, ["CommandLine", "ParentCommandLine"]],
];

/** Data models that the raw files only count. The field names are those that public detections use. */
export const EXTRA_MODELS = [
  {
    model: "Risk",
    description: "Risk events of Enterprise Security (not part of the Common Information Model add-on)",
    datasets: [
      {
        dataset: "All_Risk",
        tags: [],
        constraint: "index=risk",
        fields: [
          ["analyticstories", "optional", "string"],
          ["annotations.mitre_attack.mitre_tactic", "optional", "string"],
          ["annotations.mitre_attack.mitre_tactic_id", "optional", "string"],
          ["annotations.mitre_attack.mitre_technique", "optional", "string"],
          ["annotations.mitre_attack.mitre_technique_id", "optional", "string"],
          ["calculated_risk_score", "required", "number"],
          ["creator_user", "optional", "string"],
          ["description", "optional", "string"],
          ["normalized_risk_object", "optional", "string"],
          ["risk_message", "optional", "string"],
          ["risk_object", "required", "string"],
          ["risk_object_type", "required", "string", ["user", "system", "other"]],
          ["risk_score", "required", "number"],
          ["threat_object", "optional", "string"],
          ["threat_object_type", "optional", "string"],
        ],
      },
    ],
  },
];

/**
 * Macros that every content pack relies on, as the SPL reference's section 1.8 defines them; they win over the raw
 * definitions of the same name and arity.
 */
export const BUILT_IN_MACROS = [
  ["comment", ["text"], "", "A remark; expands to nothing"],
  ["ctime", ["field"], "", "Formats an epoch field for display; expands to nothing here"],
  [
    "drop_dm_object_name",
    ["object"],
    "rename $object$.* as *",
    "Strips the dataset's name from the front of field names",
  ],
  [
    "security_content_ctime",
    ["field"],
    'convert timeformat="%Y-%m-%dT%H:%M:%S" ctime($field$)',
    "Formats an epoch field as ISO date and time",
  ],
  [
    "security_content_summariesonly",
    [],
    "summariesonly=false allow_old_summaries=true fillnull_value=null",
    "Options of tstats: also data without summaries, nulls filled",
  ],
  ["summariesonly", [], "", "Chooses accelerated data only; expands to nothing here"],
];

/**
 * Macros of a name that installations define themselves, when the raw files do not: stand-ins by channel.
 * [name, definition, description]
 */
export const SOURCE_MACROS = [
  ["wineventlog_application", 'Channel="Application"', "Events of the Windows Application log"],
  [
    "wineventlog_defender",
    'Channel="Microsoft-Windows-Windows Defender/Operational"',
    "Events of the Defender channel",
  ],
  ["wmi_activity", 'Channel="Microsoft-Windows-WMI-Activity/Operational"', "Events of the WMI activity channel"],
];

/** Procedures that the raw list has under other names than the protocol's document. [UUID, opnum, name] */
export const PROCEDURES = [
  ["c681d488-d850-11d0-8c52-00c04fd90f7e", 21, "EfsRpcEncryptFileExSrv"],
  ["df1941c5-fe89-4e79-bf10-463657acf44d", 5, "EfsRpcDecryptFileSrv"],
  ["df1941c5-fe89-4e79-bf10-463657acf44d", 21, "EfsRpcEncryptFileExSrv"],
];

/** RPC interfaces that the raw list lacks. */
export const EXTRA_INTERFACES = [
  {
    uuid: "9f6c78ef-fce5-42fa-abea-3e7df91921dc",
    name: "IWbemLoginClientIDEx",
    version: "0.0",
    kind: "com-interface",
    protocols: ["MS-WMI"],
    description: "Tells the server who the client is; current Windows clients call it before NTLMLogin",
    methods: [[3, "SetClientInfoEx"]],
  },
];
