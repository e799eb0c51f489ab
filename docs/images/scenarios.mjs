// The pictures of the README and the docs: `npm run screenshots`.

const viewport = { width: 1360, height: 820 };
const folder = "samples/wmi";

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
    viewport: { width: 1600, height: 1000 },
    settings: { "editor.wordWrap": "on", "workbench.sideBar.location": "right" },
    async steps(workbench, shoot) {
      await workbench.open("rule.yml");
      await checked(workbench);
      await workbench.goTo(97, 1);
      await workbench.command("Rulehound: Run Rule on Sample…");
      await workbench.wait('.tab[data-resource-name="events.jsonl"]');
      await workbench.command("View: Toggle Primary Side Bar Visibility");
      await workbench.command("Rulehound: Show Results");
      await shoot("log-highlights");
    },
  },
  {
    name: "why-not",
    folder,
    viewport: { width: 1600, height: 1000 },
    settings: { "workbench.sideBar.location": "right" },
    async steps(workbench, shoot) {
      await workbench.open("rule.yml");
      await checked(workbench);
      await workbench.goTo(50, 1);
      await workbench.command("Rulehound: Run Rule on Sample…");
      await workbench.wait('.tab[data-resource-name="events.jsonl"]');
      await workbench.open("events.jsonl");
      await workbench.goTo(187, 1);
      await workbench.command("View: Toggle Primary Side Bar Visibility");
      await workbench.command("Rulehound: Why Is This Event No Match?");
      await workbench.wait(".pane-body .monaco-list-row");
      await shoot("why-not");
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
