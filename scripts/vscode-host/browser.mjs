// A headless Chromium that shows the workbench and can reach nothing but this machine.
import { createRequire } from "node:module";
import path from "node:path";
import { findChromium, hostFolder } from "./parts.mjs";

/** Starts Chromium through the installation's playwright-core. */
export function launchBrowser() {
  const { chromium } = createRequire(path.join(hostFolder(), "package.json"))("playwright-core");
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
}

/** A page whose requests to other machines fail at once: nothing in the workbench waits for the outside. */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const outside = ({ protocol, hostname }) =>
    /^(https?|wss?):$/.test(protocol) && hostname !== "127.0.0.1" && !hostname.endsWith("localhost");
  await context.route(outside, (route) => route.abort());
  return context.newPage();
}
