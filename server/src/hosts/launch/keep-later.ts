import type { RunningBundle } from "./run-bundle.ts";

/** Milliseconds until a program that stays has compiled what its start and first answers need, and has nothing else to do. */
const LATER = 10_000;

/** Keeps the compiled code of a bundle when the work of the start is over; a process that ends earlier keeps none. */
export function keepLater({ keep }: RunningBundle): void {
  setTimeout(keep, LATER).unref();
}
