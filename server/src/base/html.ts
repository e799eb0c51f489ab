/**
 * Text as HTML that shows it: no character of it is markup. Control characters and those that turn the direction of text
 * are shown by their code points, since they would hide or reorder what stands there; tabs and line feeds stay.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(UNSEEN, (found) => `[U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`)
    .replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

const UNSEEN = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
