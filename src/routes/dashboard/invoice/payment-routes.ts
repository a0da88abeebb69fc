import { Hono } from 'hono';
import { z } from 'zod';
import type { Outcome } from '../../../domain/outcome.ts';
import { isOpen } from '../../../domain/payment/state.ts';
import { textProblem, tidyText } from '../../../domain/text.ts';
import { readPaymentOf, readRefundOf } from '../../../operations/dashboard/read-payment-of.ts';
import { closeByHand } from '../../../operations/payments/close-by-hand.ts';
import { releaseRefund } from '../../../operations/refunds/release-refund.ts';
import { requestRefund } from '../../../operations/refunds/request-refund.ts';
import type { PaymentResource } from '../../../operations/resources/payments.ts';
import { type ActView, actPage } from '../../../views/dashboard/invoice/act.tsx';
import type { INVOICE_WORDS } from '../../../views/dashboard/words/invoice.ts';
import { ACT_WORDS as words } from '../../../views/dashboard/words/invoice-acts.ts';
import { type Writer, writerFor } from '../../../views/format.ts';
import { speechFor } from '../../../views/i18n/speech.ts';
import { typedAmount as asTyped } from '../../../views/typed-amount.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardPath, idOf, text } from '../forms.ts';
import { done, respondBare, respondDashboard, within } from '../respond.ts';
import { statusOf } from './act-routes.ts';
import { typedAmount, WRONG_AMOUNT } from './acts/amounts.ts';
import { formCommand, formField, newForm } from './form-id.ts';
import { INVOICE } from './paths.ts';
import { type Wrong, wrongOf } from './undone.ts';

const path = z.object({ invoice: idOf('inv'), payment: idOf('pay'), act: z.enum(['refund', 'close']) });
const refundPath = z.object({ invoice: idOf('inv'), refund: idOf('ref') });
const form = z.object({ form: formField, amount: text(), reason: text() });
type Typed = Pick<z.output<typeof form>, 'amount' | 'reason'>;
type Path = z.output<typeof path>;
type Again = { readonly typed: Typed; readonly wrong: Wrong; readonly status: 409 | 422 | 503 };
type Asking = Pick<ActView, 'title' | 'text' | 'fields' | 'button'>;

const REASONS = ['requested_by_customer', 'duplicate', 'fraudulent'] as const;

const problemAt = (again: Again | undefined, field: string): string | null =>
  again?.wrong.field === field ? again.wrong.text : null;

function refundAsking(payment: PaymentResource, writer: Writer, again?: Again): Asking {
  const { amountRefundable: left, currency } = payment;
  const title = words.refund.title(writer.amount(payment.amount));
  if (left <= 0) return { title, text: words.refund.none, fields: [], button: null };
  return {
    title,
    text: words.refund.text(writer.amount(left)),
    fields: [
      {
        kind: 'amount',
        name: 'amount',
        label: `${words.refund.amount} (${currency})`,
        hint: words.refund.amountHint,
        value: again?.typed.amount ?? asTyped(currency, left, writer.locale),
        problem: problemAt(again, 'amount'),
      },
      {
        kind: 'list',
        name: 'reason',
        label: words.refund.reason,
        value: again?.typed.reason ?? '',
        options: Object.entries(words.refund.reasons),
      },
    ],
    button: words.refund.button,
  };
}

const closeAsking = (payment: PaymentResource, writer: Writer, again?: Again): Asking => ({
  title: words.close.title(writer.amount(payment.amount)),
  text: words.close.text,
  fields: [
    {
      kind: 'text',
      name: 'reason',
      label: words.close.reason,
      value: again?.typed.reason ?? '',
      problem: problemAt(again, 'reason'),
    },
  ],
  button: isOpen(payment.state) ? words.close.button : null,
});

async function show(c: DashboardContext, asked: Path, again?: Again) {
  const { invoice: invoiceId, payment: paymentId, act } = asked;
  const ask = { scope: c.get('staff').scope, invoiceId, paymentId };
  const found = await readPaymentOf(c.get('ctx'), ask);
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const writer = writerFor(found.value, await speechFor('en'));
  const asking = (act === 'refund' ? refundAsking : closeAsking)(found.value, writer, again);
  const back = within(c, `/invoices/${invoiceId}`);
  return draw(c, asking, { back, action: `${back}/payments/${paymentId}/${act}` }, again);
}

type At = { readonly back: string; readonly action: string };

function draw(c: DashboardContext, asking: Asking, at: At, again?: Again) {
  const isAtField = asking.fields.some(({ problem }) => problem != null);
  const view = {
    ...asking,
    ...at,
    remarks: [],
    isDanger: true,
    form: newForm(c.get('ctx')),
    version: 0,
    problem: again === undefined || isAtField ? null : again.wrong.text,
  };
  return respondDashboard(c, again?.status ?? 200, (context) => actPage(view, context));
}

type Said = keyof typeof INVOICE_WORDS.said;

/** Back to the invoice where it was done, else to the form with what was typed. */
async function answer(
  c: DashboardContext,
  asked: Path,
  typed: Typed,
  came: { readonly outcome: Outcome<unknown>; readonly payment: PaymentResource; readonly said: Said },
) {
  const { outcome, payment, said } = came;
  if (outcome.kind === 'done') return done(c, within(c, `/invoices/${asked.invoice}`), said);
  const writer = writerFor(payment, await speechFor('en'));
  const wrong = wrongOf(outcome, writer, c.get('staff').timeZone);
  return show(c, asked, { typed, wrong, status: statusOf(outcome) });
}

async function press(c: DashboardContext, asked: Path, { form: formId, ...typed }: z.output<typeof form>) {
  const ctx = c.get('ctx');
  const { scope, address: by } = c.get('staff');
  const { invoice: invoiceId, payment: paymentId, act } = asked;
  const found = await readPaymentOf(ctx, { scope, invoiceId, paymentId });
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const payment = found.value;
  const { commandId, seed } = formCommand(ctx, act, formId);
  if (act === 'close') {
    const reason = tidyText(typed.reason).slice(0, 500);
    const isWrong = reason === '' || textProblem(reason, { lineBreaks: false }) !== null;
    if (isWrong) {
      const wrong = { field: 'reason', text: words.reasonMissing };
      return show(c, asked, { typed, status: 422, wrong });
    }
    const outcome = await closeByHand(ctx, { scope, paymentId, by, reason, commandId });
    return answer(c, asked, typed, { outcome, payment, said: 'payment_closed' });
  }
  const amount = typedAmount(typed.amount, payment.currency);
  if (amount === null) return show(c, asked, { typed, status: 422, wrong: WRONG_AMOUNT });
  const outcome = await requestRefund(ctx, {
    scope,
    paymentId,
    refundId: `ref_${seed}`,
    commandId,
    amount,
    reason: REASONS.find((reason) => reason === typed.reason) ?? null,
    requestedBy: by,
  });
  return answer(c, asked, typed, { outcome, payment, said: 'refund_requested' });
}

async function showRelease(
  c: DashboardContext,
  { invoice: invoiceId, refund: refundId }: z.output<typeof refundPath>,
  again?: Again,
) {
  const found = await readRefundOf(c.get('ctx'), { scope: c.get('staff').scope, invoiceId, refundId });
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const writer = writerFor(found.value, await speechFor('en'));
  const { title, text: means, button } = words.release;
  const back = within(c, `/invoices/${invoiceId}`);
  const at = { back, action: `${back}/refunds/${refundId}/release` };
  const asking = { title: title(writer.amount(found.value.amount)), text: means, fields: [], button };
  return draw(c, asking, at, again);
}

async function release(
  c: DashboardContext,
  asked: z.output<typeof refundPath>,
  { form: formId, ...typed }: z.output<typeof form>,
) {
  const ctx = c.get('ctx');
  const { scope, address: releasedBy, timeZone } = c.get('staff');
  const { invoice: invoiceId, refund: refundId } = asked;
  const found = await readRefundOf(ctx, { scope, invoiceId, refundId });
  if (found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { commandId } = formCommand(ctx, 'release', formId);
  const outcome = await releaseRefund(ctx, { scope, refundId, commandId, releasedBy });
  if (outcome.kind === 'done') return done(c, within(c, `/invoices/${invoiceId}`), 'refund_released');
  const writer = writerFor(found.value, await speechFor('en'));
  const wrong = wrongOf(outcome, writer, timeZone);
  return showRelease(c, asked, { typed, wrong, status: statusOf(outcome) });
}

const PAYMENT = `${INVOICE}/payments/:payment/:act` as const;
const REFUND = `${INVOICE}/refunds/:refund/release` as const;

/** What is done to one payment of an invoice, or to one refund. */
export const paymentRoutes = new Hono<DashboardEnv>()
  .get(PAYMENT, dashboardPath(path), (c) => show(c, c.req.valid('param')))
  .post(PAYMENT, dashboardPath(path), dashboardForm(form), (c) =>
    press(c, c.req.valid('param'), c.req.valid('form')),
  )
  .get(REFUND, dashboardPath(refundPath), (c) => showRelease(c, c.req.valid('param')))
  .post(REFUND, dashboardPath(refundPath), dashboardForm(form), (c) =>
    release(c, c.req.valid('param'), c.req.valid('form')),
  );
