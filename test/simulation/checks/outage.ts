import type { Part } from '../world/away.ts';
import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

const MINUTE_MS = 60_000;

/** What may be open, each with how it is due: what was due a while ago rests. */
const RESTS: Readonly<Record<string, string>> = {
  job: `SELECT kind || ' ' || id AS what FROM outbox WHERE state = 'dead' OR (state = 'pending' AND due_at < ?)`,
  event: `SELECT type || ' ' || event_id AS what FROM inbox WHERE state = 'pending' AND due_at < ?`,
  invoice: `SELECT id AS what FROM invoices WHERE status = 'open' AND collect_look_at < ?`,
  payment: 'SELECT id AS what FROM payments WHERE check_at < ?',
  refund: 'SELECT id AS what FROM refunds WHERE check_at < ?',
};

/** The alarm that a person gets of each. Of the database, they hear from `/healthz`, which answers 503: nothing can be noted. */
const TELLS: Readonly<Record<Exclude<Part, 'd1'>, string>> = {
  stripe: 'lists_unreadable',
  mail: 'mail_failing',
  queue: 'work_late',
};

/** An hour after a day's outage all that rested is done, nothing is dead, and somebody was told of it while it lasted. */
export function checkOutage(world: World, part: Part): Finding[] {
  const late = world.scheduler.now() - 10 * MINUTE_MS;
  const resting = Object.entries(RESTS).flatMap(([what, sql]) =>
    rowsOf(world, sql, late).map((row) => `${what} ${row.text('what')} rests after a day without ${part}`),
  );
  const waiting = rowsOf(
    world,
    `SELECT id FROM emails WHERE state IN ('queued', 'sending') AND created_at < ?`,
    late,
  );
  const unsaid = waiting.map((row) => `message ${row.text('id')} waits after a day without ${part}`);
  const isTold = part === 'd1' || world.alarmed.has(TELLS[part]);
  return [
    ...resting,
    ...unsaid,
    ...(isTold ? [] : [`nobody was told of a day without ${part}: ${[...world.alarmed].join(' ')}`]),
  ];
}
