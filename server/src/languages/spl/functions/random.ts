import { defineFunction } from "../define.ts";

export const random = defineFunction({
  name: "random",
  category: "math",
  summary: "A whole number from 0 to 2^31-1 by chance.",
  details: "A run draws its numbers from a seed, so that it can be repeated.",
  params: [],
  returns: "number",
  nulls: "never",
  volatile: true,
  compile:
    (_args, { run }) =>
    () =>
      Math.floor(run.random() * 2 ** 31),
  examples: [{ eval: "random()>=0 AND random()<2147483648", is: true }],
});
