import type { World } from '../world/world.ts';
import { accountsInSight } from './accounts.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

const HOUR_MS = 3_600_000;
/** Clocks of isolates are seconds apart, and so are Stripe's and ours. */
const SKEW_MS = 10_000;
/** A worker may stand still between its look and its claim. */
const UNDER_WAY_MS = 50 * 60_000;

/** Decision 32: how many refused cards close what, and within what time; a little less of it, since clocks differ. */
const CLOSES = [
  { subject: 'link', column: 'invoice_id', most: 10, withinMs: 23 * HOUR_MS },
  { subject: 'customer', column: 'customer_id', most: 20, withinMs: 23 * HOUR_MS },
  { subject: 'business', column: 'merchant_id', most: 50, withinMs: 50 * 60_000 },
] as const;

type Refused = {
  readonly at: number;
  /** When it was heard of here; null where it never was. */
  readonly heardAt: number | null;
  readonly link: string;
  readonly of: (column: string) => string;
};

/**
 * Whoever has seen so many refused cards takes none for a time, its business is told, and until then nobody is sent to
 * Stripe's page by that link, which a new one in its place ends.
 */
export function checkCardTesting(world: World): Finding[] {
  // What a restored database counted is lost with it.
  if (world.restores.length > 0) return [];
  const blocks = rowsOf(
    world,
    `SELECT j.at, j.stream_id AS merchant, b.value ->> 'subject' AS subject, b.value ->> 'subjectId' AS id,
       coalesce((SELECT min(r.at) FROM journal r WHERE (r.type = 'card_testing_released' AND r.data ->> 'blockId' = b.value ->> 'id')
           OR (r.type = 'link_rotated' AND r.stream_type = 'invoice' AND r.stream_id = b.value ->> 'subjectId' AND r.at > j.at)),
         b.value ->> 'until') AS until
     FROM journal j, json_each(j.data, '$.blocks') b WHERE j.type = 'card_testing_blocked'`,
  );
  const refused = refusedCards(world);
  const unclosed = CLOSES.flatMap(({ subject, column, most, withinMs }) =>
    [...Map.groupBy(refused, ({ of }) => of(column))].flatMap(([id, cards]) => {
      // What is heard of late counts when it is heard of, and is too old for a business then.
      const reached = cards.find(
        ({ heardAt }) => heardAt !== null && countedAt(world, cards, heardAt, { subject, withinMs }) >= most,
      );
      if (reached === undefined) return [];
      return blocks.some((row) => row.text('subject') === subject && row.text('id') === id)
        ? []
        : [`${id} saw ${most} refused cards, and its ${subject} was not closed`];
    }),
  );
  const opened = blocks
    .filter((row) => row.text('subject') === 'link')
    .flatMap((row) =>
      rowsOf(
        world,
        `SELECT p.id FROM payments p JOIN payment_targets t ON t.payment_id = p.id
         WHERE t.invoice_id = ? AND p.via = 'link' AND p.flow = 'session' AND p.claimed_at BETWEEN ? AND ?`,
        row.text('id'),
        row.number('at') + UNDER_WAY_MS,
        row.number('until') - SKEW_MS,
      ).map((payment) => `${payment.text('id')} was begun by a link that is closed to card testing`),
    );
  const untold = blocks
    .filter(
      (row) =>
        rowsOf(
          world,
          `SELECT e.id FROM emails e WHERE e.template = 'card_testing_business' AND e.merchant_id = ?
             AND e.created_at > ? LIMIT 1`,
          row.text('merchant'),
          row.number('at') - 25 * HOUR_MS,
        ).length === 0,
    )
    .map((row) => `nobody was told that ${row.text('id')} is closed to card testing`);
  return [...unclosed, ...opened, ...untold];
}

/** Refused cards on Stripe's page, as Stripe has them, oldest first. */
function refusedCards(world: World): Refused[] {
  const payments = new Map(
    rowsOf(
      world,
      `SELECT p.stripe_payment_intent_id AS intent, p.customer_id, p.merchant_id,
         (SELECT t.invoice_id FROM payment_targets t WHERE t.payment_id = p.id) AS invoice_id
       FROM payments p WHERE p.via = 'link' AND p.flow = 'session' AND p.stripe_payment_intent_id IS NOT NULL`,
    ).map((row) => [row.text('intent'), row]),
  );
  const heard = new Map(
    rowsOf(world, 'SELECT charge_id, at FROM heard').map((row) => [row.text('charge_id'), row.number('at')]),
  );
  return accountsInSight(world)
    .flatMap((account) =>
      [...world.books.scan('charge', account, { order: 'oldest' })].flatMap(({ value }): Refused[] => {
        const { payment_intent: intent, payment_method_details: details } = value;
        const payment = payments.get(typeof intent === 'string' ? intent : '');
        if (payment === undefined || value.status !== 'failed' || details?.type !== 'card') return [];
        const of = (column: string) => payment.text(column);
        const heardAt = heard.get(value.id) ?? null;
        return [{ at: value.created * 1000, heardAt, link: of('invoice_id'), of }];
      }),
    )
    .toSorted((a, b) => a.at - b.at);
}

/** How many count at an instant: a link's since its last success, and of each link no more than close it. */
function countedAt(
  world: World,
  cards: readonly Refused[],
  at: number,
  { subject, withinMs }: { readonly subject: string; readonly withinMs: number },
): number {
  const counting = cards.filter(
    ({ heardAt, ...card }) => heardAt !== null && heardAt <= at && card.at <= at && card.at > at - withinMs,
  );
  const perLink = [...Map.groupBy(counting, ({ link }) => link)].map(([link, own]) => {
    const since = subject === 'link' ? lastSuccess(world, link) : 0;
    return Math.min(10, own.filter((card) => card.at > since + SKEW_MS).length);
  });
  const counted = perLink.reduce((sum, each) => sum + each, 0);
  return subject === 'business' && counted <= successes(world) ? 0 : counted;
}

const lastSuccess = (world: World, invoiceId: string): number =>
  rowsOf(
    world,
    `SELECT coalesce(max(p.succeeded_at), 0) AS at FROM payments p JOIN payment_targets t ON t.payment_id = p.id
     WHERE t.invoice_id = ?`,
    invoiceId,
  )[0]?.number('at') ?? 0;

/** More than ever succeeded within an hour: a business that takes more cards than it refuses is only busy. */
const successes = (world: World): number =>
  rowsOf(
    world,
    `SELECT count(*) AS n FROM payments WHERE flow = 'session' AND succeeded_at IS NOT NULL`,
  )[0]?.number('n') ?? 0;
