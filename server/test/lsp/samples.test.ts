import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chosenSamples } from "#hosts/lsp/sample-requests.ts";
import { ANALYTICS_REQUEST, type AnalyticsResult, SAMPLES_REQUEST, type SamplesResult } from "#protocol/requests.ts";
import { TestClient } from "./client.ts";

const RULE = `name: Samples
analytics:
  - name: one
    query: index=x a=1
samples:
  - path: logs/*.jsonl
    sourcetype: given
  - ../../outside.log
  - logs/nothing.log
  - logs
`;

describe("the samples of an analytic", () => {
  let folder = "";
  let client: TestClient;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "rulehound-samples-"));
    await mkdir(path.join(folder, "logs"));
    await writeFile(path.join(folder, "logs", "a.jsonl"), '{"a":1}\n');
    client = await TestClient.start({}, folder);
  });
  afterAll(async () => {
    await client.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("are those that are there; one outside of the workspace is refused with a reason", async () => {
    const uri = pathToFileURL(path.join(folder, "rule.yml")).href;
    await client.open(uri, RULE);
    const { analytics } = await client.connection.sendRequest<AnalyticsResult>(ANALYTICS_REQUEST, { uri });
    const asked = { uri, analytic: analytics[0]?.id };
    const { samples, refused } = await client.connection.sendRequest<SamplesResult>(SAMPLES_REQUEST, asked);
    expect(samples).toEqual([path.join(folder, "logs/*.jsonl"), path.join(folder, "logs")]);
    expect(refused).toEqual([expect.stringMatching(/^\.\.\/\.\.\/outside\.log lies outside/)]);
  });

  it("go to the job with what the rule says of them", () => {
    const uri = pathToFileURL(path.join(folder, "rule.yml")).href;
    const refs = [{ path: { value: "logs/*.jsonl", span: { start: 0, end: 1 } }, sourcetype: "given", index: "main" }];
    const named = path.join(folder, "logs/*.jsonl");
    const other = path.join(folder, "other.log");
    expect(chosenSamples({ uri, samples: [named, pathToFileURL(other).href] }, refs)).toEqual([
      { path: named, sourcetype: "given", index: "main" },
      { path: other },
    ]);
  });
});
