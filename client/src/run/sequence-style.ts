/** How the page of sequences looks; all colours are the theme's. */
export const SEQUENCE_STYLE = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); padding: 0 16px 24px; }
form { display: flex; flex-wrap: wrap; gap: 6px 16px; align-items: baseline; padding: 10px 0; position: sticky; top: 0; background: var(--vscode-editor-background); }
form [role=status] { font-weight: 600; }
input { font: inherit; width: 5em; color: var(--vscode-input-foreground); background: var(--vscode-input-background); border: 1px solid var(--vscode-input-border, var(--vscode-panel-border)); padding: 2px 4px; }
form button { font: inherit; color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-button-border, transparent); padding: 3px 10px; cursor: pointer; }
article { border-top: 1px solid var(--vscode-panel-border); padding: 10px 0; }
h2 { font-size: 1.05em; margin: 0 0 6px; } h2.rest { margin-top: 14px; } h3 { font-size: 1em; margin: 8px 0 2px; font-weight: 600; opacity: .85; }
ul { margin: 0; padding-left: 18px; } ul.steps, ul.silent { list-style: none; padding-left: 0; } li { margin: 2px 0; overflow-wrap: anywhere; }
code { font-family: var(--vscode-editor-font-family); color: inherit; background: none; padding: 0; } .gap { white-space: nowrap; } small { opacity: .75; }
.meaning { margin: 0 0 4px; opacity: .85; } .problems li { color: var(--vscode-editorWarning-foreground); }
.confidence { border: 1px solid currentColor; border-radius: 3px; padding: 0 6px; font-weight: 600; }
.confidence.exact, .confidence.bracketed { color: var(--vscode-charts-green); } .confidence.window { color: var(--vscode-charts-blue); }
.confidence.ambiguous { color: var(--vscode-charts-yellow); border-style: dashed; }
button.link { all: unset; color: var(--vscode-textLink-foreground); cursor: pointer; } button.link:hover { text-decoration: underline; }
button.link:focus-visible { outline: 1px solid var(--vscode-focusBorder); }
svg { display: block; width: 100%; max-width: 720px; height: auto; margin: 4px 0; font-size: 12px; overflow: visible; }
svg text { fill: var(--vscode-foreground); } svg .lane { opacity: .75; } svg .rail { stroke: var(--vscode-foreground); stroke-opacity: .3; }
svg .link { stroke: var(--vscode-foreground); stroke-opacity: .55; stroke-dasharray: 3 3; }
svg .call, svg .answer { fill: var(--vscode-charts-blue); } svg .answer { fill-opacity: .6; }
svg .process { fill: var(--vscode-charts-yellow); stroke: var(--vscode-foreground); stroke-opacity: .6; } svg .skew { fill: var(--vscode-charts-yellow); fill-opacity: .25; }
svg .rival { fill: var(--vscode-editor-background); stroke: var(--vscode-charts-blue); stroke-width: 2; }`;

/** Sends which link was chosen, or the numbers of the form; nothing else. */
export const SEQUENCE_SCRIPT = `
const vscode = acquireVsCodeApi();
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-place]");
  if (link !== null) vscode.postMessage({ place: Number(link.dataset.place) });
});
document.getElementById("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const { within, skew } = event.target.elements;
  vscode.postMessage({ within: Number(within.value), skew: Number(skew.value) });
});`;
