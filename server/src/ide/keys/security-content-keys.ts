import type { Keys } from "./key-tree.ts";

/** Types of threat that a risk event may name. */
const THREATS = [
  "certificate_common_name",
  "certificate_organization",
  "certificate_serial",
  "certificate_unit",
  "command",
  "domain",
  "email_address",
  "email_subject",
  "file_hash",
  "file_name",
  "file_path",
  "http_user_agent",
  "ip_address",
  "parent_process",
  "parent_process_name",
  "process",
  "process_hash",
  "process_name",
  "process_path",
  "registry_path",
  "registry_value_name",
  "registry_value_text",
  "service",
  "signature",
  "system",
  "tls_hash",
  "url",
];

const DRILLDOWN: Keys = {
  name: { doc: "Title of the drilldown, with $field$ for values of the finding.", required: true },
  search: { doc: "The search that it opens, with $field$ for values of the finding.", required: true },
  earliest_offset: { doc: "Start of its time range, such as $info_min_time$.", required: true },
  latest_offset: { doc: "End of its time range, such as $info_max_time$.", required: true },
};

const RBA: Keys = {
  message: { doc: "Risk message, with $field$ for values of the finding.", required: true },
  risk_objects: {
    doc: "Users and systems that get the risk.",
    required: true,
    list: true,
    keys: () => ({
      field: { doc: "Field of the result that names it.", required: true, source: "field" },
      type: { doc: "What the field names.", required: true, values: ["user", "system", "other"] },
      score: { doc: "Risk, 0 to 100.", required: true },
    }),
  },
  threat_objects: {
    doc: "What the risk comes from.",
    required: true,
    list: true,
    keys: () => ({
      field: { doc: "Field of the result that names it.", required: true, source: "field" },
      type: { doc: "What the field names.", required: true, values: THREATS },
    }),
  },
};

const ASSETS = [
  "Endpoint",
  "Network",
  "Windows",
  "Web Server",
  "Web Application",
  "Web Proxy",
  "VPN Appliance",
  "Identity",
  "Account",
  "Infrastructure",
  "AWS Account",
  "AWS Instance",
  "Azure Active Directory",
  "Azure Tenant",
  "Cloud Compute Instance",
  "Cloud Instance",
  "GCP Account",
  "GCP Storage Bucket",
  "GitHub",
  "GSuite",
  "Kubernetes",
  "O365 Tenant",
  "Okta Tenant",
  "S3 Bucket",
];

const OBSERVABLE: Keys = {
  name: { doc: "Field of the result.", source: "field" },
  type: {
    doc: "What the field holds.",
    values: [
      "User",
      "Hostname",
      "Endpoint",
      "Process",
      "Process Name",
      "IP Address",
      "File Name",
      "URL String",
      "Other",
    ],
  },
  role: { doc: "Its part in what happened.", list: true, values: ["Victim", "Attacker"] },
};

const TAGS: Keys = {
  analytic_story: { doc: "Stories that the detection belongs to.", required: true, list: true },
  asset_type: { doc: "What is watched.", required: true, values: ASSETS },
  mitre_attack_id: { doc: "ATT&CK techniques that it finds.", list: true, source: "technique" },
  product: {
    doc: "Splunk products that it runs in.",
    required: true,
    list: true,
    values: ["Splunk Enterprise", "Splunk Enterprise Security", "Splunk Cloud"],
  },
  security_domain: {
    doc: "Domain of the notable.",
    required: true,
    values: ["access", "audit", "endpoint", "identity", "network", "threat"],
  },
  cve: { doc: "Vulnerabilities, such as CVE-2021-44228.", list: true },
  atomic_guid: { doc: "Atomic Red Team tests that it finds, by GUID.", list: true },
  group: { doc: "ATT&CK groups, by name.", list: true },
  manual_test: { doc: "Why its test is not run automatically." },
  confidence: { doc: "How sure a finding is, 0 to 100 (before version 5)." },
  impact: { doc: "How bad a finding is, 0 to 100 (before version 5)." },
  risk_score: { doc: "Impact times confidence (before version 5)." },
  message: { doc: "Risk message (before version 5; now rba)." },
  observable: {
    doc: "Fields that name who is concerned (before version 5; now rba).",
    list: true,
    keys: () => OBSERVABLE,
  },
  required_fields: { doc: "Fields that the search needs (before version 5).", list: true, source: "field" },
};

const ATTACK_DATA: Keys = {
  data: {
    doc: "Log to run on: a path beside this file, or an address that only the pack's own tests fetch.",
    required: true,
  },
  sourcetype: { doc: "The sourcetype that Splunk would give its events.", required: true, source: "sourcetype" },
  source: { doc: "The source that Splunk would give its events.", required: true, source: "source" },
  host: { doc: "The host that Splunk would give its events." },
  custom_index: { doc: "The index that its events are put in.", source: "index" },
  update_timestamp: { doc: "Whether its events are moved to the present.", values: ["true", "false"] },
};

/** The keys of a detection in the layout of Splunk's security_content. */
export const securityContentKeys: Keys = {
  name: { doc: "Title of the detection.", required: true },
  id: { doc: "Its UUID; stays when the title changes.", required: true },
  version: { doc: "Whole number, raised with every change.", required: true },
  date: { doc: "Day of the last change, YYYY-MM-DD.", required: true },
  author: { doc: "Who wrote it.", required: true },
  status: {
    doc: "How far the detection has come.",
    required: true,
    values: [
      ["production", "tested on data"],
      ["experimental", "not tested"],
      ["deprecated", "to be removed"],
    ],
  },
  type: {
    doc: "What becomes of a finding.",
    required: true,
    values: [
      ["TTP", "notable and risk: a technique of an intruder"],
      ["Anomaly", "risk only: unusual, alone no proof"],
      ["Hunting", "neither: a list to look through"],
      ["Correlation", "notable from the risk of several"],
      ["Baseline", "makes a table of what is usual"],
      ["Investigation", "answers a question about a finding"],
    ],
  },
  description: { doc: "What the detection finds and why that matters.", required: true },
  data_source: {
    doc: "Data that it needs, by the names of data_sources/.",
    required: true,
    list: true,
    source: "data-source",
  },
  search: { doc: "The search.", required: true },
  how_to_implement: { doc: "What must be collected and set up.", required: true },
  known_false_positives: { doc: "What else it finds.", required: true },
  references: { doc: "Pages that explain the behaviour.", list: true },
  drilldown_searches: { doc: "Searches offered beside a finding.", list: true, keys: () => DRILLDOWN },
  rba: { doc: "Who gets the risk, and for what.", keys: () => RBA },
  tags: { doc: "Stories, techniques, products.", required: true, keys: () => TAGS },
  tests: {
    doc: "Logs on which the search must return something.",
    list: true,
    keys: () => ({
      name: { doc: "What the test shows.", required: true },
      test_type: { doc: "How it is run.", values: ["unit", "manual", "experimental"] },
      attack_data: { doc: "Logs to run on.", required: true, list: true, keys: () => ATTACK_DATA },
    }),
  },
};

/** The keys of a macro of a content pack. */
export const contentMacroKeys: Keys = {
  name: { doc: "Name of the macro, without the number of arguments.", required: true },
  definition: { doc: "Text that takes the place of the call; $name$ stands for an argument.", required: true },
  arguments: { doc: "Names of the arguments.", list: true },
  description: { doc: "What it is for.", required: true },
};

/** The keys of a lookup of a content pack. */
export const contentLookupKeys: Keys = {
  name: { doc: "Name of the lookup.", required: true },
  description: { doc: "What it holds.", required: true },
  id: { doc: "Its UUID." },
  version: { doc: "Whole number, raised with every change." },
  date: { doc: "Day of the last change, YYYY-MM-DD." },
  author: { doc: "Who wrote it." },
  lookup_type: {
    doc: "Where its rows are.",
    values: [
      ["csv", "a file beside this one"],
      ["kvstore", "a collection of the search head"],
      ["mlmodel", "a trained model"],
    ],
  },
  filename: { doc: "Table file of the rows." },
  collection: { doc: "Collection of the KV store that has the rows." },
  fields: { doc: "Columns.", list: true },
  fields_list: { doc: "Columns, with commas between." },
  case_sensitive_match: { doc: "Whether values must agree in case.", values: ["true", "false"] },
  default_match: { doc: "Value of the output where no row matches." },
  match_type: { doc: "Columns that are not compared exactly, such as WILDCARD(domain).", list: true },
  max_matches: { doc: "Most rows for one event." },
  min_matches: { doc: "Fewest rows for one event; less gives default_match." },
};
