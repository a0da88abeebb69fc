import { localDateAt } from '../../../domain/calendar.ts';
import type { PaymentState, RefundState } from '../../../domain/payment/state.ts';
import { isOpen } from '../../../domain/payment/state.ts';
import type { InvoiceRecord } from '../../../operations/dashboard/read-invoice-record.ts';
import { methodView } from '../../../operations/facts/ledger.ts';
import type { ActLink, AttemptView, RefundView, Tone } from '../../../views/dashboard/invoice/page-view.ts';
import { stripeHref } from '../../../views/dashboard/stripe-links.ts';
import { INVOICE_WORDS as words } from '../../../views/dashboard/words/invoice.ts';
import type { Writer } from '../../../views/format.ts';
import { failureSentence } from '../../../views/i18n/dictionary.ts';
import { sentenceCase } from '../../../views/text.ts';
import { inWords } from '../../../views/timeline/teller.ts';

type Asked = { readonly base: string; readonly mayMove: boolean };
type Attempt = InvoiceRecord['attempts'][number];
type Refund = InvoiceRecord['refunds'][number];

const TONE: Record<PaymentState, Tone> = {
  claimed: 'plain',
  session_open: 'plain',
  unknown: 'wait',
  confirming: 'wait',
  authenticating: 'wait',
  verifying: 'wait',
  processing: 'wait',
  succeeded: 'good',
  failed: 'bad',
  canceled: 'plain',
  returned: 'bad',
};

const REFUND_TONE: Record<RefundState, Tone> = {
  requested: 'wait',
  unknown: 'wait',
  pending: 'wait',
  requires_action: 'wait',
  succeeded: 'plain',
  failed: 'bad',
  canceled: 'plain',
};

/** The attempts at an invoice as its page shows them. */
export const attemptViews = (
  { attempts, refunds, row }: InvoiceRecord,
  { base, mayMove }: Asked,
  writer: Writer,
): readonly AttemptView[] =>
  attempts.map((attempt) => ({
    at: writer.moment(attempt.succeededAt ?? attempt.closedAt ?? attempt.claimedAt, row.timeZone),
    amount: writer.amount(attempt.share),
    ofAll: attempt.share === attempt.amount ? null : words.ofAll(writer.amount(attempt.amount)),
    how: howOf(attempt, writer),
    via: words.vias[attempt.via],
    state: words.states[attempt.state],
    tone: TONE[attempt.state],
    why: whyOf(attempt, writer),
    stripe:
      attempt.stripePaymentIntentId === null
        ? null
        : {
            id: attempt.stripePaymentIntentId,
            href: stripeHref(
              { account: attempt.account, isTest: !row.livemode },
              'payments',
              attempt.stripePaymentIntentId,
            ),
          },
    acts: mayMove ? actsOf(attempt, { refunds, base, writer }) : [],
  }));

function howOf({ method, onFile }: Attempt, { shortMethod }: Writer): string {
  const used = method ?? onFile;
  return used === null ? '–' : shortMethod(methodView(used));
}

function whyOf({ state, failureCode, adviceCode, closeReason }: Attempt, writer: Writer): readonly string[] {
  const isFailed = state === 'failed' || state === 'returned';
  return [
    ...(failureCode === null ? [] : [`${sentenceCase(inWords(failureCode))}.`]),
    ...(isFailed ? [words.told(failureSentence(writer.words, failureCode))] : []),
    ...(adviceCode === null ? [] : [words.advice(inWords(adviceCode))]),
    ...(closeReason === 'by_staff' ? [words.closedByStaff] : []),
  ];
}

type Doing = { readonly refunds: readonly Refund[]; readonly base: string; readonly writer: Writer };

function actsOf({ id, state, amount }: Attempt, { refunds, base, writer }: Doing): readonly ActLink[] {
  const gone = refunds
    .filter((refund) => refund.paymentId === id && refund.state !== 'failed' && refund.state !== 'canceled')
    .reduce((sum, refund) => sum + refund.amount, 0);
  if (state === 'succeeded' && gone < amount) {
    const fullLabel = words.refundFull(writer.amount(amount));
    return [{ href: `${base}/payments/${id}/refund`, label: words.acts.refund, fullLabel }];
  }
  if (isOpen(state)) {
    const fullLabel = words.closeFull(writer.amount(amount));
    return [{ href: `${base}/payments/${id}/close`, label: words.acts.close, fullLabel }];
  }
  return [];
}

/** What went back of an invoice's payments, as its page shows it. */
export const refundViews = (
  { refunds, attempts, row }: InvoiceRecord,
  { base, mayMove }: Asked,
  writer: Writer,
): readonly RefundView[] =>
  refunds.map((refund) => {
    const account = attempts.find(({ id }) => id === refund.paymentId)?.account ?? 'self';
    const held = refund.state === 'requested' && refund.sentAt === null ? refund.notBefore : null;
    const fullLabel = words.releaseFull(writer.amount(refund.amount));
    return {
      at: writer.moment(refund.createdAt, row.timeZone),
      amount: writer.amount(refund.amount),
      by: byOf(refund),
      state: words.refundStates[refund.state],
      tone: REFUND_TONE[refund.state],
      why: [
        ...(refund.failureReason === null ? [] : [`${sentenceCase(inWords(refund.failureReason))}.`]),
        ...(held === null ? [] : [words.heldUntil(writer.date(localDateAt(held, row.timeZone)))]),
      ],
      stripe:
        refund.stripeRefundId === null
          ? null
          : {
              id: refund.stripeRefundId,
              href: stripeHref({ account, isTest: !row.livemode }, 'refunds', refund.stripeRefundId),
            },
      acts:
        mayMove && held !== null
          ? [{ href: `${base}/refunds/${refund.id}/release`, label: words.acts.release, fullLabel }]
          : [],
    };
  });

function byOf({ purpose, requestedBy }: Refund): string {
  switch (purpose) {
    case 'surplus':
      return words.refundSurplus;
    case 'external':
      return words.refundExternal;
    case 'requested':
      return requestedBy === null ? words.itself : words.refundBy(requestedBy);
  }
}
