/** Providers that write to one log alone. */
const CHANNELS: Readonly<Record<string, string>> = {
  "microsoft-windows-security-auditing": "Security",
  "microsoft-windows-sysmon": "Microsoft-Windows-Sysmon/Operational",
  "microsoft-windows-powershell": "Microsoft-Windows-PowerShell/Operational",
  powershell: "Windows PowerShell",
  "service control manager": "System",
  "microsoft-windows-windows defender": "Microsoft-Windows-Windows Defender/Operational",
};

/** The log of a provider that writes to one alone; null for others. */
export function channelOfProvider(provider: string): string | null {
  return CHANNELS[provider.toLowerCase()] ?? null;
}
