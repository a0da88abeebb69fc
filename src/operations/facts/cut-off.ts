/**
 * How many workers in a row may take the same work and never come back. Runtimes restart in the middle of work several times
 * a week, which no work is to blame for; what kills five in a row (memory, processor time) will kill the sixth.
 */
export const MOST_CUT_OFF = 5;
