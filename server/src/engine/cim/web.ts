import type { DatasetRule } from "./dataset-rule.ts";

/** Web requests: no Windows event tells them, so only events that carry the model's names belong. */
export const WEB: readonly DatasetRule[] = [
  { model: "Web", dataset: "Web", root: "Web", windows: {}, marks: [["url"], ["http_method"], ["uri_path", "status"]] },
];
