import { type Column, type SQL, sql } from 'drizzle-orm';

const FIRST_WAIT_MS = 2 * 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * When work that is leased at `now` (ms) is due again if its worker never comes back: as before for the first, whose lease
 * expires; twice as late after each further one, an hour at most.
 */
export const dueIfCutOff = ({ cutOff, dueAt }: Counted, now: number): SQL<number> =>
  sql`CASE WHEN ${cutOff} = 0 THEN ${dueAt}
    ELSE ${now} + min(${LONGEST_WAIT_MS}, ${FIRST_WAIT_MS} * (1 << min(${cutOff}, 5))) END`;

type Counted = { readonly cutOff: Column; readonly dueAt: Column };
