import { escapeMarkdown, inlineCode } from "#base/markdown.ts";
import type { AttackObject } from "#catalog/attack.ts";
import type { Catalog } from "#catalog/catalog.ts";

const KINDS: Record<AttackObject["kind"], string> = {
  tactic: "tactic",
  technique: "technique",
  group: "group",
  software: "software",
  mitigation: "mitigation",
  campaign: "campaign",
  "data-source": "data source",
  "data-component": "data component",
  strategy: "detection strategy",
};

/** An ATT&CK object: name, kind, state, and what replaces it when it is gone. */
export function renderAttack(found: AttackObject, catalog: Catalog): string {
  const lines = [
    `**[${found.id}](${found.url}) ${escapeMarkdown(found.name)}** (ATT&CK ${KINDS[found.kind]})`,
    ...state(found, catalog),
    ...details(found, catalog),
  ];
  return lines.join("\n\n");
}

function state(found: AttackObject, catalog: Catalog): readonly string[] {
  if (found.kind === "technique") {
    if (found.revoked) {
      const by = linkTo(found.currentId ?? found.revokedBy ?? "nothing", catalog);
      return [`⚠ Revoked${found.revokedIn === undefined ? "" : ` in ATT&CK ${found.revokedIn}`}. Use ${by}.`];
    }
    if (found.deprecated) return ["⚠ Deprecated, without a replacement."];
    if (found.formerName !== undefined)
      return [`Named ${inlineCode(found.formerName)} before ATT&CK ${catalog.attack.version}.`];
  }
  if (found.kind === "group" || found.kind === "software") {
    if (found.revokedBy !== undefined) return [`⚠ Revoked. Use ${linkTo(found.revokedBy, catalog)}.`];
    if (found.deprecated) return ["⚠ Deprecated, without a replacement."];
  }
  if (found.kind === "data-component" && found.deprecated) return ["⚠ Deprecated."];
  if (found.kind === "data-source" && found.deprecatedIn !== undefined) {
    const components = found.components.join(", ");
    return [`⚠ Data sources were retired in ATT&CK ${found.deprecatedIn}. Use its data components: ${components}.`];
  }
  if (found.kind === "tactic" && found.formerly !== undefined)
    return [`Named ${inlineCode(found.formerly.name)} before ATT&CK ${catalog.attack.version}.`];
  return [];
}

function details(found: AttackObject, catalog: Catalog): readonly string[] {
  switch (found.kind) {
    case "technique": {
      const tactics = found.tactics.map((name) => catalog.attack.tactic(name)?.name ?? name).join(", ");
      const parent = found.parent === undefined ? undefined : catalog.attack.technique(found.parent);
      const lines = [`Tactics: ${tactics}`];
      if (found.platforms.length > 0) lines.push(`Platforms: ${found.platforms.join(", ")}`);
      if (parent !== undefined) lines.push(`Part of ${parent.id} ${parent.name}`);
      return lines;
    }
    case "group":
      return found.aliases.length > 0 ? [`Also known as ${found.aliases.map(escapeMarkdown).join(", ")}`] : [];
    case "software":
      return [found.type === "tool" ? "A tool, used by attackers and others" : "Malware"];
    case "data-component": {
      const logs = found.logSources
        .slice(0, 8)
        .map(
          ({ log, conditions }) =>
            `- ${inlineCode(log)}${conditions.length > 0 ? `: ${conditions.slice(0, 4).map(inlineCode).join("; ")}` : ""}`,
        );
      return [
        ...(found.dataSource === undefined
          ? []
          : [`Formerly of the data source ${sourceName(found.dataSource, catalog)}`]),
        ...(logs.length > 0 ? [logs.join("\n")] : []),
      ];
    }
    case "strategy":
      return [`Detects ${found.techniques.join(", ")}`];
    default:
      return [];
  }
}

function sourceName(id: string, catalog: Catalog): string {
  const name = catalog.attack.dataSource(id)?.name;
  return name === undefined ? id : `${id} ${escapeMarkdown(name)}`;
}

function linkTo(id: string, catalog: Catalog): string {
  const found = catalog.attack.describe(id);
  return found === undefined ? id : `[${found.id} ${escapeMarkdown(found.name)}](${found.url})`;
}
