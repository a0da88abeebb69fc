import { takePaymentCheck } from '../../db/writes/checks.ts';
import { readReturning } from '../../db/writes/returning-payer.ts';
import { isOpen, OPEN_STATES, type PaymentState } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import { pollEvery } from '../facts/payment-timing.ts';
import { recordOutcome } from '../payments/record-outcome.ts';

export type Returned = {
  readonly invoiceId: string;
  readonly outcome: 'succeeded' | 'processing' | 'failed' | 'open' | 'unknown';
  /** Who sends the receipt of this merchant's payments. */
  readonly receiptsBy: 'quittance' | 'stripe';
  /** What the payer was told of what the link keeps; null where it keeps nothing. */
  readonly saysOfKeeping: 'announced' | 'if_asked' | null;
};

/**
 * The payer returns from Stripe: the outcome is recorded as a webhook would do it, so that the page is right even if no
 * webhook ever comes. A payment that is over is not retrieved again.
 */
export async function returnFromStripe(ctx: Context, paymentId: string): Promise<Returned | null> {
  const now = ctx.now();
  const asking = { paymentId, states: ASKED_AT_ONCE, now, before: now - ASK_EVERY_MS };
  const row = await readReturning(ctx.db, asking);
  if (row === null) return null;
  const { invoiceId, receiptsBy, linkTerms } = row;
  const saysOfKeeping = linkTerms?.keeps ?? null;
  const recorded =
    isOpen(row.state) && (row.mayAsk || (await mayAskAboutDebit(ctx, paymentId, row)))
      ? await recordOutcome(ctx, paymentId)
      : { state: row.state, known: true };
  const returned = (outcome: Returned['outcome']): Returned => ({
    invoiceId,
    receiptsBy,
    saysOfKeeping,
    outcome,
  });
  switch (recorded.state) {
    case 'succeeded':
    case 'returned':
      return returned('succeeded');
    case 'processing':
    case 'verifying':
      return returned('processing');
    case 'failed':
    case 'canceled':
      return returned('failed');
    case 'claimed':
    case 'session_open':
    case 'confirming':
    case 'authenticating':
    case 'unknown':
      return returned(recorded.known ? 'open' : 'unknown');
  }
}

/** However often the page is opened, Stripe is asked once in this time; in between it shows what D1 knows. */
const ASK_EVERY_MS = 3000;
const ASKED_AT_ONCE = OPEN_STATES.filter((state) => !isDebitUnderWay(state));
/** A debit takes days: reloading the page must not ask Stripe each time. */
const ASK_ABOUT_DEBIT_EVERY_MS = 60_000;

async function mayAskAboutDebit(
  ctx: Context,
  paymentId: string,
  { state, checkAt }: { readonly state: PaymentState; readonly checkAt: number | null },
): Promise<boolean> {
  if (!isDebitUnderWay(state)) return false;
  const next = ctx.now() + pollEvery(state);
  if ((checkAt ?? 0) > next - ASK_ABOUT_DEBIT_EVERY_MS) return false;
  return takePaymentCheck(ctx.db, { id: paymentId, dueBy: next - ASK_ABOUT_DEBIT_EVERY_MS, next });
}

function isDebitUnderWay(state: PaymentState): boolean {
  return state === 'processing' || state === 'verifying';
}
