import type { DetectionCase } from "./detection-case.ts";
import { distinct, isSysmon } from "./facts.ts";
import { isFailedLogon } from "./readings.ts";

/** Searches with thresholds that no log of the corpus reaches, on an event of the corpus that is repeated with other values. */
export const REPEATED_CASES: readonly DetectionCase[] = [
  {
    // All logons fall into one span of two minutes and one of five, so there is one row, and it is its own upper bound.
    rule: "detect_password_spray_attempts",
    log: "spray",
    rows: (facts) => {
      const failed = facts.filter(isFailedLogon);
      return distinct(failed, "WorkstationName").map((src) => {
        const own = failed.filter((fact) => fact.WorkstationName === src);
        const accounts = distinct(own, "TargetUserName").length;
        return {
          src,
          action: "failure",
          unique_accounts: String(accounts),
          total_failures: String(own.length),
          signature_id: "4625",
        };
      });
    },
  },
  {
    // Paths in lower case, as the search compares them, so that all four are in one group.
    rule: "windows_remote_access_software_brc4_loaded_dll",
    log: "libraries",
    rows: (facts) => {
      const loads = facts.filter((fact) => isSysmon(fact, 7));
      return distinct(loads, "Image").map((Image) => ({
        Image,
        ImageLoadedCount: String(distinct(loads, "ImageLoaded").length),
        OriginalFileName: distinct(loads, "OriginalFileName"),
        BRC4_AnomalyLoadedDll: "1",
      }));
    },
  },
];
