// Drives the workbench in a page as a user would: with keys, mouse and the command palette.
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const INPUT = ".quick-input-widget input.input";
const ROW = ".quick-input-list .monaco-list-row";
const HOVER = ".monaco-hover:not(.hidden) .hover-contents";
const SUGGESTION = ".suggest-widget.visible .monaco-list-row";

const succeeds = (work) =>
  work.then(
    () => true,
    () => false,
  );

/** Whether an element comes within a time (ms). */
const appears = (locator, timeout) => succeeds(locator.waitFor({ timeout }));

export class Workbench {
  /** The playwright page, for what has no method here. */
  page;
  #folder;

  /** `page` shows the workbench on `folder`; files are named relative to it. */
  constructor(page, folder) {
    this.page = page;
    this.#folder = folder;
  }

  /** Waits for an element: a CSS selector. */
  async wait(selector, options = {}) {
    await this.page.locator(selector).first().waitFor(options);
  }

  /** Waits until the workbench can take commands. */
  async ready() {
    await this.wait(".monaco-workbench .statusbar-item", { state: "attached" });
  }

  /** Opens a file of the folder in the active editor group. */
  async open(file) {
    await this.#enterInQuickInput("Control+P", path.resolve(this.#folder, file), path.basename(file));
    await this.wait(`.editor-group-container.active .tab.active[data-resource-name="${path.basename(file)}"]`);
    await this.wait(".editor-group-container.active .monaco-editor .view-line");
  }

  /** Puts the cursor at a line and column, both from 1. */
  async goTo(line, column = 1) {
    await this.#enterInQuickInput("Control+G", `:${line}:${column}`);
    await this.page.locator(INPUT).waitFor({ state: "hidden" });
  }

  /** Runs a command of the palette by the title that the palette shows. */
  async command(title) {
    const row = this.page.locator(ROW, { hasText: title }).first();
    for (let tries = 10; ; tries--) {
      await this.page.keyboard.press("F1");
      await this.page.locator(INPUT).waitFor();
      await this.page.locator(INPUT).fill(`>${title}`);
      if (await appears(row, 3000)) break;
      if (tries === 0) throw new Error(`the command palette does not list "${title}"`);
      await this.page.keyboard.press("Escape"); // An open palette does not learn of commands that come later.
    }
    await this.page.keyboard.press("Enter");
    // Gone, or open again for a question of the command itself.
    await this.page.waitForFunction((selector) => {
      const input = document.querySelector(selector);
      return !input?.checkVisibility() || !input.value.startsWith(">");
    }, INPUT);
  }

  /** Answers an open pick or input box. */
  async answer(text) {
    await this.page.locator(INPUT).waitFor();
    await this.page.locator(INPUT).fill(text);
    await this.wait(ROW);
    await this.page.keyboard.press("Enter");
  }

  /** Enters a text in the box that a key opens, and takes the first row; `row`: what stands in it, once it is the right one. */
  async #enterInQuickInput(key, text, row = "") {
    const first = this.page.locator(`${ROW}[data-index="0"]`, { hasText: row });
    for (let tries = 5; ; tries--) {
      await this.page.keyboard.press(key);
      // An editor that takes the focus meanwhile closes the box again.
      if (
        (await appears(this.page.locator(INPUT), 4000)) &&
        (await succeeds(this.page.locator(INPUT).fill(text, { timeout: 4000 }))) &&
        (await appears(first, 4000))
      )
        break;
      if (tries === 0) throw new Error(`no box to enter "${text}" in comes for ${key}`);
    }
    await sleep(300); // The list is filled once more after its first row came.
    await this.page.keyboard.press("Enter");
  }

  /** The middle of the nth occurrence (from 0) of a text in the visible lines of the active editor. */
  async #locate(text, nth) {
    const find = ({ text, nth }) => {
      let left = nth;
      const active = document.querySelector(".editor-group-container.active") ?? document;
      const lines = [...active.querySelectorAll(".monaco-editor .view-lines .view-line")];
      lines.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
      for (const line of lines) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const nodes = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
        const whole = nodes
          .map((node) => node.data)
          .join("")
          .replaceAll("\u00a0", " ");
        for (let start = whole.indexOf(text); start >= 0; start = whole.indexOf(text, start + 1)) {
          if (left-- > 0) continue;
          const place = (offset, isEnd) => {
            let before = 0;
            for (const node of nodes) {
              const size = node.data.length;
              if (offset < before + size || (isEnd && offset === before + size)) return [node, offset - before];
              before += size;
            }
            throw new RangeError(`no character ${offset}`);
          };
          const range = document.createRange();
          range.setStart(...place(start, false));
          range.setEnd(...place(start + text.length, true));
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }
      }
      return undefined;
    };
    for (let tries = 50; tries > 0; tries--) {
      const point = await this.page.evaluate(find, { text, nth });
      if (point) return point;
      await sleep(200);
    }
    throw new Error(`"${text}" is not on the screen`);
  }

  /** Moves the mouse onto a text of the active editor and waits for the hover; gives the hover's text. */
  async hover(text, nth = 0) {
    const { x, y } = await this.#locate(text, nth);
    for (let tries = 5; ; tries--) {
      await this.page.mouse.move(x - 3, y);
      await this.page.mouse.move(x, y, { steps: 3 });
      const hover = this.page.locator(HOVER).first();
      if (await appears(hover, 5000)) return hover.textContent();
      if (tries === 0) throw new Error(`no hover comes for "${text}"`);
      await this.page.mouse.move(5, 5);
    }
  }

  /** Clicks on a text of the active editor. */
  async click(text, nth = 0) {
    const { x, y } = await this.#locate(text, nth);
    await this.page.mouse.click(x, y);
  }

  /** Clicks on a code lens by a part of its title. */
  async clickLens(title, nth = 0) {
    await this.page.locator(".codelens-decoration a", { hasText: title }).nth(nth).click();
  }

  /** Asks for completions at the cursor; gives their labels. */
  async suggest() {
    for (let tries = 5; ; tries--) {
      await this.page.keyboard.press("Control+Space");
      if (await appears(this.page.locator(SUGGESTION).first(), 5000)) break;
      if (tries === 0) throw new Error("no completion comes");
      await this.page.keyboard.press("Escape");
    }
    return this.page.locator(`${SUGGESTION} .label-name`).allInnerTexts();
  }

  /** Types text at the cursor. */
  async type(text) {
    await this.page.keyboard.type(text, { delay: 30 });
  }

  /** Presses a key or chord, as playwright names it: "Escape", "Control+End". */
  async press(key) {
    await this.page.keyboard.press(key);
  }

  /** Waits until the picture stands still, and gives it as PNG; `clip`: of a part of the window. */
  async picture({ clip } = {}) {
    const options = clip === undefined ? {} : { clip };
    let last = await this.page.screenshot(options);
    for (let tries = 20; tries > 0; tries--) {
      await sleep(300);
      const next = await this.page.screenshot(options);
      if (next.equals(last)) break;
      last = next;
    }
    return last;
  }
}
