/** The times between which a search looks, in epoch seconds: from `earliest` up to `latest`; null where it is open. */
export interface TimeRange {
  readonly earliest: number | null;
  readonly latest: number | null;
}

/** All time. */
export const ALL_TIME: TimeRange = { earliest: null, latest: null };
