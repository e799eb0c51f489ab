import type * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { ANALYTICS_REQUEST, type AnalyticsResult } from "../../../server/src/protocol/requests.ts";

/** Finds the analytic that ran last when it, or the file that names it, has got another name: by its place among the others. */
export class SameAnalytic {
  readonly #client: BaseLanguageClient;
  #at = -1;
  #of = 0;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
  }

  /** Remembers the place of an analytic in an open rule. */
  async remember(rule: vscode.Uri, id: string): Promise<void> {
    const ids = await this.#ids(rule);
    this.#at = ids.indexOf(id);
    this.#of = ids.length;
  }

  /** The id of the remembered analytic now; undefined when it has no name that is known and analytics came or went. */
  async find(rule: vscode.Uri, id: string): Promise<string | undefined> {
    const ids = await this.#ids(rule);
    return ids.includes(id) ? id : ids.length === this.#of ? ids[this.#at] : undefined;
  }

  async #ids(rule: vscode.Uri): Promise<readonly string[]> {
    const { analytics } = await this.#client.sendRequest<AnalyticsResult>(ANALYTICS_REQUEST, { uri: rule.toString() });
    return analytics.map(({ id }) => id);
  }
}
