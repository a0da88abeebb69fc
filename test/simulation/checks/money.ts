import type { Answered, World } from '../world/world.ts';
import { accountsInSight } from './accounts.ts';
import { type Charged, readBooks } from './books.ts';
import { readLost } from './lost.ts';
import { rowsOf } from './rows.ts';

/** A violation, starting with the number of the invariant. */
export type Finding = string;

const LEFT = new Set(['requires_payment_method', 'requires_confirmation']);

/** Every success at Stripe is reflected, nothing else is, and each is on the requested account (I2, I3, I11). */
export function checkReflection(world: World): Finding[] {
  const found: Finding[] = [];
  const payments = new Map(
    rowsOf(world, `SELECT p.*, c.account FROM payments p JOIN connections c ON c.id = p.connection_id`).map(
      (row) => [row.text('id'), row],
    ),
  );
  const { setAside, covers } = readLost(world);
  // Its worker was about to confirm it when the database was restored: nobody else can.
  const isLeftAlone = ({ status, chargedAt, createdAt }: Charged): boolean =>
    chargedAt === null && LEFT.has(status) && covers(createdAt);
  const inSight = new Set(accountsInSight(world));
  for (const charged of readBooks(world)) {
    if (!inSight.has(charged.account)) continue;
    const payment = payments.get(charged.paymentId);
    if (payment === undefined) {
      if (charged.status !== 'canceled' && !setAside.has(charged.paymentId) && !isLeftAlone(charged))
        found.push(`I2 ${charged.intentId} names a payment that is not there`);
      continue;
    }
    const state = payment.text('state');
    const account = world.accountAtStripe(payment.text('account'));
    if (account !== charged.account) found.push(`I11 ${charged.paymentId} was charged on another account`);
    const isOver = state === 'succeeded' || state === 'returned';
    if (charged.status === 'succeeded' && !isOver)
      found.push(`I2 ${charged.paymentId} succeeded at Stripe, and is ${state}`);
    if (charged.status === 'processing' && state !== 'processing')
      found.push(`I2 ${charged.paymentId} is processing at Stripe, and ${state} here`);
    if (charged.status === 'succeeded' && payment.number('amount_received') !== charged.received)
      found.push(
        `I3 ${charged.paymentId} received ${charged.received}, booked ${payment.number('amount_received')}`,
      );
    if (charged.amount !== payment.number('amount') || charged.currency !== payment.text('currency'))
      found.push(
        `I10 ${charged.paymentId} was charged ${charged.amount} ${charged.currency}, asked ${payment.number('amount')}`,
      );
  }
  const succeeded = new Set(
    readBooks(world)
      .filter(({ status }) => status === 'succeeded')
      .map(({ paymentId }) => paymentId),
  );
  for (const [id, row] of payments) {
    if (row.text('state') === 'succeeded' && !succeeded.has(id))
      found.push(`I3 ${id} is paid, and not at Stripe`);
  }
  return found;
}

/** What is owed is collected once: a second collection was refunded (I1). */
export function checkDoubleCollection(world: World): Finding[] {
  const found: Finding[] = [];
  const kept = new Map<string, number>();
  const times = new Map<string, Charged[]>();
  const { isOutgrown } = readLost(world);
  // Of an account that was revoked meanwhile nobody here can say what came in: the invoice is frozen, and a person was told.
  const unreachable = new Set(
    rowsOf(
      world,
      `SELECT payment_id FROM unknown_objects WHERE reason = 'unreachable' AND resolved_at IS NULL`,
    ).map((row) => row.text('payment_id')),
  );
  const offline = new Set(
    rowsOf(world, 'SELECT invoice_id FROM offline_payments').map((row) => row.text('invoice_id')),
  );
  for (const charged of readBooks(world)) {
    if (charged.status !== 'succeeded' || unreachable.has(charged.paymentId)) continue;
    // What was paid at the counter as well went back by itself; any other refund is spread over the payment's invoices in proportion.
    const again = charged.targets.filter(({ invoiceId }) => offline.has(invoiceId));
    const alone = again.reduce((sum, { amount }) => sum + amount, 0);
    const isAlone = again.length > 0 && again.length < charged.targets.length && charged.back === alone;
    for (const target of charged.targets) {
      const { invoiceId, amount } = target;
      if (isOutgrown(charged.paymentId, target)) continue;
      const spread = Math.floor((charged.received - charged.back) * (amount / charged.amount));
      const share = isAlone ? (again.includes(target) ? 0 : amount) : spread;
      kept.set(invoiceId, (kept.get(invoiceId) ?? 0) + share);
      times.set(invoiceId, [...(times.get(invoiceId) ?? []), charged]);
    }
  }
  const invoices = rowsOf(
    world,
    `SELECT i.id, i.amount_due, i.amount_credited, i.status, (SELECT coalesce(sum(amount), 0) FROM offline_payments WHERE invoice_id = i.id) AS offline,
       -- A dispute that was decided anew gave back what had been paid again by then: that is credit.
       (SELECT coalesce(sum(j.data ->> 'credited'), 0) FROM journal j JOIN payment_targets t ON t.payment_id = j.stream_id
         WHERE j.stream_type = 'payment' AND j.type = 'given_back' AND t.invoice_id = i.id) AS credited
     FROM invoices i`,
  );
  for (const row of invoices) {
    const id = row.text('id');
    const cards = (kept.get(id) ?? 0) - row.number('credited');
    const cash = Math.min(row.number('offline'), row.number('amount_due'));
    const noted = row.number('amount_credited');
    if (cards + cash + noted > row.number('amount_due')) {
      const intents = (times.get(id) ?? []).map(({ intentId }) => intentId).join(' + ');
      found.push(
        `I1 ${id} owed ${row.number('amount_due')}, kept ${cards} by card and ${cash} in cash, ${noted} credited (${intents})`,
      );
    }
  }
  return found;
}

/**
 * No second collection happened at all, refunded or not (I1). What was charged in time that was lost is not known when staff
 * settle its invoice in another way, before it is read again.
 */
export function checkUnintended(world: World): Finding[] {
  const { covers } = readLost(world);
  const lost = new Set(
    readBooks(world)
      .filter(({ chargedAt }) => chargedAt !== null && covers(chargedAt))
      .map(({ paymentId }) => paymentId),
  );
  return rowsOf(world, `SELECT payment_id, amount FROM credits WHERE reason = 'unintended_collection'`)
    .filter((row) => !lost.has(row.text('payment_id')))
    .map((row) => `I1 ${row.number('amount')} of ${row.text('payment_id')} was collected by mistake`);
}

/** Nothing is charged after a verb that forbids it was answered, nor automatically after an opt-out was (I8). */
export function checkForbidden(world: World): Finding[] {
  const charged = readBooks(world).filter(({ status }) => status === 'succeeded' || status === 'processing');
  const begun = new Map(
    rowsOf(
      world,
      `SELECT id, customer_id, connection_id,
         -- Of one that was put back nobody knows whether a payer had pressed a button.
         iif(EXISTS (SELECT 1 FROM journal j WHERE j.stream_type = 'payment' AND j.stream_id = p.id AND j.type = 'adopted'),
           'adopted', via) AS via
       FROM payments p`,
    ).map((row) => [row.text('id'), row]),
  );
  const isAbout = ({ what, subject }: Answered, { paymentId, targets }: Charged): boolean => {
    const payment = begun.get(paymentId);
    switch (what) {
      case 'opt_out':
        return payment?.text('via') === 'autopay' && payment.text('customer_id') === subject;
      case 'pause':
        return payment?.text('via') === 'autopay' && targets.some(({ invoiceId }) => invoiceId === subject);
      case 'disconnect':
        return payment?.text('connection_id') === subject;
      case 'void':
      case 'mark_uncollectible':
      case 'record_payment':
      case 'credit_note':
        return targets.some(({ invoiceId }) => invoiceId === subject);
      case 'no_parent':
      case 'checkout':
        return false;
    }
  };
  return world.answered.flatMap((answered) =>
    charged
      .filter((each) => each.chargedAt !== null && each.chargedAt > answered.at && isAbout(answered, each))
      .map(
        ({ intentId }) =>
          `I8 ${intentId} was charged after ${answered.what} of ${answered.subject} had been answered`,
      ),
  );
}

/** Allocations, totals and statuses agree with each other (I1, I3), and with what was received. */
export function checkAllocations(world: World): Finding[] {
  const found: Finding[] = [];
  const invoices = rowsOf(
    world,
    `SELECT i.*, (SELECT coalesce(sum(amount), 0) FROM allocations a WHERE a.invoice_id = i.id) AS allocated FROM invoices i`,
  );
  for (const row of invoices) {
    const [id, due, allocated] = [row.text('id'), row.number('amount_due'), row.number('allocated')];
    if (allocated > due) found.push(`I1 ${id}: ${allocated} allocated of ${due}`);
    if (allocated !== row.number('amount_paid')) found.push(`I3 ${id}: allocations and amount_paid differ`);
    if ((row.text('status') === 'paid') !== (allocated === due && row.text('status') !== 'draft' && due > 0))
      found.push(`I3 ${id} is ${row.text('status')} with ${allocated} of ${due}`);
  }
  const received = rowsOf(
    world,
    `SELECT p.id, p.amount_received,
       (SELECT coalesce(sum(amount), 0) FROM allocations a WHERE a.source_type = 'payment' AND a.source_id = p.id AND a.amount > 0) AS allocated,
       (SELECT coalesce(sum(amount), 0) FROM credits c WHERE c.payment_id = p.id) AS kept_apart,
       (SELECT coalesce(sum(g.value ->> 'amount'), 0) FROM journal j, json_each(j.data -> 'given') g
         WHERE j.stream_type = 'payment' AND j.stream_id = p.id AND j.type = 'given_back') AS given_back,
       (SELECT coalesce(sum(j.data ->> 'credited'), 0) FROM journal j
         WHERE j.stream_type = 'payment' AND j.stream_id = p.id AND j.type = 'given_back') AS credited_back
     FROM payments p WHERE p.state IN ('succeeded', 'returned')`,
  );
  for (const row of received) {
    // Money that a dispute took and gave back is allocated once more, or becomes credit where there was none of it before.
    const once = row.number('allocated') - row.number('given_back') + row.number('kept_apart');
    const [least, most] = [
      row.number('amount_received'),
      row.number('amount_received') + row.number('credited_back'),
    ];
    if (once < least || once > most)
      found.push(`I1 ${row.text('id')}: received money is neither allocated nor kept apart`);
  }
  const shown = rowsOf(
    world,
    `SELECT t.payment_id, t.amount, v.amount_remaining FROM payment_targets t
     JOIN invoice_versions v ON v.invoice_id = t.invoice_id AND v.version = t.invoice_version
     WHERE t.amount > v.amount_remaining
       -- One that a restored database lost names a version that is lost with it.
       AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.stream_type = 'payment' AND j.stream_id = t.payment_id
         AND j.type = 'adopted')`,
  );
  for (const row of shown) found.push(`I10 ${row.text('payment_id')} asked for more than was shown`);
  return found;
}

/** A session without a payment did not stay open until its expiry: the worker that made it expires it (I8). */
export function checkOrphans(world: World): Finding[] {
  const known = new Set(
    rowsOf(world, 'SELECT stripe_session_id FROM payments WHERE stripe_session_id IS NOT NULL').map((row) =>
      row.text('stripe_session_id'),
    ),
  );
  const { setAside, covers } = readLost(world);
  return accountsInSight(world).flatMap((account) => {
    const expired = new Map<unknown, number>();
    const scan = { index: { name: 'type', value: 'checkout.session.expired' }, order: 'oldest' } as const;
    for (const { value } of world.books.scan('event', account, scan))
      expired.set(value.data.object.id, value.created);
    return (
      [...world.books.scan('checkout.session', account, { order: 'oldest' })]
        .filter(({ value }) => value.metadata?.quittance_payment !== undefined && !known.has(value.id))
        .filter(({ value }) => !setAside.has(value.metadata?.quittance_payment ?? ''))
        // One of a time that was lost is nobody's until it is paid, and then the books tell.
        .filter(({ value }) => !covers(value.created * 1000))
        .filter(({ value }) => (expired.get(value.id) ?? Number.MAX_SAFE_INTEGER) >= value.expires_at)
        .map(({ value }) => `I8 ${value.id} is no payment's, and stayed open until its end`)
    );
  });
}
