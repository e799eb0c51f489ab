/** What all pages share: a visible focus, edges in high contrast, nothing that moves where that is not wanted. */
export const PAGE_STYLE = `
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
body.vscode-high-contrast table, body.vscode-high-contrast-light table { border: 1px solid var(--vscode-contrastBorder); }
body.vscode-high-contrast button, body.vscode-high-contrast-light button { border: 1px solid var(--vscode-contrastBorder); }
body.vscode-high-contrast :focus-visible, body.vscode-high-contrast-light :focus-visible { outline: 2px solid var(--vscode-contrastActiveBorder, var(--vscode-focusBorder)); }
body.vscode-reduce-motion *, body.vscode-reduce-motion *::before { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }`;
