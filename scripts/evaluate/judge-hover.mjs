// Compares what a hover says with the raw facts.
import { splunkName } from "./hover-facts.mjs";

/**
 * The verdict on one hover: `right`; `missing`, where the raw catalogs know the name and no hover comes; `wrong`, where it
 * contradicts them or leaves out what it must say; `unknown`, where they do not know the name and none is promised.
 */
export function judge(place, contents, facts) {
  const text = contents === undefined ? undefined : plain(contents);
  const verdict = JUDGES[place.kind](place, text, facts);
  return typeof verdict === "string" ? { verdict, why: "" } : { verdict: "wrong", why: verdict.why };
}

/** The text of Markdown without its escapes. */
const plain = (markdown) => markdown.replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, "$1");

const JUDGES = { "event id": eventId, field, uuid, technique, command, function: call, aggregation };

function eventId({ name, channels }, text, { byId, events }) {
  const all = byId.get(Number(name)) ?? [];
  if (all.length === 0) return text === undefined ? "unknown" : { why: "says something of an unknown id" };
  if (text === undefined) return "missing";
  const stated = channels.flatMap((channel) => events.get(`${channel.toLowerCase()}/${name}`) ?? []);
  // The search asks for a log that the raw catalogs do not know: no event of another log may be taken for the one meant.
  if (stated.length === 0 && text.startsWith(`**${name}**\n\nThe catalog knows no event with this id`)) return "right";
  const meant = stated.length > 0 ? stated : all;
  const shown = meant.find(
    ({ title, channel }) => text.startsWith(`**${name}** ${title}\n`) && text.includes(`Channel \`${channel}\``),
  );
  if (shown === undefined) return { why: `shows ${text.slice(0, 60)}, not ${meant[0].title} of ${meant[0].channel}` };
  for (const [category, subcategory] of shown.audit ?? [])
    if (!text.includes(`${category} › ${subcategory}`)) return { why: `does not say the policy ${subcategory}` };
  const absent = shown.fields.find(([field]) => !text.includes(`\`${splunkName(field)}\``));
  return absent === undefined ? "right" : { why: `does not list ${absent[0]}` };
}

function field({ name, channels, ids }, text, { fields, events }) {
  if (!fields.has(name)) return text === undefined ? "unknown" : heading(name, text);
  if (text === undefined) return "missing";
  // What the search itself makes under the name has nothing to do with the event's field.
  if (/^Made by /m.test(text)) return heading(name, text);
  for (const [, id, channel, has] of text.matchAll(/^\| (\d+) [^|]*\| ([^|]+) \| ([^|]+) \|$/gm)) {
    const found = events.get(`${channel.trim().toLowerCase()}/${id}`) ?? [];
    const own = found.some((event) => event.fields.some(([item]) => item === name || splunkName(item) === name));
    if (own && /^never/.test(has)) return { why: `says never of ${channel.trim()} ${id}, which has it` };
    // The search may itself ask for a field that the raw list, a hole, does not give.
    const listed = found.length > 0 && found.every((event) => event.fields.length > 0);
    if (!own && listed && /^always/.test(has) && !HEADER.has(name))
      return { why: `says always of ${channel.trim()} ${id}, which does not list it` };
  }
  const meant = (ids ?? []).flatMap((id) =>
    channels.flatMap((channel) => events.get(`${channel.toLowerCase()}/${id}`) ?? []),
  );
  if (meant.length === 1 && !HEADER.has(name) && !/always|never|admitted kinds/.test(text))
    return { why: "does not say whether the event has it" };
  return heading(name, text);
}

const HEADER = new Set([
  "Channel",
  "Computer",
  "EventID",
  "Level",
  "Keywords",
  "Task",
  "Opcode",
  "Version",
  "RecordNumber",
  "UserID",
  "Guid",
  "Name",
  "ProcessID",
  "ThreadID",
]);

const heading = (name, text) => (text.startsWith(`**${name}**`) ? "right" : { why: `shows ${text.slice(0, 60)}` });

function uuid({ name }, text, { uuids, providers }) {
  if (/^[0-]+$/.test(name))
    return text?.includes("stands for none") === true ? "right" : { why: "does not say that it stands for none" };
  const known = uuids.get(name);
  if (known === undefined) {
    const provider = providers.get(name);
    if (provider !== undefined && text?.includes(`**${provider}**`) !== true)
      return { why: `does not name the provider ${provider}` };
    return text === undefined ? "missing" : text.includes(name) ? "right" : { why: "does not repeat the UUID" };
  }
  if (text === undefined) return "missing";
  if (known.name && !text.includes(`**${known.name}**`)) return { why: `does not name ${known.name}` };
  if (known.version && !text.includes(`version ${known.version}`))
    return { why: `does not say version ${known.version}` };
  return text.includes(wire(name)) ? "right" : { why: "does not give the bytes on the wire" };
}

/** The bytes on the wire, made here anew. */
function wire(uuid) {
  const [a, b, c, d, e] = uuid.split("-").map((group) => group.match(/../g));
  return [...a.toReversed(), ...b.toReversed(), ...c.toReversed(), ...d, ...e].join(" ");
}

function technique({ name }, text, { attack }) {
  const known = attack.byId.get(name);
  if (known === undefined) return text === undefined ? "unknown" : { why: "says something of an unknown id" };
  if (text === undefined) return "missing";
  if (!text.includes(`[${name}](`) || !text.includes(known.name)) return { why: `does not name ${known.name}` };
  if (known.revoked && !(/Revoked/.test(text) && text.includes(known.currentId ?? known.revokedBy)))
    return { why: `does not say that ${known.revokedBy} replaced it` };
  if (!known.revoked && /Revoked/.test(text)) return { why: "says revoked" };
  if (known.deprecated && !/Deprecated/.test(text)) return { why: "does not say deprecated" };
  const tactic = (Array.isArray(known.tactics) ? known.tactics : []).find(
    (short) => !text.includes(attack.tactics.get(short)?.name ?? short),
  );
  return tactic === undefined ? "right" : { why: `does not name the tactic ${tactic}` };
}

function command({ name }, text, { commands }) {
  const known = commands.get(name);
  if (known === undefined) return text === undefined ? "unknown" : signature(name, text);
  if (text === undefined) return "missing";
  const options = (known.arguments ?? []).filter((one) => !one.positional && !one.clause && /^[\w.]+$/.test(one.name));
  const absent = options.filter((one) => !new RegExp(`\\b${one.name.replaceAll("_", "_?")}\\b`, "i").test(text));
  return absent.length > 0
    ? { why: `does not list ${absent.map((one) => one.name).join(", ")}` }
    : signature(name, text);
}

const signature = (name, text) =>
  text.startsWith(`\`\`\`spl\n${name}`) ? "right" : { why: `shows ${text.slice(0, 60)}` };

function call({ name }, text, { functions }) {
  const known = functions.get(name);
  if (known === undefined) return text === undefined ? "unknown" : signature(name, text);
  if (text === undefined) return "missing";
  const [, inside = ""] = /^```spl\n\w+\((.*)\) →/.exec(text) ?? [];
  const params = inside === "" ? [] : inside.split(/, (?!…)/);
  const least = params.filter((param) => !param.startsWith("[")).length;
  const open = inside.includes("…");
  if (least > known.minArgs || (!open && known.maxArgs !== null && params.length < known.maxArgs))
    return { why: `${least} to ${params.length} arguments, the raw catalog says ${known.minArgs} to ${known.maxArgs}` };
  return signature(name, text);
}

function aggregation({ name }, text, { aggregations }) {
  if (!aggregations.has(name)) return text === undefined ? "unknown" : signature(name, text);
  if (text === undefined) return "missing";
  return text.includes(`Also written \`${name}\``) ? "right" : signature(name, text);
}
