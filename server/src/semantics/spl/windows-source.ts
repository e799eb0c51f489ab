import type { Catalog } from "#catalog/catalog.ts";
import type { ChannelFact } from "#catalog/event-ids.ts";

const PREFIX = /^(xml)?wineventlog:/i;

const SYSMON = "Microsoft-Windows-Sysmon/Operational";

/** Sysmon for Linux writes the events of Sysmon, with the same names of fields. */
const LINUX_SYSMON = /^(syslog:linux-sysmon\/operational|sysmon:linux)$/i;

/** What a `source` or `sourcetype` text says about Windows channels. */
export type SourceReading =
  /** A rendering and a channel of the catalog. */
  | { readonly kind: "channel"; readonly channel: ChannelFact; readonly prefix: string }
  /** A rendering and the name of a provider, which no input writes. */
  | { readonly kind: "provider"; readonly provider: string; readonly prefix: string }
  /** `WinEventLog` or `XmlWinEventLog` without channel. */
  | { readonly kind: "rendering" }
  /** Another source, or a channel that is in no catalog. */
  | { readonly kind: "other" };

/** Reads the value of a `source` or `sourcetype` comparison; stars at its ends are ignored. */
export function readSource(catalog: Catalog, text: string): SourceReading {
  const bare = text.replace(/^\*+|\*+$/g, "");
  if (/^(xml)?wineventlog$/i.test(bare)) return { kind: "rendering" };
  if (LINUX_SYSMON.test(bare)) {
    const sysmon = catalog.windows.channel(SYSMON);
    return sysmon === undefined ? { kind: "other" } : { kind: "channel", channel: sysmon, prefix: "" };
  }
  const found = PREFIX.exec(bare);
  if (found === null) return { kind: "other" };
  const prefix = found[0];
  const name = bare.slice(prefix.length);
  const channel = catalog.windows.channel(name);
  if (channel !== undefined) return { kind: "channel", channel, prefix };
  if (catalog.windows.isProvider(name)) return { kind: "provider", provider: name, prefix };
  return { kind: "other" };
}

/** Every value that `sourcetype` (or `source`) has for events of a channel, under any profile (SPL reference 5.5). */
export function sourceValues(channel: ChannelFact, field: "source" | "sourcetype"): readonly string[] {
  const known = field === "source" ? sources : sourcetypes;
  let values = known.get(channel);
  if (values === undefined) {
    values = listValues(channel, field);
    known.set(channel, values);
  }
  return values;
}

const sources = new WeakMap<ChannelFact, readonly string[]>();
const sourcetypes = new WeakMap<ChannelFact, readonly string[]>();

function listValues(channel: ChannelFact, field: "source" | "sourcetype"): readonly string[] {
  const names = [channel.channel, ...channel.aliases];
  const values = names.flatMap((name) => [`XmlWinEventLog:${name}`, `WinEventLog:${name}`]);
  values.push(...channel.splunkSources);
  if (channel.channel === SYSMON) values.push("Syslog:Linux-Sysmon/Operational", "sysmon:linux");
  if (field === "sourcetype") values.push("XmlWinEventLog", "WinEventLog");
  return values;
}

/**
 * Whether the catalog can be taken to list every event of a channel: those whose provider's manifest it holds. Channels that
 * any program may write to (Application, System), and small ones of which only the known events are listed, are not.
 */
export function isListed(channel: ChannelFact): boolean {
  const own = OWN_PROVIDER.has(channel.channel) || channel.channel.startsWith("Microsoft-Windows-");
  return own && channel.providers.length > 0 && channel.events >= 5;
}

const OWN_PROVIDER: ReadonlySet<string> = new Set(["Security", "Windows PowerShell", "PowerShellCore/Operational"]);
