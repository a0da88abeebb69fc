import { and, count, desc, eq } from 'drizzle-orm';
import type { ListedPayment } from '../../adapters/stripe/port-lists.ts';
import type { Statement } from '../../db/database.ts';
import {
  invoices,
  invoiceVersions,
  payments,
  paymentTargets,
  slots,
  stripeCustomers,
} from '../../db/schema/index.ts';
import { EMPTY_HEAD, headOf, selectHead } from '../../db/streams.ts';
import { parseId } from '../../domain/ids.ts';
import { AGAIN, type Context, commitChange, done, untilCommitted } from '../context.ts';
import type { Connection } from '../inbox/verdict.ts';

/** Why an object cannot be taken for the payment that it names. */
export type NotAdopted =
  | 'not_of_merchant'
  | 'no_payment_named'
  | 'several_invoices'
  /** A payment of that name is there, of another account. */
  | 'known_elsewhere'
  | 'unknown_invoice'
  | 'invoice_is_draft'
  | 'other_customer'
  | 'other_currency'
  | 'more_than_due'
  | 'version_unknown';

const SESSION_LIFE_MS = 60 * 60_000;

/**
 * Puts back the row of a payment that is lost here (the database was restored) and is there at Stripe: from its
 * metadata, where all of it fits the invoice that it names. What became of it is asked of Stripe afterwards, like of
 * any payment. Nothing is taken for ours because it says so: merchant, customer, currency, version and amount have
 * to agree.
 */
export async function adoptPayment(
  ctx: Context,
  connection: Connection,
  object: ListedPayment,
): Promise<{ readonly paymentId: string } | NotAdopted> {
  const named = readNames(connection, object);
  if (typeof named === 'string') return named;
  const { paymentId, invoiceId } = named;
  return untilCommitted<{ readonly paymentId: string } | NotAdopted>(ctx, async () => {
    const stream = { type: 'invoice', id: invoiceId } as const;
    const [found, versions, customers, taken, attempts, known, head] = await ctx.db.batch([
      ctx.db
        .select()
        .from(invoices)
        .where(and(eq(invoices.id, invoiceId), eq(invoices.merchantId, connection.merchantId))),
      ctx.db
        .select({ version: invoiceVersions.version })
        .from(invoiceVersions)
        .where(eq(invoiceVersions.invoiceId, invoiceId))
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
      ctx.db.select({ paymentId: slots.paymentId }).from(slots).where(eq(slots.invoiceId, invoiceId)),
      ctx.db
        .select({ attempts: count() })
        .from(paymentTargets)
        .where(eq(paymentTargets.invoiceId, invoiceId)),
      ctx.db.select({ id: payments.id }).from(payments).where(eq(payments.id, paymentId)),
      selectHead(ctx.db, stream),
    ]);
    const [invoice] = found;
    if (known.length > 0) return done('known_elsewhere');
    if (invoice === undefined || invoice.livemode !== connection.livemode) return done('unknown_invoice');
    if (invoice.status === 'draft') return done('invoice_is_draft');
    // A customer that was made at Stripe after the snapshot is not known here either: then nobody else has it.
    const [owner] = customers;
    if (owner !== undefined && owner.customerId !== invoice.customerId) return done('other_customer');
    if (object.currency !== invoice.currency || object.amount === null) return done('other_currency');
    if (object.amount > invoice.amountDue || object.amount <= 0) return done('more_than_due');
    // What the payer was shown: the version that is named, or the last that is left of the snapshot.
    const version = versions.find((row) => row.version === named.version) ?? versions[0];
    if (version === undefined) return done('version_unknown');
    const at = ctx.now();
    const isSession = object.kind === 'session';
    const rows: Statement[] = [
      ctx.db.insert(payments).values({
        id: paymentId,
        merchantId: connection.merchantId,
        connectionId: connection.id,
        customerId: invoice.customerId,
        livemode: invoice.livemode,
        via: isSession ? 'link' : 'autopay',
        flow: isSession ? 'session' : 'intent',
        attempt: (attempts[0]?.attempts ?? 0) + 1,
        currency: invoice.currency,
        amount: object.amount,
        state: isSession ? 'session_open' : 'confirming',
        request: requestOf(object),
        stripeSessionId: isSession ? object.id : null,
        stripePaymentIntentId: object.intentId,
        claimedAt: object.createdAt,
        expiresAt: object.createdAt + SESSION_LIFE_MS,
        checkAt: at,
        updatedAt: at,
      }),
      ctx.db.insert(paymentTargets).values({
        paymentId,
        invoiceId,
        invoiceVersion: version.version,
        amount: object.amount,
      }),
    ];
    if (taken.length === 0) rows.push(ctx.db.insert(slots).values({ invoiceId, paymentId, takenAt: at }));
    const data = { stripeId: object.id, version: version.version };
    const committed = await commitChange(ctx, {
      merchantId: connection.merchantId,
      commandId: `adopt/${object.id}`,
      at,
      appends: [
        { stream: { type: 'payment', id: paymentId }, head: EMPTY_HEAD, type: 'adopted', data },
        { stream, head: headOf(head), type: 'payment_adopted', data: { paymentId } },
      ],
      rows,
      effects: [],
      result: { paymentId },
    });
    if (committed.kind !== 'committed') return AGAIN;
    ctx.log('payment_adopted', { connectionId: connection.id, paymentId, stripeId: object.id });
    return done({ paymentId });
  });
}

type Names = { readonly paymentId: string; readonly invoiceId: string; readonly version: number };

function readNames(connection: Connection, { metadata }: ListedPayment): Names | NotAdopted {
  if (metadata.quittance_merchant !== connection.merchantId) return 'not_of_merchant';
  const paymentId = parseId('pay', metadata.quittance_payment ?? '');
  if (paymentId === null) return 'no_payment_named';
  if (metadata.quittance_invoices !== undefined) return 'several_invoices';
  const invoiceId = parseId('inv', metadata.quittance_invoice ?? '');
  if (invoiceId === null) return 'unknown_invoice';
  return { paymentId, invoiceId, version: Number(metadata.quittance_version) };
}

/** The request is lost; what is left of it is whose it was. */
const requestOf = ({ kind, stripeCustomerId }: ListedPayment): string =>
  JSON.stringify(
    kind === 'session'
      ? { customer: stripeCustomerId }
      : { create: { customer: stripeCustomerId }, confirm: {} },
  );
