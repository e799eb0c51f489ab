#!/usr/bin/env node
// Takes pictures of the extension in the real workbench:
//   node scripts/screenshots.mjs [SCENARIOS.mjs] [--all] [--out FOLDER] [--only NAME]... [--theme NAME]... [--vsix FILE] [--verbose]
// Unless told: the pictures of the README, the docs and the walkthrough, to where they are committed. --all: those and the gallery of
// scripts/screenshots, each dark and light, some in high contrast, into rulehound-pictures in the system's temporary folder.
//
// SCENARIOS.mjs exports by default a list of scenarios:
//   { name: "hover", folder: "samples/wmi", theme: "light", viewport: { width: 1280, height: 800 }, scale: 2,
//     settings: { "editor.fontSize": 14 }, async steps(workbench, shoot) { ... await shoot("hover"); } }
// `folder` is relative to the checkout and opened as a copy, to which `prepare(copy)` may add files; `steps` drives the Workbench of
// vscode-host/workbench.mjs, and `shoot(name)` writes FOLDER/name.png; `shoot(name, { clip })` a part of the window. `themes`
// instead of `theme`: the scenario is played in each, and pictures are named NAME-THEME. `contrast`: --all takes it in high
// contrast too. `to`: the folder of the checkout for its pictures. `limit`: the seconds after which a play is given up, 180 unless
// told. Only name, folder and steps are needed. A play takes 10 to 20 seconds on a quiet machine, --all has about 60 of them.
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
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

/** Gives what `work` gives, or fails with `message` after some seconds; what is under way then is ended by its page's closing. */
async function within(seconds, message, work) {
  const late = new AbortController();
  const tooLate = sleep(seconds * 1000, undefined, { signal: late.signal }).then(
    () => Promise.reject(new Error(message)),
    () => undefined, // Called off: the work has ended.
  );
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    late.abort();
  }
}

/** Runs one scenario in one theme in a page of its own; a failure leaves the picture NAME-failed.png. */
async function takePictures(scenario, { theme, named }, { server, browser, host, out, development }) {
  const { name, folder, viewport, scale = 1, settings = {}, limit = 180, prepare, steps } = scenario;
  const chosen = { ...STILL, "workbench.colorTheme": THEMES[theme] ?? theme, ...settings };
  const data = path.join(server.home, "data");
  await rm(path.join(data, "User/settings.json"), { force: true }); // Those of the scenario before are not its own.
  await host.writeSettings(data, chosen);
  const copy = await host.copyWorkspace(server, path.resolve(ROOT, folder), `${name}-${theme}`);
  await prepare?.(copy);
  const page = await host.newPage(browser, { deviceScaleFactor: scale, ...(viewport ? { viewport } : {}) });
  page.setDefaultTimeout(120_000);
  const workbench = new host.Workbench(page, copy);
  const write = async (picture, png) => {
    const file = path.join(out, `${prefixOf(scenario)}${picture}${named ? `-${theme}` : ""}.png`);
    await mkdir(out, { recursive: true });
    await writeFile(file, smallPng(png));
    console.log(path.relative(process.cwd(), file));
  };
  try {
    const payload = development ? [["extensionDevelopmentPath", host.remoteUri(server, ROOT)]] : [];
    const play = async () => {
      await page.goto(host.workbenchUrl(server, copy, payload));
      await workbench.ready();
      await steps(workbench, async (picture, options) => write(picture, await workbench.picture(options)));
    };
    await within(limit, `not at its end after ${limit} s`, play());
  } catch (error) {
    const seen = await page.screenshot({ timeout: 10_000 }).catch(() => undefined); // A page that hangs has no picture.
    if (seen) await write(`${name}-failed`, seen);
    throw new Error(`scenario ${name} (${theme}): ${error.message}`, { cause: error });
  } finally {
    await within(20, `the page of scenario ${name} does not close`, page.context().close());
  }
}

/** What tells pictures of other folders apart where all come into one. */
function prefixOf({ to }) {
  return values.all && to !== undefined ? `${path.basename(to)}-` : "";
}

/** Plays scenarios one after the other with a line for each; gives how many failed. */
async function playAll(plays, context) {
  let failed = 0;
  for (const [at, { scenario, play, out }] of plays.entries()) {
    const began = Date.now();
    const said = (outcome) =>
      console.error(
        `${at + 1} of ${plays.length}: ${scenario.name} (${play.theme}) ${outcome} in ${Math.round((Date.now() - began) / 1000)} s`,
      );
    try {
      await takePictures(scenario, play, { ...context, out });
      said("done");
    } catch (error) {
      failed++;
      said("FAILED");
      console.error(error.message);
      if (values.verbose) console.error(error.cause);
    }
  }
  return failed;
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
const COMMITTED = [
  "docs/images/scenarios.mjs",
  "scripts/screenshots/walkthrough.mjs",
  "scripts/screenshots/words.mjs",
].map((name) => at(name));
const GALLERY = [at("scripts/screenshots/views.mjs")];
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

const plays = chosen.flatMap((scenario) => {
  const out = together === undefined ? at(scenario.to ?? "docs/images") : path.resolve(together);
  return playsOf(scenario).map((play) => ({ scenario, play, out }));
});
const server = await host.startServer({ verbose: values.verbose });
let browser;
let failed = 0;
try {
  if (values.vsix) await host.installPackage(values.vsix, path.join(server.home, "extensions"));
  browser = await host.launchBrowser();
  failed = await playAll(plays, { server, browser, host, development: !values.vsix });
} finally {
  if (browser)
    await within(20, "the browser does not close", browser.close()).catch((error) => console.error(error.message));
  await server.stop();
}
console.error(failed === 0 ? `All ${plays.length} played.` : `${failed} of ${plays.length} FAILED.`);
process.exit(failed === 0 ? 0 : 1); // Whatever a page that hung has left behind.
