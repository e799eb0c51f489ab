// Data models, macros and lookups of the public detection content.
import { BUILT_IN_MACROS, EXTRA_MODELS, SOURCE_MACROS } from "./corrections.mjs";
import { byText, trimmed } from "./format.mjs";

export function dataModels(raw) {
  const { cim, cimFieldUse, dataModelUse } = raw["splunk-fields"];
  return {
    models: [...cim, ...EXTRA_MODELS]
      .sort((a, b) => byText(a.model, b.model))
      .map((model) => [model.model, model.description, model.datasets.map(datasetRow)]),
    fieldUse: [...cimFieldUse].sort((a, b) => byText(a[0], b[0])),
    datasetUse: [...dataModelUse].sort((a, b) => byText(a[0], b[0])),
  };
}

const REQUIREMENTS = { required: 0, conditional: 1, optional: 2, not_allowed_in_search: 3 };

function datasetRow(dataset) {
  const constraint = dataset.constraint ?? dataset.tags.map((tag) => `tag=${tag}`).join(" ");
  const fields = dataset.fields.map(([name, requirement, type, values]) =>
    values ? [name, REQUIREMENTS[requirement], type, values] : [name, REQUIREMENTS[requirement], type],
  );
  return [dataset.dataset, dataset.parent ?? null, dataset.tags, constraint, fields];
}

export function macros(raw) {
  const { macros: content, externalMacros } = raw["splunk-fields"];
  const uses = new Map(
    [...content, ...externalMacros].map((m) => [`${m.name}/${m.arguments?.length ?? 0}`, m.used ?? 0]),
  );
  const rows = new Map();
  const add = (name, args, definition, description, origin) => {
    const key = `${name}/${args.length}`;
    if (!rows.has(key))
      rows.set(key, trimmed([name, origin, uses.get(key) ?? 0, definition, args, description || null]));
  };
  for (const [name, args, definition, description] of BUILT_IN_MACROS)
    add(name, args, definition, description, "built-in");
  for (const m of content) add(m.name, m.arguments ?? [], m.definition, m.description, "content");
  for (const [name, definition, description] of SOURCE_MACROS) add(name, [], definition, description, "source");
  return { macros: [...rows.values()].sort((a, b) => byText(a[0], b[0]) || a[4].length - b[4].length) };
}

export function lookups(raw) {
  return {
    lookups: raw["splunk-fields"].lookups
      .map((l) => trimmed([l.name, l.type ?? "other", l.fields ?? null, l.matchType ?? null]))
      .sort((a, b) => byText(a[0], b[0])),
  };
}
