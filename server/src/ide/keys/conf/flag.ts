/** How .conf files write yes and no. */
export const FLAG = ["1", "0", "true", "false"] as const;
