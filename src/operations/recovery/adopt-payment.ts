import { and, count, desc, eq, getTableColumns, inArray } from 'drizzle-orm';
import type { ListedPayment } from '../../adapters/stripe/port-lists.ts';
import type { Append, Change } from '../../db/commit.ts';
import {
  connections,
  customers,
  invoices,
  invoiceVersions,
  payments,
  paymentTargets,
  slots,
  stripeCustomers,
} from '../../db/schema/index.ts';
import { EMPTY_HEAD, headIn, selectHeads } from '../../db/streams.ts';
import type { NotAdopted } from '../../domain/payment/unknown-object.ts';
import { viaOf } from '../../domain/payment/via.ts';
import { CONFLICT, type Context, commitChange, decided, effect, retryOnConflict } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import { expireSession } from '../payments/expire-session.ts';
import { type Names, parseMetadata } from './parse-metadata.ts';

const SESSION_LIFE_MS = 60 * 60_000;

type Adopted = { readonly paymentId: string };

/**
 * Restores the row of a payment that was lost here (the database was restored) and exists at Stripe: from its metadata,
 * if all of it matches the invoices that it names. Its outcome is recorded from Stripe afterwards, like that of any
 * payment. Metadata alone is not trusted: merchant, customer, currency, version and amount have to agree.
 */
export async function adoptPayment(
  ctx: Context,
  connection: Connection,
  object: ListedPayment,
): Promise<Adopted | NotAdopted> {
  const named = parseMetadata(connection, object);
  if (typeof named === 'string') return named;
  const tried = new Set<string>();
  return retryOnConflict<Adopted | NotAdopted>(ctx, async () => {
    const read = await readNamed(ctx, connection, object, named);
    // Another worker was faster, or our own commit was wrongly reported as failed.
    if (read.known.some(({ account }) => account === connection.account))
      return decided({ paymentId: named.paymentId });
    const judged = judge(connection, object, named, read);
    if (typeof judged === 'string') return decided(judged);
    // The payment in the slot ended before this one began: it is closed first, with proof, so that this one gets the
    // slot.
    if (!(await clearSlots(ctx, read, tried))) return CONFLICT;
    const committed = await commitChange(ctx, adoption(ctx, connection, object, named, read, judged));
    if (committed.kind !== 'committed') return CONFLICT;
    const { paymentId } = named;
    ctx.log('payment_adopted', { connectionId: connection.id, paymentId, stripeId: object.id });
    return decided({ paymentId });
  });
}

/** Reads the invoices that are named and the heads of their streams, in one round trip. */
async function readNamed(
  ctx: Context,
  connection: Connection,
  object: ListedPayment,
  { paymentId, targets }: Names,
) {
  const ids = targets.map(({ invoiceId }) => invoiceId);
  const [found, versions, payers, taken, attempts, known, heads] = await ctx.db.batch([
    ctx.db
      .select({ ...getTableColumns(invoices), parentId: customers.parentId })
      .from(invoices)
      .innerJoin(customers, eq(customers.id, invoices.customerId))
      .where(and(inArray(invoices.id, ids), eq(invoices.merchantId, connection.merchantId))),
    ctx.db
      .select({ invoiceId: invoiceVersions.invoiceId, version: invoiceVersions.version })
      .from(invoiceVersions)
      .where(inArray(invoiceVersions.invoiceId, ids))
      .orderBy(desc(invoiceVersions.version)),
    ctx.db
      .select({ customerId: stripeCustomers.customerId })
      .from(stripeCustomers)
      .where(
        and(
          eq(stripeCustomers.connectionId, connection.id),
          eq(stripeCustomers.stripeCustomerId, object.stripeCustomerId ?? ''),
        ),
      ),
    ctx.db
      .select({ invoiceId: slots.invoiceId, paymentId: slots.paymentId })
      .from(slots)
      .where(inArray(slots.invoiceId, ids)),
    ctx.db.select({ attempts: count() }).from(paymentTargets).where(inArray(paymentTargets.invoiceId, ids)),
    ctx.db
      .select({ account: connections.account })
      .from(payments)
      .innerJoin(connections, eq(connections.id, payments.connectionId))
      .where(eq(payments.id, paymentId)),
    selectHeads(ctx.db, 'invoice', ids),
  ]);
  return { found, versions, customers: payers, taken, attempts: attempts[0]?.attempts ?? 0, known, heads };
}

/**
 * Closes the payments that hold the slots of an adopted one, each once; false if everything has to be read again.
 * Throws if Stripe does not answer for one: without its slot, the adopted payment would not keep a second one from
 * being begun.
 */
async function clearSlots(ctx: Context, { taken }: Read, tried: Set<string>): Promise<boolean> {
  const holders = new Set(taken.map(({ paymentId }) => paymentId).filter((id) => !tried.has(id)));
  for (const holder of holders) {
    tried.add(holder);
    const state = await expireSession(ctx, holder);
    if (state === 'unknown') throw new Error(`outcome of the payment in the slot is unknown: ${holder}`);
  }
  return holders.size === 0;
}

type Read = Awaited<ReturnType<typeof readNamed>>;
type Target = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly version: number;
  readonly amount: number;
};

/**
 * Who paid, of those that are known here. A Stripe customer created after the snapshot is unknown here too; then it is
 * linked to no other customer.
 */
const payerIn = (
  { found, customers }: Pick<Read, 'found' | 'customers'>,
  { metadata }: ListedPayment,
): string | undefined =>
  customers[0]?.customerId ??
  found
    .flatMap(({ customerId, parentId }) => [customerId, parentId])
    .find((id) => id !== null && id === metadata.quittance_payer) ??
  found[0]?.customerId;

/** The invoices with their shares if everything matches, or what does not. */
function judge(
  connection: Connection,
  object: ListedPayment,
  named: Names,
  { found, versions, customers, known }: Read,
): readonly [Target, ...Target[]] | NotAdopted {
  if (known.length > 0) return 'known_elsewhere';
  const owner = payerIn({ found, customers }, object);
  const targets: Target[] = [];
  for (const { invoiceId, amount, ...shown } of named.targets) {
    const invoice = found.find(({ id }) => id === invoiceId);
    if (invoice === undefined || invoice.livemode !== connection.livemode) return 'unknown_invoice';
    if (invoice.status === 'draft') return 'invoice_is_draft';
    if (owner !== invoice.customerId && owner !== invoice.parentId) return 'other_customer';
    if (object.currency !== invoice.currency || object.amount === null) return 'other_currency';
    if (amount > invoice.amountDue || amount <= 0) return 'more_than_due';
    // What the payer was shown: the version that is named, or the last one in the snapshot.
    const left = versions.filter((row) => row.invoiceId === invoiceId);
    const version = left.find((row) => row.version === shown.version) ?? left[0];
    if (version === undefined) return 'version_unknown';
    targets.push({ invoice, version: version.version, amount });
  }
  const [first, ...others] = targets;
  return first === undefined ? 'unknown_invoice' : [first, ...others];
}

/** The payment as it was begun, holding the slots that are still free. */
function adoption(
  ctx: Context,
  connection: Connection,
  object: ListedPayment,
  { paymentId }: Names,
  { found, customers: payers, taken, attempts, heads }: Read,
  targets: readonly [Target, ...Target[]],
): Change {
  const at = ctx.now();
  const isSession = object.kind === 'session';
  const [{ invoice: first, version }] = targets;
  const free = targets.filter(({ invoice }) => !taken.some(({ invoiceId }) => invoiceId === invoice.id));
  return {
    merchantId: connection.merchantId,
    commandId: `adopt/${object.id}`,
    at,
    appends: [
      {
        stream: { type: 'payment', id: paymentId },
        head: EMPTY_HEAD,
        type: 'adopted',
        data: { stripeId: object.id, version },
      },
      ...targets.map(
        ({ invoice }): Append => ({
          stream: { type: 'invoice', id: invoice.id },
          head: headIn(heads, invoice.id),
          type: 'payment_adopted',
          data: { paymentId },
        }),
      ),
    ],
    rows: [
      ctx.db.insert(payments).values({
        id: paymentId,
        merchantId: connection.merchantId,
        connectionId: connection.id,
        customerId: payerIn({ found, customers: payers }, object) ?? first.customerId,
        livemode: first.livemode,
        via: viaOf(object.metadata.quittance_via, object.kind, targets.length),
        flow: object.kind,
        attempt: attempts + 1,
        currency: first.currency,
        amount: targets.reduce((sum, { amount }) => sum + amount, 0),
        state: isSession ? 'session_open' : 'confirming',
        request: requestOf(object),
        stripeSessionId: isSession ? object.id : null,
        stripePaymentIntentId: object.intentId,
        claimedAt: object.createdAt,
        expiresAt: object.createdAt + SESSION_LIFE_MS,
        checkAt: at,
        updatedAt: at,
      }),
      ...targets.map((target) =>
        ctx.db.insert(paymentTargets).values({
          paymentId,
          invoiceId: target.invoice.id,
          invoiceVersion: target.version,
          amount: target.amount,
        }),
      ),
      ...free.map(({ invoice }) =>
        ctx.db.insert(slots).values({ invoiceId: invoice.id, paymentId, takenAt: at }),
      ),
    ],
    // Their events name nothing but the intent: until now, they were taken for another's.
    effects: [effect(ctx, 'record_refunds_and_disputes', { paymentId })],
    result: { paymentId },
  };
}

/**
 * The request is lost; only its kind and customer are known. A session may have saved what it was paid with: that is looked up,
 * so that a method which a link kept is not taken for the customer's own.
 */
const requestOf = ({ kind, stripeCustomerId }: ListedPayment): string =>
  JSON.stringify(
    kind === 'session'
      ? { customer: stripeCustomerId, payment_intent_data: { setup_future_usage: 'off_session' } }
      : { create: { customer: stripeCustomerId }, confirm: {} },
  );
