// Commands and functions of Splunk, for what has no definition of ours.
import { byText } from "./format.mjs";

export function splBuiltins(raw) {
  const data = raw["spl-builtins"];
  return {
    commands: [...data.commands].sort((a, b) => byText(a.name, b.name)).map(compact),
    functions: [...data.functions]
      .sort((a, b) => byText(a.kind, b.kind) || byText(a.name, b.name))
      .map((f) => [f.name, f.kind, f.category ?? null, f.minArgs, f.maxArgs, f.returns ?? null, f.description]),
    timeVariables: data.timeVariables,
    timeModifiers: data.timeModifiers.modifiers,
    timeUnits: Object.entries(data.timeModifiers.units),
    limits: data.defaultLimits,
  };
}

function compact(command) {
  const row = [
    command.name,
    command.kinds,
    command.description,
    (command.arguments ?? []).map(argument),
    command.used ?? 0,
  ];
  const more = {};
  if (command.kindInferred) more.inferred = 1;
  if (command.aliasOf) more.aliasOf = command.aliasOf;
  if (command.addOn) more.addOn = command.addOn;
  if (command.legacy) more.legacy = 1;
  return Object.keys(more).length > 0 ? [...row, more] : row;
}

/** An argument without its false flags. */
function argument(arg) {
  const out = { name: arg.name };
  if (arg.type) out.type = arg.type;
  if (arg.default !== undefined) out.default = String(arg.default);
  if (arg.values) out.values = arg.values.map(String);
  for (const flag of ["required", "positional", "clause"]) if (arg[flag]) out[flag] = 1;
  return out;
}
