import { DEFAULT_RETENTION } from '../../../src/domain/retention.ts';
import { type Posted, unknownSends } from '../ports/mail.ts';
import type { World } from '../world/world.ts';
import { readLost } from './lost.ts';
import type { Finding } from './money.ts';
import { TOLD } from './order.ts';
import { rowsOf } from './rows.ts';

/** The longest that a worker stands still: twice, at forty minutes each. */
const STOOD_STILL_MS = 85 * 60_000;
const DAY_MS = 86_400_000;

/**
 * Every message was sent once, plus once for each attempt with an unknown outcome (I5); every event ended (I6); no
 * job is left.
 */
export function checkMessages(world: World): Finding[] {
  const found: Finding[] = [];
  const { touches } = readLost(world);
  // That it was sent is forgotten, or that somebody was at it who stood still when the database was restored; so is what a sender
  // was still about to record when it was kept.
  const forgotten = ({ sends }: Posted): number =>
    sends.filter(({ task, at }) => touches(task.startedAt, at + STOOD_STILL_MS)).length;
  const kept = new Set(rowsOf(world, 'SELECT message_id FROM emails').map((row) => row.text('message_id')));
  for (const posted of world.post.posted.values()) {
    const { messageId, taken, sends } = posted;
    if (taken > 1 + unknownSends(posted) + forgotten(posted))
      found.push(`I5 ${messageId} was taken ${taken} times`);
    // A sender that stood still when the database was restored sends what is forgotten by then.
    if (!kept.has(messageId) && !sends.every(({ at }) => touches(at - STOOD_STILL_MS, at)))
      found.push(`I5 ${messageId} was sent, and is not there`);
  }
  for (const row of rowsOf(world, 'SELECT * FROM emails')) {
    const [id, state] = [row.text('message_id'), row.text('state')];
    const posted = world.post.posted.get(id);
    if (posted !== undefined && posted.taken > 1 + row.number('unknown_sends') + forgotten(posted))
      found.push(`I5 ${id} was repeated, and that is not counted`);
    if (state === 'queued' || state === 'sending') found.push(`I5 ${id} is still ${state}`);
    if (state === 'sent' && (posted?.taken ?? 0) === 0)
      found.push(`I5 ${id} is marked as sent, but was not received`);
  }
  const doubles = rowsOf(
    world,
    'SELECT cause, template, recipient, count(*) AS n FROM emails GROUP BY 1, 2, 3 HAVING n > 1',
  );
  for (const row of doubles) found.push(`I5 ${row.text('cause')} was announced ${row.number('n')} times`);
  return found;
}

/** Every paid invoice that was mailed got its receipt. */
export function checkReceipts(world: World): Finding[] {
  return rowsOf(
    world,
    `SELECT p.id FROM payments p JOIN merchants m ON m.id = p.merchant_id
     WHERE p.state IN ('succeeded', 'returned') AND m.receipts_by = 'quittance'
       AND NOT EXISTS (SELECT 1 FROM emails e WHERE e.payment_id = p.id AND e.template = 'receipt')`,
  ).map((row) => `I5 ${row.text('id')} has no receipt`);
}

/** Valid reasons for a quarantine; the simulation causes each of them. */
const MAY_BE_PUT_ASIDE = new Set([
  'unknown_account',
  'object_not_of_payment',
  'foreign_object',
  'unknown_payment',
]);

export function checkInbox(world: World): Finding[] {
  const found: Finding[] = [];
  const stored = new Set<string>();
  const { setAside, covers } = readLost(world);
  const rows = rowsOf(
    world,
    `SELECT *, payload ->> '$.data.object.metadata.quittance_payment' AS payment,
       1000 * (payload ->> '$.created') AS made_at FROM inbox`,
  );
  for (const row of rows) {
    const id = row.text('event_id');
    stored.add(id);
    if (setAside.has(row.text('payment'))) continue;
    // A payment of a time that was lost by which no money moved: it is kept for a person, and the books agree.
    if (row.text('reason') === 'unknown_payment' && covers(row.number('made_at'))) continue;
    // What it is about cannot be asked for any more: it is kept for a person.
    if (world.revoked.has(row.text('account')) && row.text('reason') === 'stripe_unavailable') continue;
    if (row.text('state') === 'pending')
      found.push(`I6 ${id} (${row.text('type')}) is still pending: ${row.text('reason')}`);
    const isMoved = id.endsWith('_moved');
    if (isMoved && row.text('state') === 'handled') found.push(`I11 ${id} acted for another account`);
    if (row.text('state') === 'quarantined' && !isMoved)
      found.push(`I6 ${id} (${row.text('type')}) was quarantined: ${row.text('reason')}`);
    if (row.text('state') === 'quarantined' && !MAY_BE_PUT_ASIDE.has(row.text('reason')))
      found.push(`I6 ${id} was quarantined: ${row.text('reason')}`);
  }
  for (const [id, createdAt] of world.events.taken) {
    // Its time is past.
    if (createdAt < world.scheduler.now() - DEFAULT_RETENTION.events * DAY_MS) continue;
    // What was said to be another account's is in no list to be read again.
    const isForgotten = world.restores.length > 0 && id.endsWith('_moved');
    if (!stored.has(id) && !isForgotten) found.push(`I6 ${id} was taken and is not there`);
  }
  return found;
}

export function checkOutbox(world: World): Finding[] {
  return rowsOf(
    world,
    `SELECT id, kind, state, last_error FROM outbox WHERE state <> 'done' AND (state = 'dead' OR due_at < ?)
       -- A verb that waits for what nobody can end.
       AND NOT (kind = 'finish_verb' AND (payload ->> 'invoiceId') IN
         (SELECT s.invoice_id FROM slots s WHERE s.payment_id IN (${TOLD})))`,
    world.scheduler.now(),
  ).map(
    (row) =>
      `outbox ${row.text('kind')} ${row.text('id')} is ${row.text('state')}: ${row.text('last_error')}`,
  );
}

/** Our customers and Stripe's are linked one to one. */
export function checkCustomers(world: World): Finding[] {
  const made = new Map<string, number>();
  const { covers } = readLost(world);
  for (const { account } of world.merchants) {
    for (const { value } of world.books.scan('customer', world.accountAtStripe(account), {
      order: 'oldest',
    })) {
      const ours = value.metadata.quittance_customer;
      // One that was asked for in a time that was lost, minutes after the customer came, is not looked for.
      if (ours === undefined || covers(value.created * 1000)) continue;
      made.set(ours, (made.get(ours) ?? 0) + 1);
    }
  }
  return [...made]
    .filter(([, count]) => count > 1)
    .map(([id, count]) => `${id} was made ${count} times at Stripe`);
}
