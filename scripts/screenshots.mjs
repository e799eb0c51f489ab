#!/usr/bin/env node
// Takes pictures of the extension in the real workbench:
//   node scripts/screenshots.mjs [SCENARIOS.mjs] [--all] [--out FOLDER] [--only NAME]... [--theme NAME]... [--vsix FILE] [--verbose]
// Unless told: the pictures of the README and of the walkthrough, to where they are committed. --all: those and the gallery of
// scripts/screenshots, each dark and light, some in high contrast, into rulehound-pictures in the system's temporary folder.
//
// SCENARIOS.mjs exports by default a list of scenarios:
//   { name: "hover", folder: "samples/wmi", theme: "light", viewport: { width: 1280, height: 800 }, scale: 2,
//     settings: { "editor.fontSize": 14 }, async steps(workbench, shoot) { ... await shoot("hover"); } }
// `folder` is relative to the checkout and opened as a copy, to which `prepare(copy)` may add files; `steps` drives the Workbench of
// vscode-host/workbench.mjs, and `shoot(name)` writes FOLDER/name.png; `shoot(name, { clip })` a part of the window. `themes`
// instead of `theme`: the scenario is played in each, and pictures are named NAME-THEME. `contrast`: --all takes it in high
// contrast too. `to`: the folder of the checkout for its pictures. Only name, folder and steps are needed.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ensureBuilt } from "./ensure.mjs";
import { at, ROOT } from "./project.mjs";
import { smallPng } from "./screenshots/small-png.mjs";

const THEMES = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  hc: "Default High Contrast",
  "hc-light": "Default High Contrast Light",
};

/** Nothing blinks or fades, so that two pictures of the same state are the same. */
const STILL = {
  "editor.cursorBlinking": "solid",
  "editor.cursorSmoothCaretAnimation": "off",
  "workbench.reduceMotion": "on",
  "window.commandCenter": false,
};

/** Runs one scenario in one theme in a page of its own; a failure leaves the picture NAME-failed.png. */
async function takePictures(scenario, { theme, named }, { server, browser, host, out, development }) {
  const { name, folder, viewport, scale = 1, settings = {}, prepare, steps } = scenario;
  const chosen = { ...STILL, "workbench.colorTheme": THEMES[theme] ?? theme, ...settings };
  await host.writeSettings(path.join(server.home, "data"), chosen);
  const copy = await host.copyWorkspace(server, path.resolve(ROOT, folder), `${name}-${theme}`);
  await prepare?.(copy);
  const page = await host.newPage(browser, { deviceScaleFactor: scale, ...(viewport ? { viewport } : {}) });
  page.setDefaultTimeout(120_000);
  const workbench = new host.Workbench(page, copy);
  const write = async (picture, png) => {
    const file = path.join(out, `${picture}${named ? `-${theme}` : ""}.png`);
    await mkdir(out, { recursive: true });
    await writeFile(file, smallPng(png));
    console.log(path.relative(process.cwd(), file));
  };
  try {
    const payload = development ? [["extensionDevelopmentPath", host.remoteUri(server, ROOT)]] : [];
    await page.goto(host.workbenchUrl(server, copy, payload));
    await workbench.ready();
    await steps(workbench, async (picture, options) => write(picture, await workbench.picture(options)));
  } catch (error) {
    await write(`${name}-failed`, await page.screenshot());
    throw new Error(`scenario ${name}: ${error.message}`, { cause: error });
  } finally {
    await page.context().close();
  }
}

/** The themes in which a scenario is played, and whether pictures are named after them. */
function playsOf({ theme = "dark", themes, contrast = false }) {
  const wanted = values.all ? ["dark", "light", ...(contrast ? ["hc", "hc-light"] : [])] : (themes ?? [theme]);
  const named = values.all || themes !== undefined;
  return wanted.filter((one) => !values.theme || values.theme.includes(one)).map((one) => ({ theme: one, named }));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean", default: false },
    out: { type: "string" },
    theme: { type: "string", multiple: true },
    only: { type: "string", multiple: true },
    vsix: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
const COMMITTED = ["docs/images/scenarios.mjs", "scripts/screenshots/walkthrough.mjs"].map((name) => at(name));
const GALLERY = ["views", "words"].map((name) => at(`scripts/screenshots/${name}.mjs`));
const files = positionals.length > 0 ? positionals.map((name) => path.resolve(name)) : COMMITTED;
if (values.all && positionals.length === 0) files.push(...GALLERY);
const missing = files.find((file) => !existsSync(file));
if (missing !== undefined) {
  console.error(`No scenarios in ${missing}.`);
  console.error(
    "Usage: npm run screenshots -- [SCENARIOS.mjs] [--all] [--out FOLDER] [--only NAME]... [--theme NAME]...",
  );
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
const scenarios = [];
for (const file of files) scenarios.push(...(await import(pathToFileURL(file).href)).default);
const chosen = scenarios.filter(({ name }) => !values.only || values.only.includes(name));
const unknown = (values.only ?? []).filter((name) => scenarios.every((scenario) => scenario.name !== name));
if (unknown.length > 0) {
  console.error(
    `No scenario has the name ${unknown.join(", ")}. There are ${scenarios.map(({ name }) => name).join(", ")}.`,
  );
  process.exit(1);
}
const together = values.out ?? (values.all ? path.join(tmpdir(), "rulehound-pictures") : undefined);

const server = await host.startServer({ verbose: values.verbose });
let browser;
try {
  if (values.vsix) await host.installPackage(values.vsix, path.join(server.home, "extensions"));
  browser = await host.launchBrowser();
  for (const scenario of chosen) {
    const out = together === undefined ? at(scenario.to ?? "docs/images") : path.resolve(together);
    for (const play of playsOf(scenario)) {
      try {
        await takePictures(scenario, play, { server, browser, host, out, development: !values.vsix });
      } catch (error) {
        console.error(error);
        process.exitCode = 1;
      }
    }
  }
} finally {
  await browser?.close();
  await server.stop();
}
