/** Channels that exporters write in other cases, in their canonical spelling. */
const CHANNELS = [
  "Application",
  "Security",
  "Setup",
  "System",
  "ForwardedEvents",
  "Windows PowerShell",
  "PowerShellCore/Operational",
  "Directory Service",
  "DNS Server",
  "Microsoft-Windows-AppLocker/EXE and DLL",
  "Microsoft-Windows-AppLocker/MSI and Script",
  "Microsoft-Windows-Bits-Client/Operational",
  "Microsoft-Windows-CodeIntegrity/Operational",
  "Microsoft-Windows-DNS-Client/Operational",
  "Microsoft-Windows-NTLM/Operational",
  "Microsoft-Windows-PowerShell/Operational",
  "Microsoft-Windows-PrintService/Admin",
  "Microsoft-Windows-PrintService/Operational",
  "Microsoft-Windows-SmbClient/Security",
  "Microsoft-Windows-SMBServer/Security",
  "Microsoft-Windows-Sysmon/Operational",
  "Microsoft-Windows-TaskScheduler/Operational",
  "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational",
  "Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational",
  "Microsoft-Windows-Windows Defender/Operational",
  "Microsoft-Windows-Windows Firewall With Advanced Security/Firewall",
  "Microsoft-Windows-WinRM/Operational",
  "Microsoft-Windows-WMI-Activity/Operational",
];

const canonical = new Map(CHANNELS.map((channel) => [channel.toLowerCase(), channel]));
const exact = new Set(CHANNELS);

/** The canonical spelling of a channel; one that is not known stays as it is written. */
export function canonicalChannel(written: string): string {
  return exact.has(written) ? written : (canonical.get(written.toLowerCase()) ?? written);
}
