import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { TOLD } from './order.ts';
import { rowsOf } from './rows.ts';

/** How long no fault has happened before the reasons for not charging are checked. */
export const CALM_MS = 50 * 60_000;

/** Every invoice that is still being collected has a next check. */
export function checkNextChecks(world: World): Finding[] {
  const unplanned = rowsOf(
    world,
    `SELECT id, collect_stage FROM invoices WHERE status = 'open' AND collect_look_at IS NULL
       AND collect_stage IN ('scheduled', 'charging', 'retrying')`,
  ).map((row) => `I2 ${row.text('id')} is ${row.text('collect_stage')}, and has no next check`);
  // An invoice that all policies charge on sending, with a card that works, was tried at least once.
  const untried = rowsOf(
    world,
    `SELECT i.id, i.collect_stage, i.collect_reason FROM invoices i
     JOIN customers c ON c.id = i.customer_id JOIN merchants m ON m.id = i.merchant_id
     JOIN connections k ON k.merchant_id = i.merchant_id AND k.state = 'active' AND k.paused_at IS NULL
     WHERE i.status = 'open' AND i.sent_at IS NOT NULL AND i.collect_paused_at IS NULL AND i.frozen_at IS NULL
       AND coalesce(i.collect_policy, c.collect_policy, m.collect_policy) = 'on_send' AND c.autopay = 'default'
       -- An invoice's own policy is none of its customer's: without another one a parent pays, if somebody does.
       AND (c.parent_id IS NULL OR coalesce(c.collect_policy, m.collect_policy) <> 'never')
       AND i.payment_status NOT IN ('returned', 'disputed')
       -- A bank took it back, and somebody has paid a part of it again since: nothing is charged by itself after that.
       AND NOT EXISTS (SELECT 1 FROM payments q JOIN payment_targets u ON u.payment_id = q.id
         WHERE u.invoice_id = i.id AND q.state = 'returned')
       -- What is left after a payment in cash may be less than Stripe charges: 50 in each of the simulation's currencies.
       AND i.amount_due - i.amount_paid >= 50
       AND EXISTS (SELECT 1 FROM payment_methods p WHERE p.customer_id = c.id AND p.connection_id = k.id
         AND p.type = 'card' AND p.state = 'usable'
         AND p.exp_year > 2028
         -- What a link kept is the customer's only once they said so, and is charged days after a notice.
         AND (p.kept_by IS NULL OR p.confirmed_at IS NOT NULL) AND coalesce(i.noticed_for, 0) < ?
         -- By hand it was tried for this invoice, and its owner has to do something.
         AND NOT EXISTS (SELECT 1 FROM payments q JOIN payment_targets u ON u.payment_id = q.id
           WHERE u.invoice_id = i.id AND q.payment_method_id = p.id AND q.state = 'failed')
         -- Nor is a card that its issuer advised on, whoever else has it: many here have the same number.
         AND NOT EXISTS (SELECT 1 FROM payments q JOIN payment_methods o ON o.id = q.payment_method_id
           WHERE o.fingerprint = p.fingerprint AND q.advice_code IS NOT NULL))
       AND NOT EXISTS (SELECT 1 FROM payment_targets t JOIN payments p ON p.id = t.payment_id
         WHERE t.invoice_id = i.id AND p.via = 'autopay')
       -- A method came on file after it, and its customer has not said what becomes of it.
       AND NOT (i.collect_reason = 'awaiting_choice' AND EXISTS (SELECT 1 FROM invoice_choices w
         WHERE w.invoice_id = i.id AND w.choice IS NULL))
       -- Nobody got the invoice or its notice, and it is said again tomorrow.
       AND coalesce(i.collect_reason, '') NOT IN ('nobody_told', 'notice_waiting')
       -- A debit that its bank never ends holds it, and a person was told.
       AND NOT EXISTS (SELECT 1 FROM slots s WHERE s.invoice_id = i.id AND s.payment_id IN (${TOLD}))
       AND NOT EXISTS (SELECT 1 FROM disputes d JOIN payments p ON p.id = d.payment_id
         WHERE p.customer_id = c.id AND d.closed_at IS NULL)`,
    world.scheduler.now() - CALM_MS,
  ).map(
    (row) =>
      `I2 ${row.text('id')} was never charged: ${row.text('collect_stage')} ${row.text('collect_reason')}`,
  );
  return [...unplanned, ...untried];
}

/**
 * The reason for not charging is true: no invoice waits for a method while its customer has one (I2). It is checked
 * once faults have stopped and cron had time to recheck; days later a reminder would hide the error.
 */
export const checkRestReasons = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT i.id FROM invoices i JOIN connections k ON k.merchant_id = i.merchant_id
     WHERE i.status = 'open' AND i.sent_at IS NOT NULL AND i.collect_reason = 'no_method' AND k.state = 'active'
       -- Of one that a parent pays, it is the parent that has none.
       AND NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = i.customer_id AND c.parent_id IS NOT NULL)
       AND EXISTS (SELECT 1 FROM payment_methods p WHERE p.customer_id = i.customer_id AND p.connection_id = k.id
         AND p.state = 'usable' AND p.updated_at < ?)`,
    world.scheduler.now() - CALM_MS / 2,
  ).map((row) => `I2 ${row.text('id')} waits for a method, and there is one`);

/** Nothing that was open when a method came on file is charged in the next hours unless it was announced before (I10). */
export const checkUnasked = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT i.id FROM invoices i JOIN invoice_choices w ON w.invoice_id = i.id AND w.choice IS NULL
     JOIN payment_targets t ON t.invoice_id = i.id JOIN payments p ON p.id = t.payment_id
     -- Of one that another pays, it is the other that is asked of what is charged.
     WHERE w.customer_id = p.customer_id AND p.via = 'autopay' AND p.claimed_at BETWEEN w.asked_at + 1 AND w.asked_at + 12 * 3600000 AND i.noticed_for IS NULL
       -- A charge of a method that was there before may have been decided before, by a worker that stood still.
       AND (p.claimed_at > w.asked_at + 3600000 OR EXISTS (SELECT 1 FROM payment_methods m
         WHERE m.id = p.payment_method_id AND m.created_at >= w.asked_at))
       -- What was begun in a time that was lost says no more who began it.
       AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.stream_id = i.id AND j.type = 'payment_adopted'
         AND json_extract(j.data, '$.paymentId') = p.id)
       AND NOT EXISTS (SELECT 1 FROM payments q JOIN payment_targets u ON u.payment_id = q.id
         WHERE u.invoice_id = i.id AND q.via = 'autopay' AND q.claimed_at <= w.asked_at)`,
  ).map((row) => `I10 ${row.text('id')} was charged by adding a method, and nobody had chosen that`);

/** Both sides were notified of the last failed autopay charge of an invoice that is still owed (I5, P44). */
export function checkFailureNotices(world: World): Finding[] {
  return rowsOf(
    world,
    `SELECT p.id, (SELECT count(*) FROM emails e WHERE e.payment_id = p.id AND e.cause = 'payment/' || p.id || '/failed'
         AND e.template LIKE '%_business') AS business,
       (SELECT count(*) FROM emails e WHERE e.payment_id = p.id AND e.cause = 'payment/' || p.id || '/failed'
         AND e.template NOT LIKE '%_business') AS customer
     FROM payments p JOIN payment_targets t ON t.payment_id = p.id JOIN invoices i ON i.id = t.invoice_id
     WHERE p.via = 'autopay' AND p.state = 'failed' AND i.status = 'open'
       -- One that a restored database has not sent yet is staff's to send again.
       AND i.sent_at IS NOT NULL
       AND p.id = (SELECT max(q.id) FROM payments q JOIN payment_targets u ON u.payment_id = q.id
         WHERE u.invoice_id = i.id AND q.via = 'autopay' AND q.state = 'failed')
       -- Paid before anybody could be told; in the invoice's own order, since two isolates' clocks differ. Or being paid by hand
       -- with a debit that its bank never ends: what comes next is told once that is known, and a person was told of the debit.
       AND NOT EXISTS (SELECT 1 FROM journal failed JOIN journal later ON later.stream_type = 'invoice'
           AND later.stream_id = failed.stream_id AND later.seq > failed.seq AND later.type IN ('payment_claimed', 'payment_adopted')
         JOIN payments s ON s.id = later.data ->> 'paymentId'
         WHERE failed.stream_type = 'invoice' AND failed.stream_id = i.id
           AND failed.type IN ('payment_claimed', 'payment_adopted') AND failed.data ->> 'paymentId' = p.id
           AND (s.state IN ('succeeded', 'returned') OR (s.via <> 'autopay' AND s.id IN (${TOLD}))))
       -- Or the part that it was charged for was paid at the counter before anybody could be told.
       AND NOT EXISTS (SELECT 1 FROM journal failed JOIN journal later ON later.stream_type = 'invoice'
           AND later.stream_id = failed.stream_id AND later.seq > failed.seq AND later.type = 'offline_payment_recorded'
         WHERE failed.stream_type = 'invoice' AND failed.stream_id = i.id AND failed.data ->> 'paymentId' = p.id
           AND EXISTS (SELECT 1 FROM instalments part WHERE part.invoice_id = i.id))`,
  ).flatMap((row) =>
    row.number('business') > 0 && row.number('customer') > 0
      ? []
      : [
          `I5 ${row.text('id')} failed: ${row.number('customer')} customers and ${row.number('business')} businesses were notified`,
        ],
  );
}

/** Clocks of workers are seconds apart. */
export const CLOCKS_APART_MS = 30_000;

/** No card was charged by itself beyond its network's limits on declines, whichever customers have it on file. */
export const checkNetworkLimits = (world: World): Finding[] =>
  rowsOf(
    world,
    `SELECT p.id, p.fingerprint FROM payments p JOIN payment_methods m ON m.id = p.payment_method_id
     WHERE p.via = 'autopay' AND p.state IN ('failed', 'succeeded', 'returned') AND m.type = 'card'
       AND ((SELECT count(*) FROM payments q WHERE q.fingerprint = p.fingerprint AND q.state = 'failed'
           AND q.closed_at BETWEEN p.claimed_at - 86400000 + ?1 AND p.claimed_at - ?1) >= 10
         OR (SELECT count(*) FROM payments q WHERE q.fingerprint = p.fingerprint AND q.state = 'failed'
           AND q.closed_at BETWEEN p.claimed_at - 2592000000 + ?1 AND p.claimed_at - ?1) >= 15)`,
    CLOCKS_APART_MS,
  ).map((row) => `${row.text('id')} was charged beyond the limits of ${row.text('fingerprint')}`);
