/** The parts of a path or URI; both separators count. */
export function pathParts(path: string): readonly string[] {
  return path.split(/[\\/]+/);
}

/** The last part of a path. */
export function baseName(path: string): string {
  return pathParts(path).at(-1) ?? path;
}

/** The folders between two files, up and down: 0 for files of one folder. */
export function distance(a: string, b: string): number {
  const left = pathParts(a).slice(0, -1);
  const right = pathParts(b).slice(0, -1);
  let shared = 0;
  while (shared < left.length && shared < right.length && left[shared] === right[shared]) shared++;
  return left.length + right.length - 2 * shared;
}
