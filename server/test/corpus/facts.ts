import type { Fact } from "./corpus-logs.ts";

/** A result row that a predicate expects; a list for a multivalue field. */
export type ExpectedRow = Readonly<Record<string, string | readonly string[]>>;

export const isSysmon = (fact: Fact, id: number): boolean =>
  fact.Channel === "Microsoft-Windows-Sysmon/Operational" && fact.EventID === String(id);

export const isSecurity = (fact: Fact, id: number): boolean =>
  fact.Channel?.toLowerCase() === "security" && fact.EventID === String(id);

/** Whether a text has a part, in any case. */
export const has = (text: string | undefined, ...parts: readonly string[]): boolean =>
  text !== undefined && parts.every((part) => text.toLowerCase().includes(part.toLowerCase()));

/** Whether a text is one of some words, in any case. */
export const isOneOf = (text: string | undefined, ...words: readonly string[]): boolean =>
  text !== undefined && words.some((word) => word.toLowerCase() === text.toLowerCase());

export const baseName = (path: string | undefined): string => (path ?? "").slice((path ?? "").lastIndexOf("\\") + 1);

/** The account without its domain. */
export const account = (user: string | undefined): string => baseName(user);

/** Every process creation of Sysmon and of the Security log, under the names of the data model Endpoint.Processes. */
export function processes(facts: readonly Fact[]): readonly Fact[] {
  return facts.flatMap((fact) => {
    if (isSysmon(fact, 1)) return [known(ofSysmon(fact))];
    return isSecurity(fact, 4688) ? [known(ofSecurity(fact))] : [];
  });
}

function ofSysmon(fact: Fact): Readonly<Record<string, string | undefined>> {
  return {
    dest: fact.Hostname,
    user: account(fact.User),
    process_name: baseName(fact.Image),
    process_path: fact.Image,
    process: fact.CommandLine,
    process_id: fact.ProcessId,
    process_guid: fact.ProcessGuid,
    process_hash: fact.Hashes,
    original_file_name: fact.OriginalFileName,
    parent_process_name: baseName(fact.ParentImage),
    parent_process_path: fact.ParentImage,
    parent_process: fact.ParentCommandLine,
    parent_process_id: fact.ParentProcessId,
  };
}

function ofSecurity(fact: Fact): Readonly<Record<string, string | undefined>> {
  return {
    dest: fact.Hostname,
    user: fact.SubjectUserName,
    process_name: baseName(fact.NewProcessName),
    process_path: fact.NewProcessName,
    process: fact.CommandLine ?? fact.NewProcessName,
    process_id: String(Number(fact.NewProcessId)),
    parent_process_name: baseName(fact.ParentProcessName),
    parent_process_path: fact.ParentProcessName,
    parent_process: fact.ParentProcessName,
    parent_process_id: String(Number(fact.ProcessId)),
  };
}

/** Without the fields that the event does not have. */
export function known(fields: Readonly<Record<string, string | undefined>>): Fact {
  const entries = Object.entries(fields).filter((entry): entry is [string, string] => (entry[1] ?? "") !== "");
  return Object.fromEntries(entries);
}

/** One row for each combination of values, with `count`; `missing` for a field that an event lacks, else it is left out. */
export function grouped(facts: readonly Fact[], names: string, missing?: string): readonly ExpectedRow[] {
  const by = names.split(" ");
  const groups = new Map<string, { row: Record<string, string>; count: number }>();
  for (const fact of facts) {
    const values = by.map((name) => fact[name] ?? missing);
    if (values.includes(undefined)) continue;
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? {
      row: Object.fromEntries(by.map((name, i) => [name, values[i] ?? ""])),
      count: 0,
    };
    group.count++;
    groups.set(key, group);
  }
  return [...groups.values()].map(({ row, count }) => ({ ...row, count: String(count) }));
}

/** The different values of a field, in the order of their code points. */
export function distinct(facts: readonly Fact[], name: string): readonly string[] {
  const values = facts.map((fact) => fact[name]).filter((value) => value !== undefined);
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
}
