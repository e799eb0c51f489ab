// Flags of accounts. Events of account management write them as the SAM does ([MS-SAMR] 2.2.1.12), the directory's attribute
// userAccountControl has other bits ([MS-ADTS] 2.2.16).

/** Flags by their bit, as the SAM numbers them; the message numbers of a change follow from the bit. */
const SAM_FLAGS = [
  "Account Disabled",
  "Home Directory Required",
  "Password Not Required",
  "Temp Duplicate Account",
  "Normal Account",
  "MNS Logon Account",
  "Interdomain Trust Account",
  "Workstation Trust Account",
  "Server Trust Account",
  "Don't Expire Password",
  "Account Locked",
  "Encrypted Text Password Allowed",
  "Smartcard Required",
  "Trusted For Delegation",
  "Not Delegated",
  "Use DES Key Only",
  "Don't Require Preauth",
  "Password Expired",
  "Trusted To Authenticate For Delegation",
];

/** The two that are said of the account itself. */
const OFF = { "Account Disabled": "Account Enabled", "Account Locked": "Account Unlocked" };

const hex = (bit) => `0x${(2 ** bit).toString(16)}`;

export const ACCOUNT_CONTROL = {
  SamAccountControl: {
    doc: "Flags of an account as the SAM keeps them; not the bits of the attribute userAccountControl",
    flags: true,
    values: SAM_FLAGS.map((flag, bit) => [hex(bit), flag]),
  },
  AccountControlChange: {
    doc: "Flags of an account that changed, as message numbers",
    values: SAM_FLAGS.flatMap((flag, bit) => [
      [`%%${2048 + bit}`, OFF[flag] ?? `${flag}: off`],
      [`%%${2080 + bit}`, flag in OFF ? flag : `${flag}: on`],
    ]),
  },
  DirectoryAccountControl: {
    doc: "Flags of an account in the attribute userAccountControl of the directory",
    flags: true,
    values: [
      ["0x1", "SCRIPT"],
      ["0x2", "ACCOUNTDISABLE"],
      ["0x8", "HOMEDIR_REQUIRED"],
      ["0x10", "LOCKOUT"],
      ["0x20", "PASSWD_NOTREQD"],
      ["0x40", "PASSWD_CANT_CHANGE"],
      ["0x80", "ENCRYPTED_TEXT_PWD_ALLOWED"],
      ["0x100", "TEMP_DUPLICATE_ACCOUNT"],
      ["0x200", "NORMAL_ACCOUNT"],
      ["0x800", "INTERDOMAIN_TRUST_ACCOUNT"],
      ["0x1000", "WORKSTATION_TRUST_ACCOUNT"],
      ["0x2000", "SERVER_TRUST_ACCOUNT"],
      ["0x10000", "DONT_EXPIRE_PASSWORD"],
      ["0x20000", "MNS_LOGON_ACCOUNT"],
      ["0x40000", "SMARTCARD_REQUIRED"],
      ["0x80000", "TRUSTED_FOR_DELEGATION"],
      ["0x100000", "NOT_DELEGATED"],
      ["0x200000", "USE_DES_KEY_ONLY"],
      ["0x400000", "DONT_REQ_PREAUTH"],
      ["0x800000", "PASSWORD_EXPIRED"],
      ["0x1000000", "TRUSTED_TO_AUTH_FOR_DELEGATION"],
      ["0x4000000", "PARTIAL_SECRETS_ACCOUNT"],
    ],
  },
};
