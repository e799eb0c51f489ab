import { once } from "#base/memo.ts";
import { entries, entry, fact, grouped, indexed, wordScore, words } from "./collect.ts";
import type {
  NearUuid,
  RpcAttack,
  RpcClass,
  RpcInterface,
  RpcInterfaces,
  RpcMethod,
  UuidFact,
} from "./rpc-interfaces.ts";
import type { CatalogData } from "./schema.ts";
import { canonicalUuid, hexDistance, wireHex } from "./uuid.ts";

type Data = CatalogData["rpc-interfaces"];

/** Builds the read API over the data file. */
export function buildRpcInterfaces(data: Data): RpcInterfaces {
  const all = once(() => Object.freeze(data.interfaces.map((row) => interfaceFact(data, row))));
  const syntaxes = Object.freeze(
    data.transferSyntaxes.map(([uuid, name, version, description]) =>
      Object.freeze({ uuid, name, version, description }),
    ),
  );
  const classes = Object.freeze(data.classes.map(([clsid, name]) => fact<RpcClass>({ clsid, name })));
  const byUuid = once(() => indexed(all(), (i) => i.uuid));
  const bySyntax = indexed(syntaxes, (s) => s.uuid);
  const byClass = indexed(classes, (c) => c.clsid);
  const byName = once(() =>
    grouped(
      all().flatMap((i) => [...new Set(namesOf(i).map((n) => n.toLowerCase()))].map((name) => ({ name, i }))),
      ({ name }) => name,
    ),
  );
  const byMethod = once(() =>
    grouped(
      all().flatMap((i) => i.methods.flatMap((method) => methodNames(method).map((name) => ({ name, i, method })))),
      ({ name }) => name,
    ),
  );
  const facts = once(
    (): ReadonlyMap<string, UuidFact> =>
      new Map<string, UuidFact>([
        ...classes.map((c) => [c.clsid, Object.freeze({ kind: "class", class: c } as const)] as const),
        ...all().map((i) => [i.uuid, Object.freeze({ kind: "interface", interface: i } as const)] as const),
        ...syntaxes.map((s) => [s.uuid, Object.freeze({ kind: "transfer-syntax", syntax: s } as const)] as const),
      ]),
  );
  const tables = new Map(Object.entries(data.constants).map(([name, table]) => [name, new Map(Object.entries(table))]));
  return Object.freeze<RpcInterfaces>({
    all,
    byUuid: (uuid) => byUuid().get(canonicalUuid(uuid)),
    byName: (name) => (byName().get(name.toLowerCase()) ?? []).map(({ i }) => i),
    transferSyntax: (uuid) => bySyntax.get(canonicalUuid(uuid)),
    transferSyntaxes: () => syntaxes,
    clsid: (uuid) => byClass.get(canonicalUuid(uuid)),
    classes: () => classes,
    describe: (uuid) => facts().get(canonicalUuid(uuid)),
    method: (uuid, opnum) =>
      byUuid()
        .get(canonicalUuid(uuid))
        ?.methods.find((m) => m.opnum === opnum),
    withMethod: (name) =>
      (byMethod().get(name.toLowerCase()) ?? []).map(({ i, method }) => Object.freeze({ interface: i, method })),
    search: (asked, limit = 50) => search(all(), asked, limit),
    nearest: (uuid, limit = 3, maxDistance = 4) => nearest(facts(), canonicalUuid(uuid), limit, maxDistance),
    constants: (table) => tables.get(table) ?? new Map(),
  });
}

const KINDS = ["rpc-interface", "com-interface", "object-uuid"] as const;

function interfaceFact(
  data: Data,
  [uuid, name, version, kind, protocols, procedures, more]: Data["interfaces"][number],
) {
  const { methods, unused } = methodsOf(procedures);
  return fact<RpcInterface>({
    uuid,
    name,
    aliases: more?.aliases ?? [],
    version,
    kind: entry(KINDS, kind),
    protocols: entries(data.words, protocols).map((id) =>
      fact<RpcInterface["protocols"][number]>({ id, title: data.protocolTitles[id] }),
    ),
    description: more?.description,
    endpoints: entries(data.words, more?.endpoints ?? []),
    serverBinaries: entries(data.words, more?.binaries ?? []),
    zeekEndpoint: more?.zeek === 1 ? name : more?.zeek,
    methods,
    unusedOpnums: unused,
    attack: (more?.attack ?? []).map(([id, opnums, sources]) => fact<RpcAttack>({ id, opnums, sources })),
  });
}

/** Decodes a row of procedures: names by opnum, 0 for an unused call, n > 0 for a gap of n opnums. */
function methodsOf(procedures: Data["interfaces"][number][5]): { methods: RpcMethod[]; unused: number[] } {
  const methods: RpcMethod[] = [];
  const unused: number[] = [];
  let opnum = 0;
  for (const item of procedures) {
    if (typeof item === "number") {
      if (item === 0) unused.push(opnum);
      opnum += Math.max(item, 1);
      continue;
    }
    const [name, zeek] = typeof item === "string" ? [item] : item;
    methods.push(fact<RpcMethod>({ opnum, name, zeek }));
    opnum += 1;
  }
  return { methods, unused };
}

function namesOf(i: RpcInterface): readonly string[] {
  return [i.name, ...i.aliases, i.zeekEndpoint].filter((name) => name !== undefined);
}

function methodNames(method: RpcMethod): readonly string[] {
  const names = [method.name, method.zeek].filter((name) => name !== undefined);
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

function search(all: readonly RpcInterface[], asked: string, limit: number): readonly RpcInterface[] {
  const prefix = asked.trim().toLowerCase().replace(/^\{/, "");
  const hex = prefix.replace(/[^0-9a-f]/g, "");
  const isHex = hex.length >= 4 && /^(?:\\x|0x|[0-9a-f\s:,|-])+$/.test(prefix);
  const wanted = words(asked);
  return all
    .map((i) => ({ i, score: score(i, prefix, isHex ? hex : undefined, wanted) }))
    .filter(({ score: s }) => s > 0)
    .sort((a, b) => b.score - a.score || (a.i.uuid < b.i.uuid ? -1 : 1))
    .slice(0, limit)
    .map(({ i }) => i);
}

function score(i: RpcInterface, prefix: string, hex: string | undefined, wanted: readonly string[]): number {
  if (prefix.length >= 2 && i.uuid.startsWith(prefix)) return 12;
  if (hex !== undefined && wireHex(i.uuid).startsWith(hex)) return 11;
  const names = namesOf(i);
  if (names.some((name) => name.toLowerCase() === prefix)) return 10;
  if (prefix.length >= 2 && names.some((name) => name.toLowerCase().startsWith(prefix))) return 8;
  const text = [...names, i.description ?? "", ...i.protocols.map((p) => `${p.id} ${p.title ?? ""}`)].join(" ");
  const byText = wordScore(wanted, text);
  if (byText > 0) return byText;
  return i.methods.some((m) => methodNames(m).includes(prefix)) ? 1.5 : 0;
}

function nearest(
  facts: ReadonlyMap<string, UuidFact>,
  uuid: string,
  limit: number,
  maxDistance: number,
): readonly NearUuid[] {
  const near: NearUuid[] = [];
  for (const [known, described] of facts) {
    const distance = hexDistance(uuid, known, maxDistance);
    if (distance > 0 && distance <= maxDistance) near.push(Object.freeze({ uuid: known, fact: described, distance }));
  }
  return near.sort((a, b) => a.distance - b.distance || (a.uuid < b.uuid ? -1 : 1)).slice(0, limit);
}
