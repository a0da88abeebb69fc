import { eq } from 'drizzle-orm';
import { type MoneySnapshot, readPaymentMoney } from '../../db/queries/payment-money.ts';
import { credits } from '../../db/schema/index.ts';
import { type Id, idBytes, idFromBytes, parseId } from '../../domain/ids.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { refundable } from '../../domain/payment/refunds.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { commitRefund } from '../money/insert-refund.ts';
import { moneyStanding } from '../money/money-step.ts';

const DAY_MS = 86_400_000;

/**
 * Refunds a payment's surplus that was not meant to be collected automatically, once (I1). A card's at once; a bank
 * debit's only after the merchant's risk window, since the debit itself may still be returned. The refund is committed
 * now all the same, so that the credit cannot be used in the meantime, and a person may release it earlier.
 */
export const refundSurplus = (
  ctx: Context,
  { creditId }: { readonly creditId: string },
): Promise<Outcome<null>> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<null>>> => {
    const [credit] = await ctx.db.select().from(credits).where(eq(credits.id, creditId));
    if (credit?.reason !== 'unintended_collection' || credit.paymentId === null) return decided(DONE);
    const money = await readPaymentMoney(ctx.db, credit.paymentId);
    if (money === null || isAskedFor(money)) return decided(DONE);
    const { payment } = money;
    const left = Math.min(money.credit?.balance ?? 0, refundable(moneyStanding(money)));
    const amount = ctx.rules.sayableAmount(payment.currency, left);
    // If Stripe's units of a currency are coarser than ISO's, a person has to deal with the remainder.
    if (amount < left) ctx.log('surplus_not_refundable', { creditId, amount: left - amount });
    if (amount === 0) return decided(DONE);
    const committed = await commitRefund(ctx, money, {
      id: surplusId(payment.id),
      commandId: `surplus/${creditId}`,
      amount,
      reason: 'duplicate',
      purpose: 'surplus',
      requestedBy: null,
      notBefore: notBefore(money, ctx.now()),
    });
    return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
  });

/**
 * A payment has one surplus, so the refund's id is derived from it: a restored database that lost the refund finds it
 * at Stripe by the same id, and does not send it twice.
 */
function surplusId(paymentId: string): Id<'ref'> {
  const id = parseId('pay', paymentId);
  if (id === null) throw new Error('payment id is malformed');
  return idFromBytes('ref', idBytes(id));
}

/** Only once: if the refund fails, a person decides what to do with the money. */
const isAskedFor = ({ refunds }: MoneySnapshot): boolean =>
  refunds.some(({ purpose }) => purpose === 'surplus');

function notBefore({ payment, merchant }: MoneySnapshot, now: number): number | null {
  if (payment.method?.kind !== 'us_bank_account') return null;
  // Counted from when we recorded that it settled, which is never too early.
  const at = (payment.closedAt ?? now) + merchant.debitRefundDays * DAY_MS;
  return at > now ? at : null;
}
