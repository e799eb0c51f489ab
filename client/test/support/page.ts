/** Runs the scripts of pages in tests: as much of a document as they touch. */
import assert from "node:assert/strict";
import vm from "node:vm";

type Listener = (event: Record<string, unknown>) => void;

/** As much of an element as the page's script touches. */
export class Element {
  textContent = "";
  value = "";
  className = "";
  tabIndex = 0;
  title = "";
  scope = "";
  readonly dataset: Record<string, unknown> = {};
  readonly attributes: Record<string, string> = {};
  children: Element[] = [];
  parent: Element | undefined;
  readonly #listeners: Record<string, Listener> = {};
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  append(...more: Element[]): void {
    for (const child of more) child.parent = this;
    this.children.push(...more);
  }
  replaceChildren(...children: Element[]): void {
    this.children = [];
    this.append(...children);
  }
  addEventListener(name: string, listener: Listener): void {
    this.#listeners[name] = listener;
  }
  fire(name: string, event: Record<string, unknown> = {}): void {
    this.#listeners[name]?.({ preventDefault: () => undefined, ...event });
  }
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  removeAttribute(name: string): void {
    delete this.attributes[name];
  }
  closest(): Element | null {
    return this.dataset.row === undefined ? null : this;
  }
  focus(): void {
    this.page.focused = this;
  }
  scrollIntoView(): void {
    this.page.scrolled++;
  }
  get firstElementChild(): Element | null {
    return this.children[0] ?? null;
  }
  get lastElementChild(): Element | null {
    return this.children.at(-1) ?? null;
  }
  get nextElementSibling(): Element | null {
    return this.#sibling(1);
  }
  get previousElementSibling(): Element | null {
    return this.#sibling(-1);
  }
  #sibling(step: number): Element | null {
    const all = this.parent?.children ?? [];
    return all[all.indexOf(this) + step] ?? null;
  }
}

/** The script of a page at work without a browser. */
export class Page {
  readonly byId: Record<string, Element> = {};
  focused: Element | undefined;
  scrolled = 0;
  readonly sent: unknown[] = [];
  readonly copied: string[] = [];
  state: unknown;

  /** `state`: what the page kept when it was written before. */
  constructor(html: string, state?: unknown) {
    this.state = state;
    const script = /<script nonce="[^"]*">(.*)<\/script>/s.exec(html)?.[1];
    assert.ok(script);
    for (const id of ["filter", "csv", "json", "said", "head", "body"]) this.byId[id] = new Element(this);
    this.of("head").append(...cellsOf(this, /<tr id="head">(.*?)<\/tr>/s.exec(html)?.[1] ?? "", "th"));
    for (const [, line = ""] of (/<tbody id="body">(.*?)<\/tbody>/s.exec(html)?.[1] ?? "").matchAll(
      /<tr>(.*?)<\/tr>/gs,
    )) {
      const row = new Element(this);
      row.append(...cellsOf(this, line, "td"));
      this.of("body").append(row);
    }
    vm.runInNewContext(script, {
      acquireVsCodeApi: () => ({
        postMessage: (message: unknown) => this.sent.push(message),
        getState: () => this.state,
        setState: (kept: unknown) => {
          this.state = kept;
        },
      }),
      document: {
        getElementById: (id: string) => this.byId[id],
        createElement: () => new Element(this),
        querySelectorAll: () => this.of("head").children,
      },
      getSelection: () => ({ isCollapsed: true }),
      navigator: { clipboard: { writeText: async (text: string) => this.copied.push(text) } },
    });
  }

  of(id: string): Element {
    const found = this.byId[id];
    assert.ok(found);
    return found;
  }

  get rows(): readonly Element[] {
    return this.of("body").children;
  }

  press(line: Element | undefined, key: string): void {
    this.of("body").fire("keydown", { target: line, key });
  }
}

const plain = (html: string): string =>
  html.replace(/<[^>]*>/g, "").replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

/** The cells that a line of a table is written with. */
function cellsOf(page: Page, line: string, tag: "th" | "td"): readonly Element[] {
  return [...line.matchAll(new RegExp(`<${tag}\\b([^>]*)>(.*?)</${tag}>`, "gs"))].map(
    ([, attributes = "", inside = ""]) => {
      const cell = new Element(page);
      const child = new Element(page);
      cell.textContent = child.textContent = plain(inside);
      cell.className = /class="([^"]*)"/.exec(attributes)?.[1] ?? "";
      const value = /data-value="([^"]*)"/.exec(attributes)?.[1];
      if (value !== undefined) cell.dataset.value = plain(value);
      cell.append(child);
      return cell;
    },
  );
}
