import { type Column, type SQL, sql } from 'drizzle-orm';

const FIRST_WAIT_MS = 2 * 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Whether nobody has the work at `now` (ms). The first worker that dies has it for its lease; after each further death it rests
 * twice as long, an hour at most. A condition, and no column: `due_at` is indexed, and would be rewritten at every lease.
 */
export const isFreeAt = ({ leaseUntil, cutOff }: Counted, now: number): SQL =>
  sql`${leaseUntil} + ${restOf(cutOff)} <= ${now}`;

/** The same for a row of a statement that is written by hand, by its alias. */
export const isAliasFreeAt = (alias: string, now: number): SQL =>
  isFreeAt({ leaseUntil: sql.raw(`${alias}.lease_until`), cutOff: sql.raw(`${alias}.cut_off`) }, now);

/** What is waited beyond the lease, which is as long as the first wait. */
const restOf = (cutOff: Counted['cutOff']): SQL =>
  sql`iif(${cutOff} <= 1, 0, min(${LONGEST_WAIT_MS}, ${FIRST_WAIT_MS} << min(${cutOff} - 1, 5)) - ${FIRST_WAIT_MS})`;

type Counted = { readonly leaseUntil: Column | SQL; readonly cutOff: Column | SQL };
