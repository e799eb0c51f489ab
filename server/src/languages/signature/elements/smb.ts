import { entryOf } from "#syntax/yaml/node.ts";
import { defineElement } from "../element.ts";

export const smb = defineElement({
  kinds: ["smb"],
  summary: "A decoded SMB tree or named pipe.",
  keys: { smb: "`tree` (the end of the share's path, such as IPC$) and `pipe` (a name such as svcctl), without case." },
  read(reader) {
    const value = reader.element.entries.get("smb")?.value;
    const part = (name: string): string | undefined => {
      const node = entryOf(value, name)?.value;
      return node?.kind === "scalar" ? node.value : undefined;
    };
    const [tree, pipe] = [part("tree"), part("pipe")];
    if (tree === undefined && pipe === undefined) {
      reader.fault('"smb" is a mapping with tree or pipe.', value?.span ?? reader.element.nameSpan);
      return undefined;
    }
    return { on: "smb", tree, pipe };
  },
});
