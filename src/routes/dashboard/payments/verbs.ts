import { parseCurrency } from '../../../domain/currency.ts';
import type { Id } from '../../../domain/ids.ts';
import { readTypedAmount } from '../../../domain/typed-amount.ts';
import { newId } from '../../../operations/core/context.ts';
import type { PaymentPage } from '../../../operations/dashboard/read-payment.ts';
import { closeByHand } from '../../../operations/payments/close-by-hand.ts';
import { releaseRefund } from '../../../operations/refunds/release-refund.ts';
import { requestRefund } from '../../../operations/refunds/request-refund.ts';
import { closePage, refundPage } from '../../../views/dashboard/payments/forms.tsx';
import { PAYMENTS_WORDS as words } from '../../../views/dashboard/words/payments.ts';
import { writerFor } from '../../../views/format.ts';
import type { Speech } from '../../../views/i18n/speech.ts';
import { typedAmount } from '../../../views/typed-amount.ts';
import type { DashboardContext } from '../env.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from '../respond.ts';
import { aboutPayment } from './one.ts';

type Status = 200 | 409 | 422 | 503;

const about = (c: DashboardContext, { payment, background }: PaymentPage, speech: Speech) => ({
  home: within(c, ''),
  id: payment.id,
  customer: background.customerName,
  amount: writerFor(payment, speech).amount(payment.amount),
});

type RefundForm = { readonly refund: Id<'ref'>; readonly amount: string; readonly reason: string };
type Again = { readonly status: Status; readonly problem?: string; readonly hasBadAmount?: boolean };

async function showRefund(
  c: DashboardContext,
  paymentId: string,
  typed: RefundForm | null,
  { status, problem, hasBadAmount = false }: Again,
) {
  const page = await aboutPayment(c.get('ctx'), c, paymentId);
  if (page === null) return respondBare(c, 404, 'not_found');
  const { currency, amountRefundable: left } = page.payment;
  // A refund of its own for each form that is opened: the same one pressed twice asks for it once.
  const refundId = typed?.refund ?? newId(c.get('ctx'), 'ref');
  return respondDashboard(c, status, (context) => {
    const all = typedAmount(currency, left, context.speech.locale);
    return refundPage(
      {
        ...about(c, page, context.speech),
        refundId,
        currency,
        left: writerFor({ currency }, context.speech).amount(left),
        typed: { amount: typed?.amount.slice(0, 40) ?? all, reason: typed?.reason ?? '' },
        problem: problem ?? null,
        amountProblem: hasBadAmount ? words.unreadable(all) : null,
      },
      context,
    );
  });
}

export const askRefund = (c: DashboardContext, paymentId: string) =>
  showRefund(c, paymentId, null, { status: 200 });

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;

export async function refund(c: DashboardContext, paymentId: string, form: RefundForm) {
  const ctx = c.get('ctx');
  const { scope, address } = c.get('staff');
  const page = await aboutPayment(ctx, c, paymentId);
  if (page === null) return respondBare(c, 404, 'not_found');
  const currency = parseCurrency(page.payment.currency);
  const amount = currency === null ? null : readTypedAmount(form.amount, currency);
  if (amount === null || amount === 0) {
    return showRefund(c, paymentId, form, { status: 422, hasBadAmount: true });
  }
  const requested = await requestRefund(ctx, {
    scope,
    paymentId,
    refundId: form.refund,
    commandId: form.refund,
    amount,
    reason: REASONS.find((reason) => reason === form.reason) ?? null,
    requestedBy: address,
  });
  if (requested.kind === 'done') return done(c, within(c, `/payments/${paymentId}`), 'refund_requested');
  return respondUndone(c, requested, ({ status, text: problem }) =>
    showRefund(c, paymentId, form, { status, problem }),
  );
}

type CloseForm = { readonly command: string; readonly reason: string };

async function showClose(
  c: DashboardContext,
  paymentId: string,
  typed: CloseForm,
  { status, problem }: { readonly status: Status; readonly problem: string | null },
) {
  const page = await aboutPayment(c.get('ctx'), c, paymentId);
  if (page === null) return respondBare(c, 404, 'not_found');
  const { command, reason } = typed;
  return respondDashboard(c, status, (context) =>
    closePage({ ...about(c, page, context.speech), command, typed: reason.slice(0, 200), problem }, context),
  );
}

export const askClose = (c: DashboardContext, paymentId: string) =>
  showClose(
    c,
    paymentId,
    { command: newId(c.get('ctx'), 'req'), reason: '' },
    { status: 200, problem: null },
  );

export async function close(c: DashboardContext, paymentId: string, form: CloseForm) {
  const { scope, address } = c.get('staff');
  const reason = form.reason.trim().slice(0, 200);
  if (reason === '') return showClose(c, paymentId, form, { status: 422, problem: words.noReasonGiven });
  const ask = { paymentId, by: address, reason, commandId: form.command };
  const closed = await closeByHand(c.get('ctx'), { scope, ...ask });
  if (closed.kind === 'done') return done(c, within(c, `/payments/${paymentId}`), 'payment_closed');
  return respondUndone(c, closed, ({ status, text: problem }) =>
    showClose(c, paymentId, form, { status, problem }),
  );
}

type Held = { readonly payment: string; readonly refund: string };

/** Pressed twice it is released once: what is not held any more is told as sent. */
export async function release(c: DashboardContext, { payment: paymentId, refund: refundId }: Held) {
  const { scope, address } = c.get('staff');
  const back = within(c, `/payments/${paymentId}`);
  const ask = { refundId, commandId: `release/${refundId}`, releasedBy: address };
  const released = await releaseRefund(c.get('ctx'), { scope, ...ask });
  if (released.kind === 'done') return done(c, back, 'refund_released');
  return respondUndone(c, released, () => done(c, back, null));
}
