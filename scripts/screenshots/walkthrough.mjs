// The pictures of the walkthrough, and one of the walkthrough itself for the gallery.
import { openChecked, QUIET, runAllTests, unfoldTests } from "./parts.mjs";

const common = {
  folder: "samples/first-steps",
  to: "walkthrough",
  themes: ["dark", "light"],
  viewport: { width: 1000, height: 660 },
  settings: {
    "workbench.activityBar.location": "hidden",
    "workbench.statusBar.visible": false,
    ...QUIET,
    "editor.lineNumbersMinChars": 3,
  },
};

/** The rule alone, with its findings. */
async function openRule(workbench, line) {
  await openChecked(workbench, "rule.yml");
  await workbench.command("View: Close Primary Side Bar");
  await workbench.goTo(line);
}

/** The rule above its log; runs one of its searches. */
async function runAboveLog(workbench, line) {
  await openRule(workbench, line);
  await workbench.command("View: New Editor Group Below");
  await workbench.open("events.jsonl");
  await workbench.press("Control+1");
  await workbench.goTo(line + 4); // Scrolls down, so that the search is at the top of what is left of the editor.
  await workbench.goTo(line);
  await workbench.command("Rulehound: Run Rule on Sample…");
  await workbench.page.getByText("12 → ").first().waitFor();
}

export default [
  {
    ...common,
    name: "first-open",
    async steps(workbench, shoot) {
      await openRule(workbench, 17);
      await shoot("open");
    },
  },
  {
    ...common,
    name: "first-run",
    async steps(workbench, shoot) {
      await runAboveLog(workbench, 17);
      await shoot("run");
    },
  },
  {
    ...common,
    name: "first-repair",
    viewport: { width: 1000, height: 780 },
    async steps(workbench, shoot) {
      await runAboveLog(workbench, 23);
      await workbench.goTo(28);
      await workbench.press("Control+2");
      await workbench.goTo(5);
      await workbench.command("Rulehound: Why Is This Event No Match?");
      await workbench.wait(".pane-body .monaco-list-row");
      await shoot("why-not");
      await workbench.command("View: Hide Panel");
      await workbench.press("Control+1");
      await workbench.goTo(24, 38);
      await workbench.press("Control+.");
      await workbench.page.getByText("Replace * by %").first().waitFor();
      await workbench.press("Enter");
      await workbench.page.getByText("+2 −0").first().waitFor();
      await shoot("repair");
    },
  },
  {
    ...common,
    name: "first-test",
    async steps(workbench, shoot) {
      await openRule(workbench, 28);
      await runAllTests(workbench, "passed");
      await unfoldTests(workbench);
      await shoot("test");
    },
  },
  {
    ...common,
    name: "first-detection",
    async steps(workbench, shoot) {
      await openRule(workbench, 1);
      await workbench.command("Rulehound: New Detection…");
      await workbench.page.getByText("what does it find").waitFor();
      await workbench.type("Process creation through WMI");
      await workbench.press("Enter");
      await workbench.wait(".quick-input-list .monaco-list-row");
      await shoot("new-detection");
    },
  },
];
