import { buildAttack } from "./attack-index.ts";
import type { CatalogAssets } from "./catalog.ts";
import { loadData } from "./load.ts";

/** A tactic: TA0002. */
export interface AttackTactic {
  readonly id: string;
  readonly name: string;
  readonly shortname: string;
  /** ATT&CK version that added it, when it is recent. */
  readonly since?: string;
  /** Name and short name before version 19. */
  readonly formerly?: { readonly name: string; readonly shortname: string };
  readonly url: string;
}

/** A technique or sub-technique: T1047, T1059.001. */
export interface AttackTechnique {
  readonly id: string;
  readonly name: string;
  /** Short names of its tactics, in the order of the matrix. */
  readonly tactics: readonly string[];
  readonly platforms: readonly string[];
  readonly revoked: boolean;
  /** Technique that directly replaced it. */
  readonly revokedBy?: string;
  readonly revokedIn?: string;
  /** Live technique at the end of the chain of revocations; the id itself when it is live. */
  readonly currentId?: string;
  readonly deprecated: boolean;
  readonly since?: string;
  readonly formerName?: string;
  readonly formerTactics?: readonly string[];
  /** Parent of a sub-technique. */
  readonly parent?: string;
  readonly url: string;
}

/** A group of intruders: G0016. */
export interface AttackGroup {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly revokedBy?: string;
  readonly deprecated: boolean;
  readonly url: string;
}

/** Malware or a tool: S0002. */
export interface AttackSoftware {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly revokedBy?: string;
  readonly deprecated: boolean;
  readonly type: "malware" | "tool";
  readonly url: string;
}

/** A mitigation: M1040. */
export interface AttackMitigation {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/** A campaign: C0024. */
export interface AttackCampaign {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

/** A data source, retired with ATT&CK 18: DS0009. */
export interface AttackDataSource {
  readonly id: string;
  readonly name: string;
  /** Data sources were retired in ATT&CK 18. */
  readonly deprecatedIn?: string;
  readonly components: readonly string[];
  readonly url: string;
}

/** A data component: DC0032. */
export interface AttackDataComponent {
  readonly id: string;
  readonly name: string;
  /** Former data source. */
  readonly dataSource?: string;
  /** Log names with the conditions that ATT&CK gives for them. */
  readonly logSources: readonly { readonly log: string; readonly conditions: readonly string[] }[];
  readonly deprecated: boolean;
  readonly url: string;
}

/** A detection strategy: DET0364. */
export interface AttackStrategy {
  readonly id: string;
  readonly name: string;
  readonly techniques: readonly string[];
  readonly analytics: readonly string[];
  readonly url: string;
}

/** An analytic of a strategy: AN1031. */
export interface AttackAnalytic {
  readonly id: string;
  readonly strategy: string;
  readonly platforms: readonly string[];
  readonly logSources: readonly {
    readonly component: string;
    readonly log?: string;
    readonly condition?: string;
  }[];
}

/** Any ATT&CK object that has an id. */
export type AttackObject =
  | ({ readonly kind: "tactic" } & AttackTactic)
  | ({ readonly kind: "technique" } & AttackTechnique)
  | ({ readonly kind: "group" } & AttackGroup)
  | ({ readonly kind: "software" } & AttackSoftware)
  | ({ readonly kind: "mitigation" } & AttackMitigation)
  | ({ readonly kind: "campaign" } & AttackCampaign)
  | ({ readonly kind: "data-source" } & AttackDataSource)
  | ({ readonly kind: "data-component" } & AttackDataComponent)
  | ({ readonly kind: "strategy" } & AttackStrategy);

/** ATT&CK for Enterprise: ids, names and states. Ids are compared without case. */
export interface Attack {
  readonly version: string;
  tactics(): readonly AttackTactic[];
  techniques(): readonly AttackTechnique[];
  /** By id, short name (`execution`) or name; former short names (`defense-evasion`) are found too. */
  tactic(idOrName: string): AttackTactic | undefined;
  technique(id: string): AttackTechnique | undefined;
  subTechniques(id: string): readonly AttackTechnique[];
  group(id: string): AttackGroup | undefined;
  software(id: string): AttackSoftware | undefined;
  mitigation(id: string): AttackMitigation | undefined;
  campaign(id: string): AttackCampaign | undefined;
  dataSource(id: string): AttackDataSource | undefined;
  /** By id or, without case, by name. */
  dataComponent(idOrName: string): AttackDataComponent | undefined;
  dataComponents(): readonly AttackDataComponent[];
  strategy(id: string): AttackStrategy | undefined;
  strategiesOf(technique: string): readonly AttackStrategy[];
  analytic(id: string): AttackAnalytic | undefined;
  /** Whatever the id names: T…, TA…, G…, S…, M…, C…, DS…, DC…, DET…. */
  describe(id: string): AttackObject | undefined;
  /** Objects whose id starts with the text or whose name or alias holds all its words; live ones and better matches first. */
  search(words: string, kinds?: readonly AttackObject["kind"][], limit?: number): readonly AttackObject[];
}

/** Indexes ATT&CK. */
export function createAttack(assets: CatalogAssets): Attack {
  return buildAttack(loadData(assets, "attack"));
}
