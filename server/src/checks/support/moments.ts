/** Some moment in the middle of a month, day and hour. */
const FIRST = 1_700_050_123;

/** A little more than a day, so that the moments fall into every hour too. */
const STEP = 86_400 + 3_607;

/**
 * Moments in every month, weekday and hour. What is said of times relative to now must hold whenever the search runs: `@w1` is before
 * `@w5` on a Saturday and after it on a Tuesday.
 */
export const MOMENTS: readonly number[] = Array.from({ length: 400 }, (_, index) => FIRST + index * STEP);
