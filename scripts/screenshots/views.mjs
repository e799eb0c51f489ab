// The gallery, part one: every view of the extension, for a look at each in both themes.
import { addMadeLogs } from "./made-files.mjs";

const viewport = { width: 1360, height: 820 };
const folder = "samples/first-steps";
const quiet = { "editor.stickyScroll.enabled": false, "breadcrumbs.enabled": false };

const checked = (workbench) => workbench.wait('.cdr[class*="squiggly-"]');

/** Runs the search at a line of the rule and waits for its counts. */
async function run(workbench, file, line, sample) {
  await workbench.open(file);
  await workbench.goTo(line);
  await workbench.command("Rulehound: Run Rule on Sample…");
  if (sample !== undefined) await workbench.answer(sample);
  await workbench.page
    .getByText(/^\d+ rows? of/)
    .first()
    .waitFor();
}

export default [
  {
    name: "run-and-highlights",
    folder,
    viewport,
    contrast: true,
    settings: quiet,
    async steps(workbench, shoot) {
      await run(workbench, "rule.yml", 17);
      await workbench.command("View: Close Primary Side Bar");
      await shoot("run-beside");
      await workbench.click("CommandLine");
      await shoot("clause-followed");
      await workbench.press("Control+2");
      await workbench.hover("process call create");
      await shoot("match-hover");
      await workbench.press("Escape");
      await workbench.command("Rulehound: Show Results");
      await shoot("results");
    },
  },
  {
    name: "stages",
    folder: "samples/wmi",
    viewport,
    contrast: true,
    settings: { ...quiet, "editor.wordWrap": "off" },
    async steps(workbench, shoot) {
      await run(workbench, "rule.yml", 105);
      await workbench.command("View: Close Primary Side Bar");
      await workbench.press("Control+1");
      await workbench.command("View: Toggle Maximize Editor Group"); // The log, opened beside, hides half of the rule.
      await workbench.goTo(105);
      await shoot("x-ray");
      await workbench.command("View: Toggle Maximize Editor Group");
      await workbench.goTo(109, 12);
      await workbench.command("Rulehound: Show Rows at This Stage");
      await workbench.wait(".webview.ready");
      await shoot("stage-rows");
    },
  },
  {
    name: "why-not-repair",
    folder,
    viewport,
    contrast: true,
    settings: quiet,
    async steps(workbench, shoot) {
      await run(workbench, "rule.yml", 23);
      await workbench.command("View: Close Primary Side Bar");
      await workbench.press("Control+2");
      await workbench.goTo(5);
      await workbench.command("Rulehound: Why Is This Event No Match?");
      const blamed = workbench.page.locator(".pane-body .monaco-list-row", { hasText: "like(ParentImage" }).last();
      await blamed.click();
      await workbench.page.mouse.move(5, 5);
      await shoot("why-not-tree");
      await blamed.locator(".codicon-wand").click();
      await workbench.page.getByText("+2 −0").first().waitFor();
      await shoot("repaired-live");
    },
  },
  {
    name: "live",
    folder,
    viewport,
    settings: quiet,
    async steps(workbench, shoot) {
      await run(workbench, "rule.yml", 17);
      await workbench.command("View: Close Primary Side Bar");
      await workbench.press("Control+1");
      await workbench.goTo(18, 43);
      for (let i = 0; i < "process call create".length; i++) await workbench.press("Shift+ArrowRight");
      await workbench.type("os get");
      await workbench.page.getByText("+1 −2").first().waitFor();
      await shoot("live-lens");
      await workbench.command("Rulehound: Show Gained and Lost Matches");
      await workbench.wait(".monaco-diff-editor");
      await shoot("live-diff");
    },
  },
  {
    name: "tests-and-failure",
    folder,
    viewport,
    contrast: true,
    settings: quiet,
    async steps(workbench, shoot) {
      await workbench.open("rule.yml");
      await checked(workbench);
      await workbench.goTo(30, 23);
      await workbench.press("Backspace");
      await workbench.type("3");
      await workbench.press("Control+S");
      await workbench.command("Testing: Focus on Test Explorer View");
      await workbench.wait(".test-explorer .monaco-list-row");
      await workbench.command("Test: Run All Tests");
      await workbench.wait(".test-explorer .codicon-testing-failed-icon");
      await shoot("test-failure");
      await workbench.page.getByText("2 != 3").first().click();
      await workbench.wait(".peekview-widget");
      await shoot("test-failure-diff");
    },
  },
  {
    name: "evtx",
    folder,
    viewport,
    settings: quiet,
    prepare: addMadeLogs,
    async steps(workbench, shoot) {
      await run(workbench, "evtx.yml", 5);
      await workbench.command("View: Close Primary Side Bar");
      await shoot("evtx");
    },
  },
  {
    name: "capture",
    folder,
    viewport: { width: 1900, height: 700 },
    contrast: true,
    settings: quiet,
    prepare: addMadeLogs,
    async steps(workbench, shoot) {
      await run(workbench, "wmi.yml", 4, "session.pcap");
      await workbench.command("View: Close Primary Side Bar");
      await shoot("capture-run");
      await workbench.press("Control+2");
      await workbench.command("Rulehound: Open Capture (Timeline)");
      await workbench.page.getByText("IWbemServices").first().waitFor();
      await shoot("capture-timeline");
      await workbench.goTo(2);
      await workbench.command("Rulehound: Open Bytes of This Event");
      await workbench.page.getByText("05 00 0b").first().waitFor();
      await shoot("capture-bytes");
      await workbench.clickLens("Printable, to server");
      await workbench.page.getByText("printable", { exact: false }).first().waitFor();
      await shoot("capture-printable");
    },
  },
  {
    name: "walkthrough",
    folder,
    viewport: { width: 1600, height: 900 },
    contrast: true,
    settings: quiet,
    async steps(workbench, shoot) {
      await workbench.command("View: Close Primary Side Bar");
      await workbench.command("Welcome: Open Walkthrough...");
      await workbench.answer("First steps with Rulehound");
      await workbench.wait(".getting-started-category");
      await shoot("walkthrough-start");
      for (const [button, text] of [
        ["Open Sample Rules", "Open the sample rules"],
        ["Run the Search", "Run a search on a log"],
      ]) {
        await workbench.page.locator(".step-title", { hasText: text }).click();
        await workbench.page.getByRole("button", { name: button }).click();
        await workbench.page.waitForTimeout(3000);
      }
      await shoot("walkthrough-run");
    },
  },
];
