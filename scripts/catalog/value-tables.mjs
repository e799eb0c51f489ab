// Hand-written tables of values that the raw files lack or give in another form. A table is
// {doc, flags?, events?, values: [[value, meaning], …]}; `events` are the ids whose field the table is for, where the events
// that have a field of that name give it different values.
import { ACCESS_MASKS, ACCESS_RIGHTS } from "./access-masks.mjs";
import { ACCOUNT_CONTROL } from "./account-control.mjs";
import { ASR_RULES } from "./asr-rules.mjs";
import { DIRECTORY_GUIDS } from "./directory-guids.mjs";
import { PRIVILEGES } from "./privileges.mjs";
import { SECURITY_IDENTIFIERS } from "./security-identifiers.mjs";
import { SYSMON_VALUES } from "./sysmon-values.mjs";

export const VALUE_TABLES = {
  Boolean: {
    doc: "true or false as text",
    values: [
      ["true", "yes"],
      ["false", "no"],
    ],
  },
  ...ACCESS_MASKS,
  FileAccess: ACCESS_RIGHTS,
  WmiResultCode: {
    doc: "Result codes of WMI and of the calls below it",
    values: [
      ["0x0", "success"],
      ["0x80041001", "generic failure (WBEM_E_FAILED)"],
      ["0x80041002", "object not found (WBEM_E_NOT_FOUND)"],
      ["0x80041003", "access denied (WBEM_E_ACCESS_DENIED)"],
      ["0x80041004", "failure of the provider (WBEM_E_PROVIDER_FAILURE)"],
      ["0x80041006", "out of memory (WBEM_E_OUT_OF_MEMORY)"],
      ["0x80041008", "invalid parameter (WBEM_E_INVALID_PARAMETER)"],
      ["0x8004100c", "not supported (WBEM_E_NOT_SUPPORTED)"],
      ["0x8004100e", "invalid namespace (WBEM_E_INVALID_NAMESPACE)"],
      ["0x80041010", "invalid class (WBEM_E_INVALID_CLASS)"],
      ["0x80041013", "provider failed to load (WBEM_E_PROVIDER_LOAD_FAILURE)"],
      ["0x80041017", "invalid query (WBEM_E_INVALID_QUERY)"],
      ["0x80041024", "provider cannot do that (WBEM_E_PROVIDER_NOT_CAPABLE)"],
      ["0x80041032", "call cancelled by the client (WBEM_E_CALL_CANCELLED)"],
      ["0x80041033", "service is shutting down (WBEM_E_SHUTTING_DOWN)"],
      ["0x8004106c", "quota exceeded (WBEM_E_QUOTA_VIOLATION)"],
      ["0x80070005", "access denied"],
      ["0x800706ba", "RPC server unavailable"],
      ["0x800706be", "remote call failed"],
      ["0x80070422", "service disabled"],
    ],
  },
  LogonFailureReason: {
    doc: "Why a logon failed",
    values: [
      ["%%2304", "an error during the logon"],
      ["%%2305", "the account has expired"],
      ["%%2306", "NetLogon is not active"],
      ["%%2307", "account locked out"],
      ["%%2308", "the account may not log on in this way to this computer"],
      ["%%2309", "the password has expired"],
      ["%%2310", "account disabled"],
      ["%%2311", "outside of the hours that the account may log on"],
      ["%%2312", "the account may not log on to this computer"],
      ["%%2313", "unknown user name or wrong password"],
    ],
  },
  KerberosTicketOptions: {
    doc: "Options of a request for a Kerberos ticket (RFC 4120, section 5.4.1)",
    flags: true,
    values: [
      ["0x40000000", "forwardable"],
      ["0x20000000", "forwarded"],
      ["0x10000000", "proxiable"],
      ["0x8000000", "proxy"],
      ["0x4000000", "allow-postdate"],
      ["0x2000000", "postdated"],
      ["0x800000", "renewable"],
      ["0x100000", "opt-hardware-auth"],
      ["0x20000", "cname-in-addl-tkt"],
      ["0x10000", "canonicalize"],
      ["0x8000", "request-anonymous"],
      ["0x20", "disable-transited-check"],
      ["0x10", "renewable-ok"],
      ["0x8", "enc-tkt-in-skey"],
      ["0x2", "renew"],
      ["0x1", "validate"],
    ],
  },
  DirectoryOperationType: {
    doc: "What was done to a value of the directory (event 5136)",
    events: [5136],
    values: [
      ["%%14674", "value added"],
      ["%%14675", "value deleted"],
    ],
  },
  DirectoryGuid: {
    doc: "Rights and schema objects of the directory in events 4662 and 5136",
    values: DIRECTORY_GUIDS,
  },
  AuditPolicyChange: {
    doc: "What was changed in the audit policy",
    values: [
      ["%%8448", "success removed"],
      ["%%8449", "success added"],
      ["%%8450", "failure removed"],
      ["%%8451", "failure added"],
    ],
  },
  ...ACCOUNT_CONTROL,
  ...ASR_RULES,
  ...PRIVILEGES,
  ...SECURITY_IDENTIFIERS,
  ...SYSMON_VALUES,
};

/** Events that the fields of raw tables are of, where other events give the same field other values. */
export const TABLE_EVENTS = {
  KerberosStatus: [4768, 4769, 4770, 4771, 4772, 4773],
  LogonStatus: [4625, 4776, 4777],
  RegistryOperationType: [4657],
};

/** Raw tables whose values are bits that may be combined. */
export const FLAG_TABLES = ["ServiceType"];

/** What the raw tables hold. */
export const TABLE_DOCS = {
  AuditKeywords: "Keywords of an event of the Security log",
  EventLevel: "Level of an event",
  FirewallDirection: "Direction of a connection",
  IPProtocol: "Number of a transport protocol",
  ImpersonationLevel: "How far a server may act as its client",
  KerberosStatus: "Result code of Kerberos",
  LogonStatus: "NTSTATUS code of a failed logon",
  LogonType: "How an account logged on",
  MandatoryLabel: "Integrity level as a SID",
  PreAuthType: "Kind of Kerberos pre-authentication",
  RegistryOperationType: "What was done to a registry value",
  RegistryValueType: "Type of a registry value",
  ServiceStartType: "When a service starts",
  ServiceType: "Kind of service",
  TicketEncryptionType: "Cipher of a Kerberos ticket",
  TokenElevationType: "Kind of token",
  YesNo: "Yes or no as a message number",
};

/** Further fields of a table, beside those that field-facts.mjs names. */
export const TABLE_FIELDS = {
  AuditKeywords: ["Keywords"],
  AuditSubcategory: ["SubcategoryGuid"],
  AccountControlChange: ["UserAccountControl", "User_Account_Control"],
  AsrRule: ["ID"],
  AuditPolicyChange: ["AuditPolicyChanges"],
  DirectoryAccountControl: ["UserAccountControl"],
  DirectoryGuid: ["Properties", "ObjectType"],
  EventLevel: ["Level"],
  KerberosStatus: ["Result_Code", "Failure_Code"],
  KerberosTicketOptions: ["TicketOptions"],
  LogonFailureReason: ["FailureReason"],
  Privilege: ["PrivilegeList", "EnabledPrivilegeList", "DisabledPrivilegeList"],
  LogonStatus: ["Sub_Status", "Error_Code"],
  SamAccountControl: ["OldUacValue", "NewUacValue", "Old_UAC_Value", "New_UAC_Value"],
  WellKnownSid: [
    "SubjectUserSid",
    "TargetUserSid",
    "TargetSid",
    "UserID",
    "Sid",
    "Security_ID",
    "MemberSid",
    "user_id",
  ],
};
