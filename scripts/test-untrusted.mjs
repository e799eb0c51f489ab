#!/usr/bin/env node
// What the packaged extension does in a folder that is not trusted: node scripts/test-untrusted.mjs [--vsix FILE]
// VS Code trusts every folder while an extension's own tests run, so that this suite drives the workbench from outside.
// The last line is `untrusted: N passed, N failed`.
import assert from "node:assert/strict";
import { appendFile, cp, mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { at, VSIX } from "./project.mjs";
import { ensureHost } from "./vscode-host/install.mjs";

const { values } = parseArgs({ options: { vsix: { type: "string", default: VSIX } } });
/** Longer than it takes until what runs by itself would have run. */
const PATIENCE = 4000;

const EVENT =
  '{"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"CommandLine":"wmic process call create x"}\n';
const rule = (absolute) => `name: Of somebody else
analytics:
  - name: create
    query: |
      index=* EventCode=1 CommandLine="*process call create*"
samples:
  - events.jsonl
  - ../outside.jsonl
  - ${absolute}
  - link.jsonl
  - folder/*.jsonl
tests:
  - name: finds both
    analytic: create
    sample: events.jsonl
    expect: { matches: 2 }
`;

/** The folder that is opened, and beside it what must not be read. */
async function writeFolders(home) {
  const folder = path.join(home, "untrusted", "workspace");
  const outside = path.join(home, "untrusted", "elsewhere");
  await mkdir(folder, { recursive: true });
  await mkdir(outside);
  await cp(at("client/test/workspace/events.jsonl"), path.join(folder, "events.jsonl"));
  for (const file of [path.join(home, "untrusted", "outside.jsonl"), path.join(outside, "secret.jsonl")])
    await writeFile(file, EVENT);
  await symlink(path.join(outside, "secret.jsonl"), path.join(folder, "link.jsonl"));
  await symlink(outside, path.join(folder, "folder"));
  await writeFile(path.join(folder, "theirs.rule.yml"), rule(path.join(outside, "secret.jsonl")));
  return folder;
}

/** The tests, in the order in which they build upon each other. */
function testsOf(workbench, folder) {
  const { page } = workbench;
  const lens = (text) => page.locator(".codelens-decoration", { hasText: text }).first();
  const icon = (state) => page.locator(`.test-explorer .codicon-testing-${state}-icon`).first();
  const runs = () => page.locator(".statusbar-item", { hasText: /Rulehound: \d+ row/ }).first();
  return {
    "the folder is not trusted, and its rules are read": async () => {
      await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
      await workbench.open("theirs.rule.yml");
      await lens("Run on sample").waitFor();
      assert.equal(await runs().count(), 0, "nothing has run");
    },
    "a run that the user starts reads no file outside, by path or link, and says so": async () => {
      await workbench.goTo(5);
      await workbench.command("Rulehound: Run Rule on Sample…");
      await lens("2 rows of 4 events").waitFor();
      await workbench.command("Rulehound: Show Results");
      const results = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
      const refused = results.locator("li.warning");
      await refused.first().waitFor();
      const said = (await refused.allInnerTexts()).map((text) => text.replace(/ (?:lies|leads) .*/s, ""));
      assert.deepEqual(
        said.map((text) => path.basename(text.replace("Warning: ", ""))),
        ["outside.jsonl", "secret.jsonl", "link.jsonl", "*.jsonl"],
      );
    },
    "an edit runs no analytic again": async () => {
      await workbench.goTo(5, 200);
      await workbench.press("End");
      await workbench.type(" ");
      await lens("2 rows").waitFor({ state: "detached" });
      await sleep(PATIENCE);
      assert.equal(await lens("rows of").count(), 0);
      await workbench.press("Control+Z");
    },
    "a sample that changes runs no analytic again": async () => {
      await workbench.command("Rulehound: Run Rule on Sample…");
      await lens("2 rows of 4 events").waitFor();
      await appendFile(path.join(folder, "events.jsonl"), EVENT);
      await sleep(PATIENCE);
      assert.equal(await lens("3 rows of 5 events").count(), 0);
    },
    "no test runs, neither on demand nor on save": async () => {
      await workbench.command("Testing: Focus on Test Explorer View");
      await workbench.wait(".test-explorer .monaco-list-row");
      await workbench.command("Test: Run All Tests");
      await page.getByRole("button", { name: "Cancel", exact: true }).click(); // VS Code asks whether to trust the folder.
      await workbench.open("theirs.rule.yml");
      await workbench.goTo(16, 24);
      await workbench.press("Shift+ArrowRight");
      await workbench.type("3");
      await workbench.press("Control+S");
      await sleep(PATIENCE);
      assert.equal((await icon("passed").count()) + (await icon("failed").count()), 0);
    },
    "with trust, tests run, and an edit runs the analytic again": async () => {
      await workbench.command("Test: Run All Tests");
      await page.getByRole("button", { name: "Trust Folder & Continue" }).click();
      await icon("passed").waitFor();
      await workbench.goTo(5);
      await workbench.command("Rulehound: Run Rule on Sample…");
      await lens("3 rows of 5 events").waitFor();
      await workbench.press("End");
      await workbench.type(" EventCode=2");
      await lens("0 rows of 5 events").waitFor();
    },
  };
}

await ensureHost();
const { installPackage, startServer, workbenchUrl } = await import("./vscode-host/server.mjs");
const { launchBrowser, newPage } = await import("./vscode-host/browser.mjs");
const { Workbench } = await import("./vscode-host/workbench.mjs");

const server = await startServer({ restricted: true });
let browser;
let passed = 0;
let failed = 0;
try {
  await installPackage(values.vsix, path.join(server.home, "extensions"));
  const folder = await writeFolders(server.home);
  browser = await launchBrowser();
  const page = await newPage(browser);
  page.setDefaultTimeout(120_000);
  const workbench = new Workbench(page, folder);
  await page.goto(workbenchUrl(server, folder));
  await workbench.ready();
  for (const [name, test] of Object.entries(testsOf(workbench, folder))) {
    try {
      await test();
      passed++;
      console.log(`  ✔ ${name}`);
    } catch (error) {
      failed++;
      console.log(`  ✘ ${name}\n${error.stack}`);
      if (process.env.RULEHOUND_PICTURE)
        await page.screenshot({ path: `${process.env.RULEHOUND_PICTURE}-${failed}.png` });
    }
  }
} finally {
  await browser?.close();
  await server.stop();
}
console.log(`untrusted: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
