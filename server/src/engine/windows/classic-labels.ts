type Labels = Readonly<Record<string, string>>;

/** What the text rendering of Security events calls their values, blanks as `_`. */
const COMMON: Labels = {
  SubjectUserSid: "Security_ID",
  SubjectUserName: "Account_Name",
  SubjectDomainName: "Account_Domain",
  SubjectLogonId: "Logon_ID",
  TargetUserSid: "Security_ID",
  TargetSid: "Security_ID",
  TargetUserName: "Account_Name",
  TargetDomainName: "Account_Domain",
  TargetLogonId: "Logon_ID",
  LogonType: "Logon_Type",
  LogonProcessName: "Logon_Process",
  AuthenticationPackageName: "Authentication_Package",
  WorkstationName: "Workstation_Name",
  LogonGuid: "Logon_GUID",
  TransmittedServices: "Transited_Services",
  LmPackageName: "Package_Name__NTLM_only_",
  KeyLength: "Key_Length",
  ProcessId: "Process_ID",
  ProcessName: "Process_Name",
  IpAddress: "Source_Network_Address",
  IpPort: "Source_Port",
  ImpersonationLevel: "Impersonation_Level",
  RestrictedAdminMode: "Restricted_Admin_Mode",
  TargetOutboundUserName: "Network_Account_Name",
  TargetOutboundDomainName: "Network_Account_Domain",
  VirtualAccount: "Virtual_Account",
  TargetLinkedLogonId: "Linked_Logon_ID",
  ElevatedToken: "Elevated_Token",
  FailureReason: "Failure_Reason",
  SubStatus: "Sub_Status",
  ObjectServer: "Object_Server",
  ObjectType: "Object_Type",
  ObjectName: "Object_Name",
  HandleId: "Handle_ID",
  TransactionId: "Transaction_ID",
  AccessList: "Accesses",
  AccessReason: "Access_Reasons",
  AccessMask: "Access_Mask",
  PrivilegeList: "Privileges",
  RestrictedSidCount: "Restricted_SID_Count",
  ResourceAttributes: "Resource_Attributes",
  OperationType: "Operation_Type",
  ServiceName: "Service_Name",
  ServiceFileName: "Service_File_Name",
  ServiceType: "Service_Type",
  ServiceStartType: "Service_Start_Type",
  ServiceAccount: "Service_Account",
  TaskName: "Task_Name",
  TaskContent: "Task_Content",
  SamAccountName: "SAM_Account_Name",
  DisplayName: "Display_Name",
  UserPrincipalName: "User_Principal_Name",
  TicketOptions: "Ticket_Options",
  TicketEncryptionType: "Ticket_Encryption_Type",
  PreAuthType: "Pre_Authentication_Type",
  ShareName: "Share_Name",
  ShareLocalPath: "Share_Path",
  RelativeTargetName: "Relative_Target_Name",
  NewProcessId: "New_Process_ID",
  NewProcessName: "New_Process_Name",
  TokenElevationType: "Token_Elevation_Type",
  MandatoryLabel: "Mandatory_Label",
};

const TICKET: Labels = { IpAddress: "Client_Address", IpPort: "Client_Port" };
const GROUP: Labels = {
  MemberName: "Account_Name",
  MemberSid: "Security_ID",
  TargetUserName: "Group_Name",
  TargetDomainName: "Group_Domain",
};
const SHARE: Labels = { IpAddress: "Source_Address" };

const BY_ID: Readonly<Record<string, Labels>> = {
  4625: { ProcessName: "Caller_Process_Name", ProcessId: "Caller_Process_ID" },
  4648: {
    TargetServerName: "Target_Server_Name",
    TargetInfo: "Additional_Information",
    IpAddress: "Network_Address",
    IpPort: "Port",
  },
  4656: { PrivilegeList: "Privileges_Used_for_Access_Check" },
  4688: {
    ProcessId: "Creator_Process_ID",
    ParentProcessName: "Creator_Process_Name",
    CommandLine: "Process_Command_Line",
  },
  4728: GROUP,
  4732: GROUP,
  4740: { TargetDomainName: "Caller_Computer_Name" },
  4756: GROUP,
  4768: { ...TICKET, Status: "Result_Code" },
  4769: { ...TICKET, Status: "Failure_Code" },
  4771: { ...TICKET, Status: "Failure_Code" },
  4776: {
    TargetUserName: "Logon_Account",
    Workstation: "Source_Workstation",
    Status: "Error_Code",
    PackageName: "Authentication_Package",
  },
  4781: { OldTargetUserName: "Old_Account_Name", NewTargetUserName: "New_Account_Name" },
  5140: SHARE,
  5145: SHARE,
  5156: {
    Application: "Application_Name",
    ProcessID: "Process_ID",
    SourceAddress: "Source_Address",
    SourcePort: "Source_Port",
    DestAddress: "Destination_Address",
    DestPort: "Destination_Port",
    FilterRTID: "Filter_Run_Time_ID",
    LayerName: "Layer_Name",
    LayerRTID: "Layer_Run_Time_ID",
  },
};

const SERVICE_INSTALLED: Labels = {
  ServiceName: "Service_Name",
  ImagePath: "Service_File_Name",
  ServiceType: "Service_Type",
  StartType: "Service_Start_Type",
  AccountName: "Service_Account",
};

/** The name that a value of an event has in Splunk's text rendering; its own name where no other is known. */
export function classicLabel(channel: string, id: string, name: string): string {
  if (channel === "System" && id === "7045") return labelIn(SERVICE_INSTALLED, name) ?? name;
  if (channel !== "Security") return name;
  return labelIn(BY_ID[id] ?? {}, name) ?? labelIn(COMMON, name) ?? name;
}

function labelIn(labels: Labels, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}
