// Provenance of each data file.

const SPLUNK = [
  "splunk/security_content release 5.13.0, commit a063ed3 (Apache-2.0)",
  "splunk/pytest-splunk-addon data models, commit 41a6bfa (Apache-2.0)",
];

const WINDOWS = [
  "jdu2600/Windows10EtwEvents, commit 84e7261 (ids, field names and types of provider manifests)",
  "OTRF/OSSEM-DD, commit d0e449c (MIT)",
  "repnz/etw-providers-docs, commit d5f68e8 (GUIDs)",
  "nasbench/EVTX-ETW-Resources (MIT)",
  "PowerShell/PowerShell manifests (MIT)",
  "Yamato-Security/WELA, commit d2d85d7 (MIT)",
  "Yamato-Security/hayabusa-rules, commit be4ff15 (DRL 1.1)",
  "EricZimmerman/evtx maps, commit 03a7a1f (MIT)",
  "SigmaHQ/sigma, commit 8eaafff (DRL 1.1; counts of use)",
];

const HAND = "written for Rulehound";
const LICENCE = "Facts compiled for Rulehound, Apache-2.0; licences of the sources in NOTICE";

/** Header of each subject: where the facts come from, when they were taken, under which licences. */
export const HEADERS = {
  "windows-events": {
    source: [...WINDOWS, "splunk/security_content 5.13.0 (counts of use)", HAND],
    retrieved: "2026-08",
    licence: LICENCE,
  },
  sources: {
    source: [
      ...SPLUNK.slice(0, 1),
      "documents of the makers of source types, named in scripts/catalog/data/source-fields.json (names of fields)",
    ],
    retrieved: "2026-11",
    licence: LICENCE,
  },
  fields: {
    source: [
      ...SPLUNK,
      "SigmaHQ/pySigma-backend-splunk, commit 68a5e38 (mapping facts)",
      "dimarra/TA-Microsoft-Sysmon, commit af26687 (Apache-2.0)",
      "my2ndhead/TA-microsoft-windows, commit 60ba91b (label names)",
      "OTRF/OSSEM-DD, commit d0e449c (MIT)",
      HAND,
    ],
    retrieved: "2026-08",
    licence: LICENCE,
  },
  "data-models": { source: SPLUNK.toReversed(), retrieved: "2026-08", licence: LICENCE },
  macros: { source: [SPLUNK[0], HAND], retrieved: "2025-08", licence: "Apache-2.0" },
  lookups: { source: [SPLUNK[0]], retrieved: "2025-08", licence: "Apache-2.0" },
  attack: {
    source: [
      "MITRE ATT&CK 19.0 through MISP/misp-galaxy, commit 9434ace",
      "mitre/cti enterprise-attack 18.1, commit 421deac",
    ],
    retrieved: "2026-08",
    licence:
      "ATT&CK terms of use: (c) The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.",
  },
  "rpc-interfaces": {
    source: [
      "zeek/zeek, commit a13de64 (BSD-3-Clause)",
      "mitre-attack/bzar, commit 59bae4a (BSD-3-Clause)",
      "akamai/akamai-security-research, commit a8ed272 (Apache-2.0)",
      "fortra/impacket, commit f133bb8 (modified Apache-1.1)",
      "samba-team/samba, commit 4614f04 (UUIDs, versions, call numbers and names only)",
      "jsecurity101/MSRPC-to-ATTACK, commit 0878ff3 (BSD-3-Clause)",
      "SigmaHQ/sigma RPC firewall rules (DRL 1.1)",
      HAND,
    ],
    retrieved: "2026-08",
    licence: LICENCE,
  },
  enums: { source: [WINDOWS[0], WINDOWS[1], HAND], retrieved: "2026-08", licence: LICENCE },
  "spl-builtins": {
    source: [
      "arcsector/vscode-splunk-search-syntax, commit c17fd8e (MIT)",
      "rearc/spl_transpiler, commit 742022e (MIT)",
      "CraftedSignal/spl-parser, commit 6eff99e (MIT)",
      "public Splunk Search Reference 8.2 to 10.2 (names and types)",
    ],
    retrieved: "2026-08",
    licence: LICENCE,
  },
};
