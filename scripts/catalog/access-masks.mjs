// Bits of access masks by kind of object, as winnt.h, winsvc.h and MS-ADTS name them.

/** Rights that every kind of object has, in the upper half of a mask. */
const STANDARD = [
  ["0x10000", "DELETE"],
  ["0x20000", "READ_CONTROL"],
  ["0x40000", "WRITE_DAC"],
  ["0x80000", "WRITE_OWNER"],
  ["0x100000", "SYNCHRONIZE"],
  ["0x1000000", "ACCESS_SYSTEM_SECURITY"],
  ["0x2000000", "MAXIMUM_ALLOWED"],
  ["0x10000000", "GENERIC_ALL"],
  ["0x20000000", "GENERIC_EXECUTE"],
  ["0x40000000", "GENERIC_WRITE"],
  ["0x80000000", "GENERIC_READ"],
];

const mask = (doc, own, whole) => ({ doc, flags: true, values: [...own, ...STANDARD, ...whole] });

/** Tables of masks by their names. */
export const ACCESS_MASKS = {
  FileAccessMask: mask(
    "Access rights to files and folders",
    [
      ["0x1", "ReadData or ListDirectory"],
      ["0x2", "WriteData or AddFile"],
      ["0x4", "AppendData or AddSubdirectory"],
      ["0x8", "ReadEA"],
      ["0x10", "WriteEA"],
      ["0x20", "Execute or Traverse"],
      ["0x40", "DeleteChild"],
      ["0x80", "ReadAttributes"],
      ["0x100", "WriteAttributes"],
    ],
    [["0x1f01ff", "full access"]],
  ),
  RegistryAccessMask: mask(
    "Access rights to registry keys",
    [
      ["0x1", "KEY_QUERY_VALUE"],
      ["0x2", "KEY_SET_VALUE"],
      ["0x4", "KEY_CREATE_SUB_KEY"],
      ["0x8", "KEY_ENUMERATE_SUB_KEYS"],
      ["0x10", "KEY_NOTIFY"],
      ["0x20", "KEY_CREATE_LINK"],
      ["0x100", "KEY_WOW64_64KEY"],
      ["0x200", "KEY_WOW64_32KEY"],
    ],
    [
      ["0x20019", "KEY_READ"],
      ["0x20006", "KEY_WRITE"],
      ["0xf003f", "KEY_ALL_ACCESS"],
    ],
  ),
  ProcessAccessMask: mask(
    "Access rights to a process",
    [
      ["0x1", "TERMINATE"],
      ["0x2", "CREATE_THREAD"],
      ["0x4", "SET_SESSIONID"],
      ["0x8", "VM_OPERATION"],
      ["0x10", "VM_READ"],
      ["0x20", "VM_WRITE"],
      ["0x40", "DUP_HANDLE"],
      ["0x80", "CREATE_PROCESS"],
      ["0x100", "SET_QUOTA"],
      ["0x200", "SET_INFORMATION"],
      ["0x400", "QUERY_INFORMATION"],
      ["0x800", "SUSPEND_RESUME"],
      ["0x1000", "QUERY_LIMITED_INFORMATION"],
      ["0x2000", "SET_LIMITED_INFORMATION"],
    ],
    [["0x1fffff", "ALL_ACCESS"]],
  ),
  DirectoryAccessMask: mask(
    "Access rights to objects of Active Directory",
    [
      ["0x1", "Create Child"],
      ["0x2", "Delete Child"],
      ["0x4", "List Contents"],
      ["0x8", "Write Self"],
      ["0x10", "Read Property"],
      ["0x20", "Write Property"],
      ["0x40", "Delete Tree"],
      ["0x80", "List Object"],
      ["0x100", "Control Access"],
    ],
    [],
  ),
  ServiceAccessMask: mask(
    "Access rights to a service",
    [
      ["0x1", "SERVICE_QUERY_CONFIG"],
      ["0x2", "SERVICE_CHANGE_CONFIG"],
      ["0x4", "SERVICE_QUERY_STATUS"],
      ["0x8", "SERVICE_ENUMERATE_DEPENDENTS"],
      ["0x10", "SERVICE_START"],
      ["0x20", "SERVICE_STOP"],
      ["0x40", "SERVICE_PAUSE_CONTINUE"],
      ["0x80", "SERVICE_INTERROGATE"],
      ["0x100", "SERVICE_USER_DEFINED_CONTROL"],
    ],
    [["0xf01ff", "SERVICE_ALL_ACCESS"]],
  ),
  ServiceManagerAccessMask: mask(
    "Access rights to the service control manager",
    [
      ["0x1", "SC_MANAGER_CONNECT"],
      ["0x2", "SC_MANAGER_CREATE_SERVICE"],
      ["0x4", "SC_MANAGER_ENUMERATE_SERVICE"],
      ["0x8", "SC_MANAGER_LOCK"],
      ["0x10", "SC_MANAGER_QUERY_LOCK_STATUS"],
      ["0x20", "SC_MANAGER_MODIFY_BOOT_CONFIG"],
    ],
    [["0xf003f", "SC_MANAGER_ALL_ACCESS"]],
  ),
};

/** Message numbers (`AccessList`) of the lowest right of each kind of object; the next bits have the next numbers. */
const FIRST_MESSAGE = {
  FileAccessMask: 4416,
  RegistryAccessMask: 4432,
  ProcessAccessMask: 4480,
  ServiceManagerAccessMask: 7168,
  DirectoryAccessMask: 7680,
};

const FIRST_STANDARD = 0x10000;
const STANDARD_MESSAGES = 1537;

/** Rights as the message numbers that events list them by. */
export const ACCESS_RIGHTS = {
  doc: "Access rights as message numbers",
  values: [
    ...STANDARD.slice(0, 5).map(([bit, name]) => [message(STANDARD_MESSAGES, bit / FIRST_STANDARD), name]),
    [message(STANDARD_MESSAGES + 5, 1), "ACCESS_SYSTEM_SECURITY"],
    ...Object.entries(FIRST_MESSAGE).flatMap(([table, first]) =>
      ACCESS_MASKS[table].values
        .filter(([bit]) => Number(bit) < FIRST_STANDARD)
        .map(([bit, name]) => [message(first, bit), name]),
    ),
  ],
};

function message(first, bit) {
  return `%%${first + Math.log2(Number(bit))}`;
}
