import { mapDone, type Outcome } from '../../../domain/outcome.ts';
import { isOpen } from '../../../domain/payment/state.ts';
import { may } from '../../../domain/staff/roles.ts';
import type { Context } from '../../../operations/core/context.ts';
import { type PaymentPage, readPaymentPage } from '../../../operations/dashboard/read-payment.ts';
import { listPaymentTimeline } from '../../../operations/timeline/list-payment-timeline.ts';
import type { Timeline } from '../../../operations/timeline/timeline.ts';
import { type PaymentView, paymentPage } from '../../../views/dashboard/payments/one.tsx';
import { PAYMENTS_WORDS as words } from '../../../views/dashboard/words/payments.ts';
import { speakerFor, writerFor } from '../../../views/format.ts';
import { failureSentence } from '../../../views/i18n/dictionary.ts';
import type { Speech } from '../../../views/i18n/speech.ts';
import { sentenceCase } from '../../../views/text.ts';
import { tellerFor } from '../../../views/timeline/teller.ts';
import { entryText } from '../../../views/timeline/words.ts';
import type { DashboardContext } from '../env.ts';
import { respondBare, respondDashboard, within } from '../respond.ts';
import { stripeAmounts, type WriteStripeAmount } from '../stripe-amount.ts';
import { isAnswerable, methodText, shownDay, shownMoney } from './lists.ts';

/** Nobody reads more of a payment's history on a page; the API has it all. */
const HISTORY = 50;

export async function showPayment(c: DashboardContext, paymentId: string) {
  const ctx = c.get('ctx');
  const { scope, role, timeZone } = c.get('staff');
  const [read, told] = await Promise.all([
    readPaymentPage(ctx, { scope, paymentId }),
    listPaymentTimeline(ctx, { scope, paymentId, startingAfter: null, limit: HISTORY }),
  ]);
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { payment } = read.value;
  const movesMoney = may(role, 'move_money');
  return respondDashboard(c, 200, (context) =>
    paymentPage(
      {
        ...paymentView(read.value, context.speech, { timeZone, write: stripeAmounts(ctx) }),
        home: within(c, ''),
        at: { account: read.value.background.account, isTest: !payment.livemode },
        history: historyOf(told, context.speech, timeZone),
        may: {
          refund: movesMoney && payment.amountRefundable > 0,
          close: movesMoney && isOpen(payment.state),
          release: movesMoney,
        },
        said: context.said,
      },
      context,
    ),
  );
}

/** The journal in sentences; none where it could not be read. */
export const historyOf = (told: Outcome<Timeline>, speech: Speech, timeZone: string) => {
  const sentences = mapDone(told, ({ page, facts }) => {
    const teller = tellerFor(facts, speech);
    return page.data.map(({ at, entry }) => ({
      text: entryText(entry, teller),
      at: speakerFor(speech).instant(at, timeZone),
    }));
  });
  return sentences.kind === 'done' ? sentences.value : [];
};

type Drawn = Omit<PaymentView, 'home' | 'at' | 'history' | 'may' | 'said'>;

function paymentView(
  { payment, background, invoices, booked, verdict }: PaymentPage,
  speech: Speech,
  { timeZone, write }: { readonly timeZone: string; readonly write: WriteStripeAmount },
): Drawn {
  const { amount: written } = writerFor(payment, speech);
  const dayOrNone = (iso: string | null) => (iso === null ? '' : shownDay(iso, speech, timeZone));
  const { facts } = words;
  const isPaid = payment.succeededAt !== null;
  const known = [
    [facts.via, words.vias[payment.via]],
    [facts.method, payment.method === null ? '' : methodText(payment.method, speech)],
    [facts.payer, background.payerEmail ?? ''],
    [facts.began, dayOrNone(payment.createdAt)],
    [facts.succeeded, dayOrNone(payment.succeededAt)],
    [facts.ended, isPaid ? '' : dayOrNone(payment.closedAt)],
    [facts.received, isPaid ? written(payment.amountReceived) : ''],
    [facts.refunded, payment.amountRefunded > 0 ? written(payment.amountRefunded) : ''],
    [facts.refundable, isPaid ? written(payment.amountRefundable) : ''],
  ] as const;
  return {
    id: payment.id,
    customer: { id: payment.customerId, name: background.customerName },
    amount: written(payment.amount),
    state: payment.state,
    facts: known.filter(([, text]) => text !== ''),
    failure:
      payment.failureCode === null || verdict === null || payment.state === 'succeeded'
        ? null
        : {
            sentence: failureSentence(speech.words.pages, payment.failureCode),
            verdict,
            code: payment.failureCode,
            advice: payment.adviceCode,
          },
    ended: isPaid || background.closeReason === null ? null : words.closeReasons[background.closeReason],
    receipt: isPaid ? { number: payment.receiptNumber } : null,
    intentId: payment.stripePaymentIntentId,
    chargeId: background.stripeChargeId,
    invoices: invoices.map(({ invoiceId, number, amount }) => ({
      number: number ?? '–',
      id: invoiceId,
      amount: written(amount),
    })),
    refunds: payment.refunds.map(({ id, state, purpose, reason, requestedBy, ...refund }) => ({
      id,
      state,
      purpose,
      reason,
      requestedBy,
      failure: refund.failureReason?.replaceAll('_', ' ') ?? null,
      heldUntil: refund.heldUntil === null ? null : shownDay(refund.heldUntil, speech, timeZone),
      stripeId: refund.stripeRefundId,
      ...shownMoney(refund, speech, timeZone),
    })),
    disputes: payment.disputes.map(({ stripeDisputeId, kind, state, reason, evidenceDueAt, ...dispute }) => ({
      id: dispute.id,
      stripeId: stripeDisputeId,
      kind,
      state,
      reason,
      deadline:
        evidenceDueAt === null || !isAnswerable(state) ? null : shownDay(evidenceDueAt, speech, timeZone),
      ...shownMoney(dispute, speech, timeZone),
    })),
    booked: booked.map(({ reportingCategory, currency, createdAt, ...sums }) => {
      const shown = (amount: number) => `${write(currency, amount)} ${currency}`;
      const kind = reportingCategory.replaceAll('_', ' ');
      return {
        kind: sentenceCase(kind),
        day: shownDay(new Date(createdAt).toISOString(), speech, timeZone),
        amount: shown(sums.amount),
        fee: shown(sums.fee === 0 ? 0 : -sums.fee),
        net: shown(sums.net),
      };
    }),
  };
}

/** For a form about a payment: whose it is and how much, as they are written; null where there is no such payment. */
export async function aboutPayment(ctx: Context, c: DashboardContext, paymentId: string) {
  const read = await readPaymentPage(ctx, { scope: c.get('staff').scope, paymentId });
  return read.kind === 'done' ? read.value : null;
}
