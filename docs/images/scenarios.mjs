// The pictures of the README and the docs: `npm run screenshots`.

import { addMadeLogs } from "../../scripts/screenshots/made-files.mjs";
import {
  askWhyNot,
  openBytes,
  openChecked,
  openTimeline,
  QUIET,
  run,
  runAllTests,
  showDetails,
  unfoldTests,
} from "../../scripts/screenshots/parts.mjs";

/** The checked page of a technique, seen whole. */
const page = { folder: "samples/wmi", viewport: { width: 1360, height: 820 } };

export default [
  {
    name: "page",
    ...page,
    async steps(workbench, shoot) {
      await openChecked(workbench, "T1047.md");
      await workbench.goTo(24, 1);
      await workbench.command("Problems: Focus on Problems View");
      await shoot("page-diagnostics");
    },
  },
  {
    name: "hover-event",
    ...page,
    theme: "light",
    async steps(workbench, shoot) {
      await openChecked(workbench, "T1047.md");
      await workbench.goTo(24, 1);
      await workbench.hover("4688");
      await shoot("hover-event-id");
    },
  },
  {
    name: "hover-uuid",
    ...page,
    async steps(workbench, shoot) {
      await openChecked(workbench, "T1047.md");
      await workbench.goTo(72, 1);
      await workbench.hover("0000-c000");
      await shoot("hover-uuid");
    },
  },
  {
    name: "completion",
    ...page,
    async steps(workbench, shoot) {
      await openChecked(workbench, "rule.yml");
      await workbench.goTo(90, 1);
      await workbench.press("End");
      await workbench.press("Enter");
      await workbench.type("| search Parent");
      await workbench.suggest();
      await showDetails(workbench);
      await shoot("completion-fields");
    },
  },
  {
    name: "run",
    folder: page.folder,
    viewport: { width: 1360, height: 760 },
    settings: { ...QUIET, "workbench.panel.defaultLocation": "bottom" },
    async steps(workbench, shoot) {
      await openChecked(workbench, "rule.yml");
      await workbench.command("View: Close Primary Side Bar");
      await workbench.command("View: New Editor Group Below");
      await workbench.open("events.jsonl");
      await workbench.press("Control+1");
      await workbench.goTo(98);
      await workbench.goTo(88);
      await workbench.command("Rulehound: Run Rule on Sample…");
      await workbench.page.getByText("6 rows of").first().waitFor();
      await shoot("log-highlights");
    },
  },
  {
    name: "why-not",
    folder: "samples/first-steps",
    viewport: { width: 1360, height: 760 },
    settings: QUIET,
    async steps(workbench, shoot) {
      await run(workbench, "rule.yml", 23);
      await askWhyNot(workbench);
      await shoot("why-not");
    },
  },
  {
    name: "capture",
    folder: "samples/first-steps",
    viewport: { width: 1900, height: 520 },
    settings: QUIET,
    prepare: addMadeLogs,
    async steps(workbench, shoot) {
      await run(workbench, "wmi.yml", 4, "session.pcap");
      await openTimeline(workbench);
      await openBytes(workbench);
      await shoot("capture-bytes");
    },
  },
  {
    name: "sequence",
    folder: "samples/wmi-network",
    viewport: { width: 1500, height: 900 },
    settings: { "workbench.sideBar.location": "right" },
    async steps(workbench, shoot) {
      await workbench.open("rule.yml");
      await workbench.wait(".codelens-decoration");
      await workbench.command("View: Toggle Primary Side Bar Visibility");
      await workbench.goTo(158, 1);
      await workbench.command("Rulehound: Find Sequence…");
      const page = workbench.page.frameLocator("iframe.webview").frameLocator("iframe");
      await page.locator("article svg").first().waitFor();
      await shoot("sequence");
    },
  },
  {
    name: "emptiness",
    ...page,
    theme: "light",
    async steps(workbench, shoot) {
      await openChecked(workbench, "T1047.md");
      await workbench.goTo(40, 1);
      await workbench.command("Rulehound: Explain Emptiness");
      await workbench.wait(".webview.ready");
      await shoot("explain-emptiness");
    },
  },
  {
    name: "tests",
    ...page,
    theme: "light",
    async steps(workbench, shoot) {
      await openChecked(workbench, "rule.yml");
      await workbench.goTo(150);
      await workbench.goTo(122);
      await runAllTests(workbench, "passed");
      await unfoldTests(workbench);
      await shoot("test-explorer");
    },
  },
];
