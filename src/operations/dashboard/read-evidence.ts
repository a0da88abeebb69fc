import { eq } from 'drizzle-orm';
import { selectAgreed, selectDisputed, selectLastEntries } from '../../db/queries/evidence.ts';
import { selectPaidInvoices } from '../../db/queries/payments-shown.ts';
import { merchants } from '../../db/schema/index.ts';
import type { MerchantView } from '../../domain/invoice/view.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { DisputeStatus } from '../../domain/payment/disputes.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { merchantView } from '../facts/merchant-view.ts';
import { listMessages, type MessageSummary } from '../resources/list-messages.ts';
import { listPaymentTimeline } from '../timeline/list-payment-timeline.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { type BusinessInvoice, readBusinessInvoice } from './read-invoice-record.ts';

/** What is read of a disputed payment: more invoices of one payment than these are told by their numbers elsewhere. */
const INVOICES = 5;
const MAILS = 30;
const ENTRIES = 50;
const AGREEMENTS = 5;

type Disputed = NonNullable<Awaited<ReturnType<typeof selectDisputed>>[number]>;

export type EvidenceRead = {
  readonly dispute: Disputed & { readonly state: DisputeStatus };
  readonly merchant: MerchantView;
  readonly invoices: readonly BusinessInvoice[];
  readonly mails: readonly MessageSummary[];
  readonly timeline: Timeline;
  readonly agreed: Awaited<ReturnType<typeof selectAgreed>>;
  readonly journals: Awaited<ReturnType<typeof selectLastEntries>>;
};

/** All that speaks for a disputed payment, of what is stored. Rejects with `not_found`. */
export async function readEvidence(
  ctx: Context,
  { scope, paymentId, disputeId }: Scoped<{ readonly paymentId: string; readonly disputeId: string }>,
): Promise<Outcome<EvidenceRead>> {
  const [[dispute], paid] = await ctx.db.batch([
    selectDisputed(ctx.db, scope, paymentId, disputeId),
    selectPaidInvoices(ctx.db, scope, [paymentId]),
  ]);
  if (dispute === undefined) return refused({ code: 'not_found', what: 'payment' });
  const ids = paid.slice(0, INVOICES).map(({ invoiceId }) => invoiceId);
  const page = { startingAfter: null, limit: MAILS };
  const [timeline, ...read] = await Promise.all([
    listPaymentTimeline(ctx, { scope, paymentId, startingAfter: null, limit: ENTRIES }),
    ...ids.map(async (invoiceId) => ({
      invoice: await readBusinessInvoice(ctx, { scope, invoiceId }),
      mails: await listMessages(ctx, { scope, about: { invoiceId }, page }),
    })),
  ]);
  if (timeline.kind !== 'done') return timeline;
  const [agreed, journals, [merchant]] = await ctx.db.batch([
    selectAgreed(ctx.db, scope, dispute.payment.customerId, AGREEMENTS),
    selectLastEntries(ctx.db, [paymentId, ...ids]),
    ctx.db.select().from(merchants).where(eq(merchants.id, scope.merchantId)),
  ]);
  if (merchant === undefined) throw new Error('a payment without its business');
  return done({
    dispute,
    merchant: merchantView(ctx, merchant, 'en'),
    agreed,
    journals,
    timeline: timeline.value,
    invoices: read.flatMap(({ invoice }) => (invoice.kind === 'done' ? [invoice.value] : [])),
    mails: read.flatMap(({ mails }) => (mails.kind === 'done' ? mails.value.data : [])),
  });
}
