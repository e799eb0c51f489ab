// What the scenarios of several pages do alike.

/** Settings under which nothing but the text is in an editor. */
export const QUIET = { "editor.stickyScroll.enabled": false, "breadcrumbs.enabled": false };

/** Opens a rule and waits until the server has answered: a squiggle is there. */
export async function openChecked(workbench, file) {
  await workbench.open(file);
  await workbench.wait('.cdr[class*="squiggly-"]');
}

/** Runs the search at a line of a rule, on one of its samples where it has several, and waits for its counts. */
export async function run(workbench, file, line, sample) {
  await workbench.open(file);
  await workbench.goTo(line);
  await workbench.command("Rulehound: Run Rule on Sample…");
  if (sample !== undefined) await workbench.answer(sample);
  await workbench.page
    .getByText(/^\d+ rows? of/)
    .first()
    .waitFor();
  await workbench.command("View: Close Primary Side Bar");
}

/** Asks why the event in line 5 of the log beside is no match; gives the clause that is blamed, which is clicked. */
export async function askWhyNot(workbench) {
  await workbench.press("Control+2");
  await workbench.goTo(5);
  await workbench.command("Rulehound: Why Is This Event No Match?");
  const blamed = workbench.page.locator(".pane-body .monaco-list-row", { hasText: /^\s*like\(ParentImage/ });
  await blamed.click();
  await workbench.page.mouse.move(5, 5);
  return blamed;
}

/** Opens the timeline of the capture beside. */
export async function openTimeline(workbench) {
  await workbench.press("Control+2");
  await workbench.command("Rulehound: Open Capture (Timeline)");
  await workbench.page.getByText("IWbemServices").first().waitFor();
}

/** Opens the bytes of the event in line 2 of a timeline. */
export async function openBytes(workbench) {
  await workbench.goTo(2);
  await workbench.command("Rulehound: Open Bytes of This Event");
  await workbench.page.getByText("05 00 0b").first().waitFor();
}

/** Opens the details beside the list of completions, unless they are open. */
export async function showDetails(workbench) {
  await workbench.page.waitForTimeout(500); // Details come a moment after their list.
  const details = workbench.page.locator(".suggest-details-container .suggest-details, .suggest-details").first();
  if (!(await details.isVisible())) await workbench.press("Control+Space");
  await workbench.page.waitForTimeout(500);
}

/** Unfolds the first rule in the Test Explorer, and its first analytic. */
export async function unfoldTests(workbench) {
  const rows = workbench.page.locator(".test-explorer .monaco-list-row");
  for (const at of [0, 1]) {
    await rows.nth(at).locator(".monaco-tl-twistie").click();
    await rows.nth(at + 1).waitFor();
  }
}

/** Shows the Test Explorer and runs all tests; waits until one has passed or failed, as said. */
export async function runAllTests(workbench, outcome) {
  await workbench.command("Testing: Focus on Test Explorer View");
  await workbench.wait(".test-explorer .monaco-list-row");
  await workbench.command("Test: Run All Tests");
  await workbench.wait(`.test-explorer .codicon-testing-${outcome}-icon`);
}
