/** How strptime, relative_time, earliest_time and latest_time print a time: six decimals (SPL reference 2.3.6). */
export function epochText(epoch: number): string {
  return epoch.toFixed(6);
}
