/** How much of a name's words another name has, 0 to 1; 1 for names that differ only in case and signs. */
export function kinship(name: string, other: string): number {
  if (other === "") return 0;
  const [own, their] = [wordsOf(name), wordsOf(other)];
  if (own.join("") === their.join("")) return 1;
  const shared = their.filter((word) => own.includes(word)).length;
  return (0.9 * shared) / Math.max(own.length, their.length);
}

/** How many of a name's leading parts, between dots or underscores, another name has too; 0 to 1. */
export function sameStart(name: string, other: string): number {
  if (other === "" || name === other) return 0;
  const [own, their] = [name.split(/[._]/), other.split(/[._]/)];
  let same = 0;
  while (same < own.length - 1 && same < their.length - 1 && own[same] === their[same]) same += 1;
  return same === 0 ? 0 : same / (same + 1);
}

/** The words of a name in lower case: parts between signs and before capitals. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}
