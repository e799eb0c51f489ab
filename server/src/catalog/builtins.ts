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
  timeModifiers(): readonly (readonly [name: string, meaning: string])[];
  limits(): readonly { readonly name: string; readonly value: number; readonly unit: string }[];
}
