// RPC and COM interfaces, transfer syntaxes and classes. Wire bytes and printable forms are computed by the product.
import { EXTRA_INTERFACES, PROCEDURES } from "./corrections.mjs";
import { byText, sortedDictionary } from "./format.mjs";

const KINDS = ["rpc-interface", "com-interface", "object-uuid"];

export function rpcInterfaces(raw) {
  const data = raw["rpc-interfaces"];
  const known = new Set(data.interfaces.map((i) => i.uuid));
  const extra = EXTRA_INTERFACES.filter((i) => !known.has(i.uuid));
  const list = [...data.interfaces, ...extra].sort((a, b) => byText(a.uuid, b.uuid));
  const words = sortedDictionary(
    list.flatMap((i) => [...(i.endpoints ?? []), ...(i.serverBinaries ?? []), ...(i.protocols ?? [])]),
  );
  const at = (texts) => (texts ?? []).map(words.of);
  const current = currentTechniques(raw.attack.techniques);
  const { pduTypes, authTypes, authLevels, protocolSequences, ports } = data.constants;
  return {
    constants: { pduTypes, authTypes, authLevels, protocolSequences, ports },
    protocolTitles: data.protocolTitles,
    transferSyntaxes: data.transferSyntaxes
      .map((s) => [s.uuid, s.name, s.version, s.description])
      .sort((a, b) => byText(a[0], b[0])),
    classes: data.clsids.map((c) => [c.clsid, c.name]).sort((a, b) => byText(a[0], b[0])),
    words: words.values,
    interfaces: list.map((i) => {
      const more = {};
      if (i.aliases) more.aliases = i.aliases;
      if (i.description) more.description = i.description;
      if (i.zeekEndpoint) more.zeek = i.zeekEndpoint === i.name ? 1 : i.zeekEndpoint;
      if (i.endpoints) more.endpoints = at(i.endpoints);
      if (i.serverBinaries) more.binaries = at(i.serverBinaries);
      if (i.attack) more.attack = attackRows(i.attack, current);
      const row = [
        i.uuid,
        i.name ?? null,
        i.version ?? "0.0",
        KINDS.indexOf(i.kind),
        at(i.protocols),
        methodRow((i.methods ?? []).map((method) => corrected(i.uuid, method))),
      ];
      return Object.keys(more).length > 0 ? [...row, more] : row;
    }),
  };
}

/** A procedure under the name that the protocol's document gives it; one that Zeek calls so is left with that name alone. */
function corrected(uuid, method) {
  const [, , name] = PROCEDURES.find(([of, opnum]) => of === uuid && opnum === method[0]) ?? [];
  if (name === undefined) return method;
  const [opnum, , zeek] = method;
  return zeek === undefined || zeek === name ? [opnum, name] : [opnum, name, zeek];
}

/**
 * Procedures in order of opnum: a name, [name, Zeek's name], 0 for a call that is not used on the wire, and a number
 * n > 0 for a gap of n opnums.
 */
function methodRow(methods) {
  const row = [];
  let next = 0;
  for (const [opnum, name, zeek] of [...methods].sort((a, b) => a[0] - b[0])) {
    if (opnum > next) row.push(opnum - next);
    if (opnum < next) throw new Error(`opnum ${opnum} twice`);
    row.push(name === `Opnum${opnum}NotUsedOnWire` ? 0 : zeek ? [name, zeek] : name);
    next = opnum + 1;
  }
  return row;
}

/** Rows [technique, opnums, sources], with the ids that are live today. */
function attackRows(list, current) {
  const rows = new Map();
  for (const { id, opnums, sources } of list) {
    const live = current(id);
    const row = rows.get(live) ?? [live, [], []];
    rows.set(live, [
      live,
      [...new Set([...row[1], ...opnums])].sort((a, b) => a - b),
      [...new Set([...row[2], ...sources])].sort(byText),
    ]);
  }
  return [...rows.values()].sort((a, b) => byText(a[0], b[0]));
}

function currentTechniques(techniques) {
  const next = new Map(techniques.filter((t) => t.revokedBy).map((t) => [t.id, t.currentId ?? t.revokedBy]));
  return (id) => {
    let at = id;
    for (let i = 0; i < 10 && next.has(at); i++) at = next.get(at);
    return at;
  };
}
