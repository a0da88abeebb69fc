import { selectInvoice } from '../../db/queries/invoices.ts';
import { type LocalDate, localDateAt } from '../../domain/calendar.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import type { OfflinePayment, SmallRest } from '../../domain/invoice/status.ts';
import { done, type Outcome, refused, thenRead } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { recordPayment } from './apply-when-no-payment-open.ts';

/** An offline payment with its optional fields. Amount in minor units. */
type GivenPayment = {
  readonly amount: number | null;
  readonly method: OfflinePayment['method'];
  readonly reference: string | null;
  readonly receivedOn: LocalDate | null;
  readonly recordedBy: string;
};

/**
 * Records money received outside Stripe: by default all that is owed, received today in the merchant's time zone.
 * Rejects with `invalid` for a date in the future, and as {@link recordPayment} does.
 */
export async function recordOfflinePayment(
  ctx: Context,
  { scope, given, receipt, ...ask }: Scoped<OfflineAsk>,
): ReturnType<typeof recordPayment> {
  const completed = await completeOfflinePayment(ctx, scope, { invoiceId: ask.invoiceId, given, receipt });
  return thenRead(completed, (recorded) => recordPayment(ctx, { scope, ...ask, ...recorded }));
}

type OfflineAsk = {
  readonly invoiceId: string;
  readonly commandId: string;
  readonly given: GivenPayment;
  /** What to do with more than is owed; without it, that is refused. */
  readonly surplus?: 'credit';
  /** Staff know that the rest will be too small to be charged; without it, that is refused. */
  readonly smallRest?: SmallRest;
  /** Whether its receipt is mailed; without it, where the business leaves receipts to us. Stripe knows nothing of the payment. */
  readonly receipt?: 'mail' | 'none';
};

type Completed = { readonly payment: OfflinePayment; readonly mailsReceipt: boolean };

async function completeOfflinePayment(
  ctx: Context,
  scope: Scope,
  ask: Pick<OfflineAsk, 'invoiceId' | 'given'> & { readonly receipt: 'mail' | 'none' | undefined },
): Promise<Outcome<Completed>> {
  const [found] = await selectInvoice(ctx.db, scope, ask.invoiceId);
  if (found === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const { given } = ask;
  const today = localDateAt(ctx.now(), found.merchant.timeZone);
  const receivedOn = given.receivedOn ?? today;
  if (receivedOn > today) {
    const message = `Money cannot have been received after today, which is ${today} where you are.`;
    return refused({ code: 'invalid', problems: [{ path: 'receivedOn', message }] });
  }
  const { method, reference, recordedBy } = given;
  const amount = given.amount ?? amountRemaining(found.invoice);
  const byRule = found.merchant.receiptsBy === 'quittance' ? 'mail' : 'none';
  return done({
    payment: { amount, method, reference, receivedOn, recordedBy },
    mailsReceipt: (ask.receipt ?? byRule) === 'mail',
  });
}
