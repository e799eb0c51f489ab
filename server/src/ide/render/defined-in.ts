import { inlineCode } from "#base/markdown.ts";
import { pathOf } from "../keys/keys-of-document.ts";

/** Where a name is defined, told without the folders that it shares with the document at `uri`, which names it. */
export function definedIn(source: string, uri: string): string {
  const file = source.split(/[\\/]/);
  const folders = pathOf(uri)
    .replace(/^file:\/\//, "")
    .replace(/^\/(?=[A-Za-z]:)/, "") // A drive of Windows.
    .split("/");
  let shared = 0;
  while (shared < file.length - 1 && file[shared] === folders[shared]) shared++;
  // One shared part is the root, or a drive: then the whole place says more.
  return `From ${inlineCode(shared < 2 ? source : file.slice(shared).join("/"))}`;
}
