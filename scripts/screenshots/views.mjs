// The gallery: every view of the extension, for a look at each in both themes.
import { addMadeLogs } from "./made-files.mjs";
import { askWhyNot, openBytes, openChecked, openTimeline, QUIET, run, runAllTests } from "./parts.mjs";

const common = { folder: "samples/first-steps", viewport: { width: 1360, height: 820 }, settings: QUIET };

export default [
  {
    ...common,
    name: "run-and-highlights",
    contrast: true,
    async steps(workbench, shoot) {
      await run(workbench, "rule.yml", 17);
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
    ...common,
    name: "stages",
    folder: "samples/wmi",
    contrast: true,
    settings: { ...QUIET, "editor.wordWrap": "off" },
    async steps(workbench, shoot) {
      await run(workbench, "rule.yml", 105);
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
    ...common,
    name: "why-not-repair",
    contrast: true,
    async steps(workbench, shoot) {
      await run(workbench, "rule.yml", 23);
      const blamed = await askWhyNot(workbench);
      await shoot("why-not-tree");
      await blamed.locator(".codicon-wand").click();
      await workbench.page.getByText("+2 −0").first().waitFor();
      await shoot("repaired-live");
    },
  },
  {
    ...common,
    name: "live",
    async steps(workbench, shoot) {
      await run(workbench, "rule.yml", 17);
      await workbench.press("Control+1");
      await workbench.goTo(18, 43);
      for (let i = 0; i < "process call create".length; i++) await workbench.press("Shift+ArrowRight");
      await workbench.page.keyboard.insertText("os get"); // In one edit: a run is compared with the one before it.
      await workbench.page.getByText("+1 −2").first().waitFor();
      await shoot("live-lens");
      await workbench.command("Rulehound: Show Gained and Lost Matches");
      await workbench.wait(".monaco-diff-editor");
      await shoot("live-diff");
    },
  },
  {
    ...common,
    name: "tests-and-failure",
    contrast: true,
    async steps(workbench, shoot) {
      await openChecked(workbench, "rule.yml");
      await workbench.goTo(30, 23);
      await workbench.press("Backspace");
      await workbench.type("3");
      await workbench.press("Control+S");
      await runAllTests(workbench, "failed");
      await shoot("test-failure");
      await workbench.page.getByText("2 != 3").first().click();
      await workbench.wait(".peekview-widget");
      await shoot("test-failure-diff");
    },
  },
  {
    ...common,
    name: "evtx",
    prepare: addMadeLogs,
    async steps(workbench, shoot) {
      await run(workbench, "evtx.yml", 5);
      await shoot("evtx");
    },
  },
  {
    ...common,
    name: "capture",
    viewport: { width: 1900, height: 700 },
    contrast: true,
    prepare: addMadeLogs,
    async steps(workbench, shoot) {
      await run(workbench, "wmi.yml", 4, "session.pcap");
      await shoot("capture-run");
      await openTimeline(workbench);
      await shoot("capture-timeline");
      await openBytes(workbench);
      await shoot("capture-hex");
      await workbench.clickLens("Printable, to server");
      await workbench.page.getByText("printable", { exact: false }).first().waitFor();
      await shoot("capture-printable");
    },
  },
  {
    ...common,
    name: "walkthrough",
    viewport: { width: 1600, height: 900 },
    contrast: true,
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
