import type { MacroDefinition } from "../environment.ts";
import { type LayeredStanza, layerConf } from "./conf-layers.ts";
import { ConfValues, commaList } from "./conf-values.ts";
import { type Defined, type Definitions, NO_DEFINITIONS, type Place } from "./definitions.ts";
import type { DefinitionFile } from "./workspace-file.ts";

const KEYS = ["args", "definition", "description", "disabled", "errormsg", "iseval", "validation"];
const NAME = /^([\w.:-]+)(?:\((\d+)\))?$/;

/** Search macros of macros.conf: `[name]`, or `[name(2)]` with `args` (SPL reference 1.8). */
export function readMacrosConf(files: readonly DefinitionFile[]): Definitions {
  const { stanzas, problems } = layerConf(files);
  const values = new ConfValues();
  const macros = stanzas.flatMap((stanza) => readMacro(stanza, values) ?? []);
  return { ...NO_DEFINITIONS, macros, problems: [...problems, ...values.problems] };
}

function readMacro(stanza: LayeredStanza, values: ConfValues): Defined<MacroDefinition> | undefined {
  const [top] = stanza.places;
  if (top === undefined) return undefined;
  values.misspelt(stanza, KEYS);
  const shape = NAME.exec(stanza.name);
  const definition = stanza.get("definition");
  if (shape === null) {
    const message = `"${stanza.name}" is no name that a search can call.`;
    values.note(
      "conf/macro-name",
      "error",
      top,
      message,
      "Use letters, digits, _ and -, then the number of arguments.",
    );
  }
  if (definition === undefined) {
    const message = `The macro "${stanza.name}" has no definition.`;
    values.note("conf/macro-definition", "error", top, message, 'Add "definition = …" to the stanza.');
  }
  if (shape === null || definition === undefined) return undefined;
  const text = (key: string) => stanza.get(key)?.value;
  const validation = text("validation");
  const errorMessage = text("errormsg");
  const description = text("description");
  const place = stanza.places.find(({ file }) => file === definition.place.file) ?? top;
  const value: MacroDefinition = {
    name: shape[1] ?? "",
    arguments: readArguments(stanza, Number(shape[2] ?? 0), values, top),
    definition: definition.value,
    isEval: values.boolean(stanza.get("iseval"), false),
    ...(validation && { validation }),
    ...(errorMessage && { errorMessage }),
    ...(description && { description }),
    origin: "workspace",
    source: place.file,
  };
  return { value, place, layer: definition.layer };
}

/** As many names as the stanza's name says: searches find a macro by that number. */
function readArguments(stanza: LayeredStanza, count: number, values: ConfValues, top: Place): readonly string[] {
  const setting = stanza.get("args");
  const names = commaList(setting?.value ?? "");
  const place = setting?.place ?? top;
  if (names.length !== count) {
    const says = count === 0 ? "names no number of arguments" : `says ${count} argument${count === 1 ? "" : "s"}`;
    const message = `The stanza "${stanza.name}" ${says}, but args lists ${names.length}.`;
    const base = stanza.name.replace(/\(\d+\)$/, "");
    const written = names.length === 0 ? base : `${base}(${names.length})`;
    values.note("conf/macro-arguments", "error", place, message, `Call it [${written}] or change args.`);
  }
  names.forEach((name, i) => {
    if (!/^[\w-]+$/.test(name))
      values.note(
        "conf/macro-arguments",
        "error",
        place,
        `"${name}" is no name of an argument.`,
        "Use letters, digits, _ and -.",
      );
    else if (names.indexOf(name) < i)
      values.note("conf/macro-arguments", "error", place, `The argument "${name}" is listed twice.`);
  });
  return Array.from({ length: count }, (_, i) => names[i] ?? `argument${i + 1}`);
}
