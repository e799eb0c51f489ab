import type { WindowsProfile } from "#runtime/settings.ts";

/** The channel of Sysmon for Linux, which syslog carries. */
export const LINUX_SYSMON = "Linux-Sysmon/Operational";

/**
 * The source and sourcetype of a Windows event under a profile (SPL reference 5.5). `union` shows those of `xml`. Sysmon for
 * Linux has those of its own add-on under every profile.
 */
export function profileField(name: "source" | "sourcetype", channel: string, profile: WindowsProfile): string {
  if (channel === LINUX_SYSMON) return name === "sourcetype" ? "sysmon:linux" : `Syslog:${channel}`;
  switch (profile) {
    case "xml":
    case "union":
      return name === "sourcetype" ? "XmlWinEventLog" : `XmlWinEventLog:${channel}`;
    case "classic":
      return name === "sourcetype" ? "WinEventLog" : `WinEventLog:${channel}`;
    case "legacy":
      return `WinEventLog:${channel}`;
  }
}

/**
 * The values that a comparison may also meet under `union`. `XmlWinEventLog:<Channel>` was the sourcetype of XML events
 * before version 5 of the Windows add-on.
 */
export function profileAlternatives(name: string, channel: string, profile: WindowsProfile): readonly string[] {
  if (profile !== "union" || channel === LINUX_SYSMON) return [];
  if (name === "sourcetype") return ["WinEventLog", `WinEventLog:${channel}`, `XmlWinEventLog:${channel}`];
  return name === "source" ? [`WinEventLog:${channel}`] : [];
}

/** The values besides its own that a comparison may also meet under `union`, for an event that is there as text. */
export function textAlternatives(name: "source" | "sourcetype", channel: string): readonly string[] {
  const all = [profileField(name, channel, "xml"), ...profileAlternatives(name, channel, "union")];
  return all.filter((other) => other !== profileField(name, channel, "classic"));
}
