/** Characters of an amount that stand in one line of the largest size at 320 px. */
const MOST = 14;

/** Whether the amount that a page is about is set smaller, so that no figure is broken in its midst. */
export const isLongFigure = (amount: string): boolean => amount.length > MOST;
