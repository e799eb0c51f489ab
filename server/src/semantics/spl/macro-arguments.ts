import type { MacroArg, MacroCall } from "#syntax/spl/ast.ts";
import type { MacroDefinition } from "../environment.ts";

/**
 * The values of a macro's arguments by name: either all are named in the call or none. Undefined when a name is missing or
 * given twice. An argument that merely holds `=` is a text like any other.
 */
export function argumentValues(
  call: MacroCall,
  definition: MacroDefinition,
  text: string,
): ReadonlyMap<string, string> | undefined {
  const names = definition.arguments;
  const known = new Set(names);
  const named = call.args.filter(({ name }) => name !== undefined && known.has(name));
  if (named.length === call.args.length && named.length > 0) {
    const values = new Map(named.map((arg) => [arg.name ?? "", arg.text]));
    return values.size === names.length ? values : undefined;
  }
  return new Map(names.map((name, index) => [name, positionalText(call.args[index], text)]));
}

function positionalText(arg: MacroArg | undefined, text: string): string {
  if (arg === undefined) return "";
  return arg.name === undefined ? arg.text : text.slice(arg.span.start, arg.span.end);
}

/** A body with `$name$` replaced for each argument; any other `$x$` stays. */
export function substitute(body: string, values: ReadonlyMap<string, string>): string {
  if (values.size === 0) return body;
  return body.replace(/\$([A-Za-z0-9_-]+)\$/g, (whole, name: string) => values.get(name) ?? whole);
}
