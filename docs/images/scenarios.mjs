// The pictures of the README and the docs: `npm run screenshots`.

import { addMadeLogs } from "../../scripts/screenshots/made-files.mjs";

const viewport = { width: 1360, height: 820 };
const folder = "samples/wmi";
const quiet = { "editor.stickyScroll.enabled": false, "breadcrumbs.enabled": false };

/** Waits until the server has answered: a squiggle is there. */
const checked = (workbench) => workbench.wait('.cdr[class*="squiggly-"]');

export default [
  {
    name: "page",
    folder,
    viewport,
    async steps(workbench, shoot) {
      await workbench.open("T1047.md");
      await checked(workbench);
      await workbench.goTo(24, 1);
      await workbench.command("Problems: Focus on Problems View");
      await shoot("page-diagnostics");
    },
  },
  {
    name: "hover-event",
    folder,
    viewport,
    theme: "light",
    async steps(workbench, shoot) {
      await workbench.open("T1047.md");
      await checked(workbench);
      await workbench.goTo(24, 1);
      await workbench.hover("4688");
      await shoot("hover-event-id");
    },
  },
  {
    name: "hover-uuid",
    folder,
    viewport,
    async steps(workbench, shoot) {
      await workbench.open("T1047.md");
      await checked(workbench);
      await workbench.goTo(72, 1);
      await workbench.hover("0000-c000");
      await shoot("hover-uuid");
    },
  },
  {
    name: "completion",
    folder,
    viewport,
    async steps(workbench, shoot) {
      await workbench.open("rule.yml");
      await checked(workbench);
      await workbench.goTo(90, 1);
      await workbench.press("End");
      await workbench.press("Enter");
      await workbench.type("| search Parent");
      await workbench.suggest();
      await workbench.press("Control+Space");
      await shoot("completion-fields");
    },
  },
  {
    name: "run",
    folder,
    viewport: { width: 1360, height: 760 },
    settings: { ...quiet, "workbench.panel.defaultLocation": "bottom" },
    async steps(workbench, shoot) {
      await workbench.open("rule.yml");
      await workbench.command("View: Close Primary Side Bar");
      await checked(workbench);
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
    settings: quiet,
    async steps(workbench, shoot) {
      await workbench.open("rule.yml");
      await workbench.command("View: Close Primary Side Bar");
      await checked(workbench);
      await workbench.goTo(23);
      await workbench.command("Rulehound: Run Rule on Sample…");
      await workbench.page.getByText("0 rows of").first().waitFor();
      await workbench.press("Control+2");
      await workbench.goTo(5);
      await workbench.command("Rulehound: Why Is This Event No Match?");
      const blamed = workbench.page.locator(".pane-body .monaco-list-row", { hasText: "like(ParentImage" }).last();
      await blamed.click();
      await workbench.page.mouse.move(5, 5);
      await shoot("why-not");
    },
  },
  {
    name: "capture",
    folder: "samples/first-steps",
    viewport: { width: 1640, height: 560 },
    settings: quiet,
    prepare: addMadeLogs,
    async steps(workbench, shoot) {
      await workbench.open("wmi.yml");
      await workbench.command("View: Close Primary Side Bar");
      await workbench.command("Rulehound: Run Rule on Sample…");
      await workbench.answer("session.pcap");
      await workbench.page.getByText("1 row of").first().waitFor();
      await workbench.press("Control+2");
      await workbench.command("Rulehound: Open Capture (Timeline)");
      await workbench.page.getByText("IWbemServices").first().waitFor();
      await workbench.goTo(2);
      await workbench.command("Rulehound: Open Bytes of This Event");
      await workbench.page.getByText("05 00 0b").first().waitFor();
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
    folder,
    viewport,
    theme: "light",
    async steps(workbench, shoot) {
      await workbench.open("T1047.md");
      await checked(workbench);
      await workbench.goTo(40, 1);
      await workbench.command("Rulehound: Explain Emptiness");
      await workbench.wait(".webview.ready");
      await shoot("explain-emptiness");
    },
  },
  {
    name: "tests",
    folder,
    viewport,
    theme: "light",
    async steps(workbench, shoot) {
      await workbench.open("rule.yml");
      await checked(workbench);
      await workbench.command("Testing: Focus on Test Explorer View");
      await workbench.wait(".test-explorer .monaco-list-row");
      await workbench.command("Test: Run All Tests");
      await workbench.wait(".test-explorer .codicon-testing-passed-icon");
      await shoot("test-explorer");
    },
  },
];
