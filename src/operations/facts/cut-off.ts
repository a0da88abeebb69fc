/**
 * How many workers in a row may take the same work and never come back. Runtimes restart in the middle of work several times
 * a week, and an incident kills whatever runs for hours, which no work is to blame for: each death waits longer than the one
 * before (`db/writes/cut-off.ts`), and what killed ten over six hours (memory, processor time) will kill the next.
 */
export const MOST_CUT_OFF = 10;
