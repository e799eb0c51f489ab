import { complete } from "#ide/completion/complete.ts";
import type { CompletionItem } from "#ide/types.ts";
import type { Environment } from "#semantics/environment.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { fixture } from "./support.ts";

/** What completion offers at the mark `‸` of a text. */
export interface Offered {
  readonly items: readonly CompletionItem[];
  readonly labels: readonly string[];
  /** The text typed so far, which an item replaces. */
  readonly typed: string;
  /** The whole text with the item of a label put in; undefined when it is not offered. */
  readonly accept: (label: string) => string | undefined;
}

/** Asks for completion at the mark of a text that is the file of a name. */
export function offered(marked: string, file = "search.spl", environment: Environment = testEnvironment): Offered {
  const { analysis, cursor, text } = fixture(marked, file, environment);
  const list = complete(analysis, cursor);
  const { start, end } = list?.span ?? { start: cursor, end: cursor };
  const items = list?.items ?? [];
  return {
    items,
    labels: items.map(({ label }) => label),
    typed: text.slice(start, end),
    accept: (label) => {
      const item = items.find((one) => one.label === label);
      return item === undefined ? undefined : text.slice(0, start) + item.insert + text.slice(end);
    },
  };
}
