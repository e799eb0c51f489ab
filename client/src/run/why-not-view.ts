import * as vscode from "vscode";
import type {
  NearMissesResult,
  ProtocolEvent,
  ProtocolRange,
  ProtocolRepair,
  ProtocolWhyNode,
  WhyNotResult,
} from "../../../server/src/protocol/requests.ts";
import { eventPlace } from "../samples/sample-view.ts";

/** What a line of the tree stands for. */
export interface WhyNotItem {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** What a screen reader says: also what the icon shows. */
  readonly spoken: string;
  readonly icon: vscode.ThemeIcon;
  readonly children: readonly WhyNotItem[];
  /** What holds is folded at first: the eye is led to what does not. */
  readonly folded: boolean;
  /** Where a click leads. */
  readonly target: { readonly uri: vscode.Uri; readonly range: vscode.Range } | undefined;
  readonly repair: { readonly uri: vscode.Uri; readonly version: number; readonly repair: ProtocolRepair } | undefined;
}

/** The tree that says why an event is no result, or what keeps the events of a sample out. */
export class WhyNotView implements vscode.TreeDataProvider<WhyNotItem>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<WhyNotItem>;
  readonly #subscription: vscode.Disposable;
  #items: readonly WhyNotItem[] = [];
  /** The rule that the answer is about, and whether it still stands as it was. */
  #rule: vscode.Uri | undefined;
  #isOld = false;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor() {
    this.#view = vscode.window.createTreeView("rulehound.whyNot", { treeDataProvider: this });
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document.uri.toString() === this.#rule?.toString()) this.#growOld();
    });
  }

  /** Shows how the stages and clauses came out for an event. */
  async showWhyNot(result: WhyNotResult): Promise<void> {
    const uri = vscode.Uri.parse(result.uri);
    const items = result.stages.map((node) => nodeItem(node, uri, result.version));
    const { name, event } = result;
    const about = event === undefined ? name : vscode.l10n.t("{0}, line {1}", name, event.line + 1);
    await this.#show(uri, items, result.message, about);
  }

  /** Shows what keeps the events out, nearest misses first. */
  async showNearMisses(rule: vscode.Uri, result: NearMissesResult): Promise<void> {
    const items = result.misses.map((miss) => missItem(miss, rule));
    await this.#show(rule, items, result.message, result.name);
  }

  /** What is shown, for the tests of the extension. */
  get items(): readonly WhyNotItem[] {
    return this.#items;
  }

  getTreeItem(item: WhyNotItem): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const open = item.children.length === 0 ? None : item.folded ? Collapsed : Expanded;
    const shown = new vscode.TreeItem(item.label, open);
    shown.description = item.description;
    shown.tooltip = item.tooltip;
    shown.iconPath = item.icon;
    // The icon says how it came out; those who do not see it hear it.
    shown.accessibilityInformation = { label: item.spoken };
    if (item.repair !== undefined && !this.#isOld) shown.contextValue = "repairable";
    if (item.target !== undefined) {
      const { uri, range } = item.target;
      shown.command = {
        command: "vscode.open",
        title: vscode.l10n.t("Show"),
        arguments: [uri, { selection: range, preserveFocus: true }],
      };
    }
    return shown;
  }

  getChildren(item?: WhyNotItem): WhyNotItem[] {
    return [...(item?.children ?? this.#items)];
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }

  /** Repairs are for the rule as it was: they go, and it is said that the answer is old. */
  #growOld(): void {
    if (this.#isOld) return;
    this.#isOld = true;
    this.#view.message = vscode.l10n.t("The rule has changed since this answer. Ask again to see how it is now.");
    this.#changed.fire(undefined);
  }

  async #show(rule: vscode.Uri, items: readonly WhyNotItem[], message: string, description: string): Promise<void> {
    this.#rule = rule;
    this.#isOld = false;
    this.#items = items;
    this.#view.message = message;
    this.#view.description = description;
    this.#changed.fire(undefined);
    await vscode.commands.executeCommand("rulehound.whyNot.focus");
  }
}

const ICONS: Readonly<Record<ProtocolWhyNode["truth"], vscode.ThemeIcon>> = {
  true: new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed")),
  false: new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed")),
  null: new vscode.ThemeIcon("circle-slash", new vscode.ThemeColor("testing.iconErrored")),
  unreached: new vscode.ThemeIcon("circle-outline"),
};

function outcomeOf(truth: ProtocolWhyNode["truth"]): string {
  if (truth === "true") return vscode.l10n.t("Held.");
  if (truth === "false") return vscode.l10n.t("Did not hold.");
  return truth === "null" ? vscode.l10n.t("Had no answer.") : vscode.l10n.t("Was not reached.");
}

function nodeItem(node: ProtocolWhyNode, uri: vscode.Uri, version: number): WhyNotItem {
  const outcome = outcomeOf(node.truth);
  const repairable = node.repair && vscode.l10n.t("There is a repair.");
  return {
    label: node.label,
    description: node.reason ?? "",
    spoken: [node.label, outcome, node.reason, repairable].filter(Boolean).join(" "),
    tooltip: `${node.label}\n\n${outcome}${node.reason === undefined ? "" : ` ${node.reason}`}`,
    icon: ICONS[node.truth],
    children: node.children.map((child) => nodeItem(child, uri, version)),
    folded: node.truth === "true",
    target: { uri, range: toRange(node.range) },
    repair: node.repair === undefined ? undefined : { uri, version, repair: node.repair },
  };
}

function missItem(miss: NearMissesResult["misses"][number], rule: vscode.Uri): WhyNotItem {
  const label = missed(miss.count, miss.clauses.length);
  const [first] = miss.clauses;
  return {
    label,
    description: miss.clauses.map(({ text }) => text).join("  ·  "),
    spoken: `${label}: ${miss.clauses.map(({ text }) => text).join(", ")}`,
    tooltip: `${label}:\n\n${miss.clauses.map(({ text }) => text).join("\n")}`,
    icon: new vscode.ThemeIcon("target"),
    children: miss.events.map(eventItem),
    folded: true,
    target: first === undefined ? undefined : { uri: rule, range: toRange(first.range) },
    repair: undefined,
  };
}

function missed(count: number, clauses: number): string {
  const events = count.toLocaleString("en");
  if (count === 1) {
    return clauses === 1
      ? vscode.l10n.t("{0} event misses by {1} clause", events, clauses)
      : vscode.l10n.t("{0} event misses by {1} clauses", events, clauses);
  }
  return clauses === 1
    ? vscode.l10n.t("{0} events miss by {1} clause", events, clauses)
    : vscode.l10n.t("{0} events miss by {1} clauses", events, clauses);
}

function eventItem(event: ProtocolEvent): WhyNotItem {
  const uri = vscode.Uri.parse(event.uri);
  const name = vscode.workspace.asRelativePath(uri);
  const line = event.line + 1;
  return {
    label: vscode.l10n.t("line {0}", line),
    description: name,
    spoken: vscode.l10n.t("Line {0} of {1}", line, name),
    tooltip: vscode.l10n.t(
      "Line {0} of {1}. Put the cursor there and choose “Why Is This Event No Match?”.",
      line,
      name,
    ),
    icon: new vscode.ThemeIcon("list-flat"),
    children: [],
    folded: false,
    target: eventPlace(event),
    repair: undefined,
  };
}

function toRange({ start, end }: ProtocolRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
