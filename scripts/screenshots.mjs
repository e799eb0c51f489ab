#!/usr/bin/env node
// Takes pictures of the extension in the real workbench:
//   node scripts/screenshots.mjs [SCENARIOS.mjs] [--out FOLDER] [--only NAME]... [--vsix FILE] [--verbose]
// Unless told: docs/images/scenarios.mjs into docs/images.
//
// SCENARIOS.mjs exports by default a list of scenarios:
//   { name: "hover", folder: "samples/wmi", theme: "light", viewport: { width: 1280, height: 800 }, scale: 2,
//     settings: { "editor.fontSize": 14 }, async steps(workbench, shoot) { ... await shoot("hover"); } }
// `folder` is relative to the checkout and opened as a copy; `steps` drives the Workbench of
// vscode-host/workbench.mjs, and `shoot(name)` writes FOLDER/name.png. Only name, folder and steps are needed.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./ensure.mjs";
import { at, ROOT } from "./project.mjs";

const THEMES = { dark: "Default Dark Modern", light: "Default Light Modern" };

/** Nothing blinks or fades, so that two pictures of the same state are the same. */
const STILL = {
  "editor.cursorBlinking": "solid",
  "editor.cursorSmoothCaretAnimation": "off",
  "workbench.reduceMotion": "on",
  "window.commandCenter": false,
};

/** Runs one scenario in a page of its own; a failure leaves the picture NAME-failed.png. */
async function takePictures(scenario, { server, browser, host, out, development }) {
  const { name, folder, theme = "dark", viewport, scale = 1, settings = {}, steps } = scenario;
  const chosen = { ...STILL, "workbench.colorTheme": THEMES[theme] ?? theme, ...settings };
  await host.writeSettings(path.join(server.home, "data"), chosen);
  const copy = await host.copyWorkspace(server, path.resolve(ROOT, folder), name);
  const page = await host.newPage(browser, { deviceScaleFactor: scale, ...(viewport ? { viewport } : {}) });
  page.setDefaultTimeout(60_000);
  const workbench = new host.Workbench(page, copy);
  const write = async (picture, png) => {
    await writeFile(path.join(out, `${picture}.png`), png);
    console.log(path.relative(process.cwd(), path.join(out, `${picture}.png`)));
  };
  try {
    const payload = development ? [["extensionDevelopmentPath", host.remoteUri(server, ROOT)]] : [];
    await page.goto(host.workbenchUrl(server, copy, payload));
    await workbench.ready();
    await steps(workbench, async (picture) => write(picture, await workbench.picture()));
  } catch (error) {
    await write(`${name}-failed`, await page.screenshot());
    throw new Error(`scenario ${name}: ${error.message}`, { cause: error });
  } finally {
    await page.context().close();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: at("docs/images") },
    only: { type: "string", multiple: true },
    vsix: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const scenarioFile = path.resolve(positionals[0] ?? at("docs/images/scenarios.mjs"));
if (positionals.length > 1 || !existsSync(scenarioFile)) {
  console.error(`No scenarios in ${scenarioFile}.`);
  console.error("Usage: npm run screenshots -- [SCENARIOS.mjs] [--out FOLDER] [--only NAME]... [--vsix FILE]");
  process.exit(2);
}

await ensureBuilt();
const { ensureHost } = await import("./vscode-host/install.mjs");
await ensureHost();
const host = {
  ...(await import("./vscode-host/server.mjs")),
  ...(await import("./vscode-host/browser.mjs")),
  ...(await import("./vscode-host/workbench.mjs")),
};
const { default: scenarios } = await import(pathToFileURL(scenarioFile).href);
const chosen = scenarios.filter(({ name }) => !values.only || values.only.includes(name));
const out = path.resolve(values.out);
await mkdir(out, { recursive: true });

const server = await host.startServer({ verbose: values.verbose });
let browser;
try {
  if (values.vsix) await host.installPackage(values.vsix, path.join(server.home, "extensions"));
  browser = await host.launchBrowser();
  for (const scenario of chosen) {
    try {
      await takePictures(scenario, { server, browser, host, out, development: !values.vsix });
    } catch (error) {
      console.error(error);
      process.exitCode = 1;
    }
  }
} finally {
  await browser?.close();
  await server.stop();
}
