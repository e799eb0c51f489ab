// A headless Chromium that shows the workbench and can reach nothing but this machine.
import { chromium } from "playwright-core";
import { findChromium } from "./parts.mjs";

/** Starts the Chromium of this machine without a window. */
export function launchBrowser() {
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
