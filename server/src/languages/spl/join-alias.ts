import { Row } from "#events/row.ts";
import type { JoinKey } from "#runtime/joining.ts";
import type { Option, RenamePair } from "#syntax/spl/ast.ts";
import { optionText } from "./read-option.ts";

/** The names of the two sides of `join left=L right=R where L.a=R.b`. */
export interface JoinAliases {
  readonly left: string;
  readonly right: string;
}

/** The names that the options give. */
export function joinAliases(left: Option | undefined, right: Option | undefined): JoinAliases {
  return { left: optionText(left) ?? "left", right: optionText(right) ?? "right" };
}

/** The fields of `where L.a = R.b` without their aliases, whichever side they stand on. */
export function aliasedKeys(pairs: readonly RenamePair[], { left, right }: JoinAliases): JoinKey[] {
  const bare = (name: string, alias: string) => (name.startsWith(`${alias}.`) ? name.slice(alias.length + 1) : name);
  return pairs.flatMap(({ from, to }) => {
    if (to.kind === "missing") return [];
    const turned = from.name.startsWith(`${right}.`) && to.name.startsWith(`${left}.`);
    const [a, b] = turned ? [to.name, from.name] : [from.name, to.name];
    return [{ left: bare(a, left), right: bare(b, right) }];
  });
}

/** A row whose fields have their side's name in front, as the result of such a join has them; internal fields keep theirs. */
export function withAlias(row: Row, alias: string): Row {
  const named = new Row(null, row.event);
  for (const [name, value] of row.entries()) named.set(name.startsWith("_") ? name : `${alias}.${name}`, value);
  named.lineage = row.lineage;
  return named;
}
