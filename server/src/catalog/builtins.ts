import type { CatalogAssets } from "./catalog.ts";
import { fact, grouped, indexed } from "./collect.ts";
import { loadData } from "./load.ts";

/** One argument of an SPL command. */
export interface BuiltinArgument {
  readonly name: string;
  readonly type?: string;
  readonly default?: string;
  readonly values?: readonly string[];
  readonly required: boolean;
  /** Not written `name=value`. */
  readonly positional: boolean;
  /** A keyword such as BY, AS, OUTPUT. */
  readonly clause: boolean;
}

/** A command of Splunk that has no definition here. */
export interface BuiltinCommand {
  readonly name: string;
  /** Command types in Splunk's words. */
  readonly kinds: readonly string[];
  /** The kinds are not stated in Splunk's tables but taken from behaviour. */
  readonly kindInferred: boolean;
  readonly description: string;
  readonly arguments: readonly BuiltinArgument[];
  readonly aliasOf?: string;
  readonly addOn?: string;
  readonly legacy: boolean;
  readonly use: number;
}

/** A function of Splunk that has no definition here. */
export interface BuiltinFunction {
  readonly name: string;
  readonly kind: "eval" | "stats" | "convert";
  readonly category?: string;
  readonly minArgs: number;
  /** Absent: any number. */
  readonly maxArgs?: number;
  readonly returns?: string;
  readonly description: string;
}

/** Lists of commands and functions of Splunk, for documentation of what has no definition of ours. Names without case. */
export interface SplBuiltins {
  commands(): readonly BuiltinCommand[];
  command(name: string): BuiltinCommand | undefined;
  functions(kind?: BuiltinFunction["kind"]): readonly BuiltinFunction[];
  /** Functions of that name; `perc95` finds `perc<n>`. */
  function(name: string): readonly BuiltinFunction[];
  /** Codes of strftime and strptime with their meaning. */
  timeVariables(): readonly (readonly [code: string, meaning: string])[];
  /** Options that set the time range of a search. */
  timeModifiers(): readonly string[];
  /** Units of relative times, with all their spellings. */
  timeUnits(): readonly (readonly [unit: string, spellings: readonly string[]])[];
  limits(): readonly { readonly name: string; readonly value: number; readonly unit: string }[];
}

/** Indexes Splunk's commands and functions. */
export function createSplBuiltins(assets: CatalogAssets): SplBuiltins {
  const data = loadData(assets, "spl-builtins");
  const commands = data.commands.map(([name, kinds, description, args, use, more]) =>
    fact<BuiltinCommand>({
      name,
      kinds,
      kindInferred: more?.inferred === 1,
      description,
      arguments: args.map((arg) =>
        fact<BuiltinArgument>({
          name: arg.name,
          type: arg.type,
          default: arg.default,
          values: arg.values,
          required: arg.required === 1,
          positional: arg.positional === 1,
          clause: arg.clause === 1,
        }),
      ),
      aliasOf: more?.aliasOf,
      addOn: more?.addOn,
      legacy: more?.legacy === 1,
      use,
    }),
  );
  const functions = data.functions.map(([name, kind, category, minArgs, maxArgs, returns, description]) =>
    fact<BuiltinFunction>({ name, kind, category, minArgs, maxArgs, returns, description }),
  );
  const byCommand = indexed(commands, (c) => c.name);
  const byFunction = grouped(functions, (f) => f.name);
  const limits = data.limits.map(([name, value, unit]) => Object.freeze({ name, value, unit }));
  return Object.freeze<SplBuiltins>({
    commands: () => commands,
    command: (name) => byCommand.get(name.toLowerCase()),
    functions: (kind) => (kind === undefined ? functions : functions.filter((f) => f.kind === kind)),
    function: (name) => {
      const wanted = name.toLowerCase();
      const numbered = `${wanted.replace(/[\d.]+$/, "")}<n>`;
      return byFunction.get(wanted) ?? byFunction.get(numbered) ?? [];
    },
    timeVariables: () => data.timeVariables,
    timeModifiers: () => data.timeModifiers,
    timeUnits: () => data.timeUnits,
    limits: () => limits,
  });
}
