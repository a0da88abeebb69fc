import { and, asc, count, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { prepareOnce } from '../prepared.ts';
import {
  connections,
  customers,
  invoices,
  merchants,
  paymentMethods,
  payments,
  paymentTargets,
  slots,
  stripeCustomers,
  sweeps,
} from '../schema/index.ts';
import { headIn, selectHeads } from '../streams.ts';
import { connectionOfInvoice } from './connection-of-invoice.ts';
import { eventsOfConnection, lastWatched } from './events-of-connection.ts';
import type { OwnerScope } from './portal-invoices.ts';

/** The invoices of a cart, by their ids as a JSON list: the statements are the same however many there are. */
const IDS = sql`(SELECT value FROM json_each(${sql.placeholder('ids')}))`;
const IN_CART = inArray(invoices.id, IDS);

/** In several selects, since D1 returns at most a hundred columns. https://developers.cloudflare.com/d1/platform/limits/ */
export const cartSelects = prepareOnce((db) => ({
  found: db
    .select({ invoice: invoices, customer: customers })
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(IN_CART),
  houses: db
    .select({
      merchant: merchants,
      connection: connections,
      stripeCustomerId: stripeCustomers.stripeCustomerId,
      caughtUpAt: sweeps.touchedAt,
    })
    .from(invoices)
    .innerJoin(merchants, eq(merchants.id, invoices.merchantId))
    .leftJoin(connections, connectionOfInvoice)
    .leftJoin(sweeps, eventsOfConnection)
    .leftJoin(
      stripeCustomers,
      and(
        eq(stripeCustomers.connectionId, connections.id),
        eq(stripeCustomers.customerId, invoices.customerId),
      ),
    )
    .where(IN_CART)
    .limit(1),
  /** The open payments that hold a slot, a row for each invoice that they are for, of this cart or not. */
  taken: db
    .select({
      id: payments.id,
      state: payments.state,
      via: payments.via,
      flow: payments.flow,
      claimedAt: payments.claimedAt,
      sessionId: payments.stripeSessionId,
      connectionId: payments.connectionId,
      total: payments.amount,
      // The connection that it was begun on, which may not be the active one any more.
      account: connections.account,
      invoiceId: paymentTargets.invoiceId,
      version: paymentTargets.invoiceVersion,
      amount: paymentTargets.amount,
    })
    .from(paymentTargets)
    .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
    .innerJoin(connections, eq(connections.id, payments.connectionId))
    .where(
      inArray(
        paymentTargets.paymentId,
        db.select({ id: slots.paymentId }).from(slots).where(inArray(slots.invoiceId, IDS)),
      ),
    ),
  methods: db
    .select()
    .from(paymentMethods)
    .where(
      inArray(
        paymentMethods.customerId,
        db.select({ id: invoices.customerId }).from(invoices).where(IN_CART),
      ),
    )
    .orderBy(asc(paymentMethods.position)),
  heads: selectHeads(db, 'invoice', IDS),
  tried: db
    .select({
      flow: payments.flow,
      closeReason: payments.closeReason,
      closedAt: payments.closedAt,
      highest: sql<number>`max(${payments.attempt}) OVER ()`,
    })
    .from(paymentTargets)
    .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
    .where(inArray(paymentTargets.invoiceId, IDS))
    .orderBy(desc(payments.claimedAt), desc(payments.attempt))
    .limit(1),
  paced: db
    .select({ claims: count() })
    .from(payments)
    .where(
      and(
        inArray(
          payments.connectionId,
          db
            .select({ id: connections.id })
            .from(invoices)
            .innerJoin(connections, connectionOfInvoice)
            .where(IN_CART),
        ),
        eq(payments.flow, 'session'),
        gt(payments.claimedAt, sql.placeholder('paceSince')),
      ),
    ),
}));

type Selects = ReturnType<typeof cartSelects>;
type Rows<K extends keyof Selects> = { readonly [N in K]: Awaited<Selects[N]> };

/** The rows of a cart → the cart, in the order of its ids; null where there is none of the first. */
export function cartOf(
  { found, houses, taken, methods, heads }: Rows<'found' | 'houses' | 'taken' | 'methods' | 'heads'>,
  ids: readonly string[],
) {
  const [first] = found;
  const [house] = houses;
  if (first === undefined || house === undefined) return null;
  const { connection } = house;
  return {
    ...house,
    caughtUpAt: lastWatched(house.caughtUpAt, connection),
    customer: first.customer,
    targets: ids.flatMap((id) =>
      found
        .filter(({ invoice }) => invoice.id === id)
        .map(({ invoice }) => ({ invoice, head: headIn(heads, id) })),
    ),
    /** The open payments that hold the invoices' slots, with all that each is for. */
    slots: taken
      .filter(({ id }, at) => taken.findIndex((row) => row.id === id) === at)
      .map((payment) => ({ ...payment, targets: taken.filter(({ id }) => id === payment.id) })),
    /** What the customer has on file on the active connection. */
    methods: methods.filter(
      ({ connectionId, state }) => connectionId === connection?.id && state !== 'detached',
    ),
    /** What the customer has, or had, on file anywhere. */
    knownMethods: new Set(methods.map(({ id }) => id)),
  };
}

/**
 * Everything that decides whether one payment can be begun for 1..n invoices of one customer, in one round trip.
 * Null where one of them does not exist, or is not the `owner`'s; a link's has none, and names one invoice.
 */
export async function readCart(
  db: Database,
  ask: { readonly ids: readonly string[]; readonly owner: OwnerScope | null; readonly paceSince: number },
) {
  const select = cartSelects(db, { ids: JSON.stringify(ask.ids), paceSince: ask.paceSince });
  const [found, houses, taken, methods, heads, [tried], [paced]] = await db.batch([
    select.found,
    select.houses,
    select.taken,
    select.methods,
    select.heads,
    select.tried,
    select.paced,
  ]);
  const cart = cartOf({ found, houses, taken, methods, heads }, ask.ids);
  if (cart === null || cart.targets.length !== ask.ids.length) return null;
  if (!cart.targets.every(({ invoice }) => ask.owner === null || isOf(ask.owner, invoice))) return null;
  return {
    ...cart,
    attempts: tried?.highest ?? 0,
    /** The newest attempt at any of them. */
    last: tried ?? null,
    claimsOfLate: paced?.claims ?? 0,
  };
}

export type Cart = NonNullable<Awaited<ReturnType<typeof readCart>>>;
export type Slot = Cart['slots'][number];

/** Nobody outside the business sees a draft, or what is another's. */
const isOf = (owner: OwnerScope, invoice: typeof invoices.$inferSelect): boolean =>
  invoice.customerId === owner.customerId &&
  invoice.merchantId === owner.merchantId &&
  invoice.livemode === owner.livemode &&
  invoice.status !== 'draft';

/** How many sessions a connection's customers began since an instant. */
export const selectClaims = (db: Database, connectionId: string, since: number) =>
  db
    .select({ claims: count() })
    .from(payments)
    .where(
      and(
        eq(payments.connectionId, connectionId),
        eq(payments.flow, 'session'),
        gt(payments.claimedAt, since),
      ),
    );
