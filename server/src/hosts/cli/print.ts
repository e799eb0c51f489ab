/** Colours of terminal output; plain text when they are off. */
export function palette(
  on: boolean,
): Readonly<Record<"red" | "green" | "yellow" | "blue" | "dim" | "bold" | "mark", (text: string) => string>> {
  const wrap =
    (open: string, close: string) =>
    (text: string): string =>
      on && text !== "" ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    red: wrap("31", "39"),
    green: wrap("32", "39"),
    yellow: wrap("33", "39"),
    blue: wrap("34", "39"),
    dim: wrap("2", "22"),
    bold: wrap("1", "22"),
    mark: wrap("30;43", "39;49"),
  };
}

/** One JSON object on a line of standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** Writes a line to standard output. */
export function printLine(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a line to standard error. */
export function printProblem(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A number with its noun: `1 row`, `1,200 rows`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
