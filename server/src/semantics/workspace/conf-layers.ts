import { type ConfFile, type ConfSetting, parseConf } from "./conf.ts";
import type { FileProblem, Layer, Place } from "./definitions.ts";
import { memoByObject } from "./memo-by-object.ts";
import { pathParts } from "./path.ts";
import type { DefinitionFile } from "./workspace-file.ts";

/** A setting with its file. */
export interface LayeredSetting {
  readonly key: string;
  readonly value: string;
  readonly place: Place;
  readonly keyPlace: Place;
  readonly layer: Layer;
}

/** A stanza of an app: its settings in `local` over those in `default`, over those of the stanza `[default]`. */
export interface LayeredStanza {
  readonly name: string;
  /** Where its name stands, the highest layer first. */
  readonly places: readonly Place[];
  readonly layer: Layer;
  get(key: string): LayeredSetting | undefined;
  /** Its own settings, without those of `[default]`. */
  readonly settings: readonly LayeredSetting[];
}

export interface LayeredConf {
  readonly stanzas: readonly LayeredStanza[];
  /** The settings of the stanzas `[default]`. */
  readonly defaults: readonly LayeredSetting[];
  readonly problems: readonly FileProblem[];
}

/** A .conf file, parsed once. */
export const readConfFile = memoByObject((file: DefinitionFile): ConfFile => parseConf(file.text));

/** The folder of the app that a .conf file belongs to, and its layer in it; a file elsewhere is an app of its own. */
export function appOf(path: string): { readonly app: string; readonly layer: "default" | "local" } {
  const folders = pathParts(path).slice(0, -1);
  const last = folders.at(-1)?.toLowerCase();
  if (last === "default" || last === "local") return { app: folders.slice(0, -1).join("/"), layer: last };
  return { app: folders.join("/"), layer: "default" };
}

/** Lays the files of one name (`macros.conf`) over each other, app by app, setting by setting. */
export function layerConf(files: readonly DefinitionFile[]): LayeredConf {
  const apps = new Map<string, DefinitionFile[]>();
  for (const file of files) {
    const { app } = appOf(file.path);
    const same = apps.get(app);
    if (same === undefined) apps.set(app, [file]);
    else same.push(file);
  }
  const layered = [...apps.values()].map((same) => layerApp(same.toSorted(byLayer)));
  const stanzas = layered.flatMap((one) => one.stanzas);
  const defaults = layered.flatMap((one) => one.defaults);
  const problems = files.flatMap((file) =>
    readConfFile(file).problems.map((problem): FileProblem => ({ file: file.path, problem })),
  );
  return { stanzas, defaults, problems };
}

function byLayer(a: DefinitionFile, b: DefinitionFile): number {
  return Number(appOf(a.path).layer === "local") - Number(appOf(b.path).layer === "local");
}

interface OpenStanza {
  readonly settings: Map<string, LayeredSetting>;
  readonly places: Place[];
  layer: Layer;
}

function layerApp(files: readonly DefinitionFile[]): Pick<LayeredConf, "stanzas" | "defaults"> {
  const open = new Map<string, OpenStanza>();
  for (const file of files) {
    const { layer } = appOf(file.path);
    for (const { name, nameSpan, settings } of readConfFile(file).stanzas) {
      const stanza: OpenStanza = open.get(name) ?? { settings: new Map(), places: [], layer };
      open.set(name, stanza);
      stanza.places.unshift({ file: file.path, span: nameSpan ?? { start: 0, end: 0 } });
      stanza.layer = layer;
      for (const setting of settings) stanza.settings.set(setting.key, layered(setting, file.path, layer));
    }
  }
  const defaults = open.get("default")?.settings;
  open.delete("default");
  const stanzas = [...open].map(
    ([name, { settings, places, layer }]): LayeredStanza => ({
      name,
      places,
      layer,
      get: (key) => settings.get(key) ?? defaults?.get(key),
      settings: [...settings.values()],
    }),
  );
  return { stanzas, defaults: [...(defaults?.values() ?? [])] };
}

function layered(setting: ConfSetting, file: string, layer: Layer): LayeredSetting {
  const { key, value, keySpan, valueSpan } = setting;
  return { key, value, layer, place: { file, span: valueSpan }, keyPlace: { file, span: keySpan } };
}
