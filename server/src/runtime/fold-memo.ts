/**
 * Folds texts to the form in which case makes no difference, and remembers the last one: the patterns of one field share it, so
 * that a value is folded once.
 */
export function foldMemo(): (text: string) => string {
  let last = "";
  let folded = "";
  return (text) => {
    if (text !== last) {
      folded = text.toLowerCase();
      last = text;
    }
    return folded;
  };
}
