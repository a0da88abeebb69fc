import { eq, sql } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import type { MoneySnapshot } from '../../db/queries/payment-money.ts';
import { credits, payments } from '../../db/schema/index.ts';
import { giveBack } from '../../domain/payment/give-back.ts';
import { type Context, effect, newId } from '../core/context.ts';
import { aboutPayment, allOf, NO_MESSAGES, recipientsOf } from '../core/queue-message.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { commitMoney } from '../money/money-step.ts';
import { disputeMessages } from './dispute-messages.ts';
import { commandOf, disputeRow, disputesAfter, entryOf, type Move, namedMoves } from './dispute-rows.ts';

/**
 * Money that disputes had taken is back: it pays again what the payment was for, as far as that is still owed (I1), and
 * the rest becomes credit. Its payer, who was told that it was gone, gets a receipt. False where the race was lost.
 */
export async function recordGivenBack(
  ctx: Context,
  money: MoneySnapshot,
  moves: readonly Move[],
): Promise<boolean> {
  const at = ctx.now();
  const { payment, customer } = money;
  const made = namedMoves(ctx, moves, new Map());
  const amount = moves.reduce((total, { givesBack }) => total + (givesBack ?? 0), 0);
  const given = giveBack(
    amount,
    money.targets.map(({ invoice, asked }) => ({
      invoice,
      asked,
      allocated: money.allocated
        .filter((each) => each.paymentId === payment.id && each.invoiceId === invoice.id)
        .reduce((total, each) => total + each.amount, 0),
    })),
  );
  const isPaying = given.toInvoices.length > 0;
  const cause = `dispute/${payment.id}/given_back/${money.head.seq}`;
  const receipt = isPaying
    ? aboutPayment(ctx, at, money, cause, recipientsOf(customer, 'receipts'), { template: 'receipt' })
    : NO_MESSAGES;
  const messages = allOf([...moves.flatMap((move) => disputeMessages(ctx, at, money, move)), receipt]);
  const after = disputesAfter(money, made);
  const isWhole = after.every(({ takenAmount }) => takenAmount === null);
  const paid = new Set(given.toInvoices.filter((each) => each.becomesPaid).map(({ invoiceId }) => invoiceId));
  const committed = await commitMoney(ctx, money, {
    commandId: commandOf(money, moves),
    entry: {
      type: 'given_back',
      data: {
        disputes: entryOf(made),
        given: given.toInvoices.map(({ invoiceId, amount: part }) => ({ invoiceId, amount: part })),
        credited: given.toCredit,
      },
    },
    refunds: money.refunds,
    disputes: after,
    creditBalance: (money.credit?.balance ?? 0) + (money.credit === null ? 0 : given.toCredit),
    given: given.toInvoices,
    rows: [
      ...made.map((each) => disputeRow(ctx, money, each, at)),
      ...(isWhole ? [succeededAgain(ctx, payment.id, at)] : []),
      ...creditRows(ctx, money, given.toCredit, at),
      recheckInvoices(ctx.db, payment.customerId, at),
      ...messages.rows,
    ],
    effects: [
      ...messages.effects,
      // Another payment may be about to pay what is paid again now: it must not be completed.
      ...money.targets.flatMap(({ invoice, slotPaymentId }) =>
        slotPaymentId !== null && paid.has(invoice.id)
          ? [effect(ctx, 'expire_payment', { paymentId: slotPaymentId })]
          : [],
      ),
      // What nobody meant to collect is on its way back once more.
      ...(money.credit?.reason === 'unintended_collection' && given.toCredit > 0
        ? [effect(ctx, 'refund_surplus', { creditId: money.credit.id })]
        : []),
    ],
  });
  return committed.kind === 'committed';
}

const succeededAgain = (ctx: Context, paymentId: string, at: number): Statement =>
  ctx.db.update(payments).set({ state: 'succeeded', updatedAt: at }).where(eq(payments.id, paymentId));

/** A payment has one credit at most: a new one, or more room in the one that it has. */
function creditRows(
  ctx: Context,
  { payment, credit }: MoneySnapshot,
  amount: number,
  at: number,
): readonly Statement[] {
  if (amount === 0) return [];
  if (credit === null) {
    const { id: paymentId, merchantId, customerId, currency } = payment;
    const reason = 'overpayment' as const;
    const id = newId(ctx, 'crd');
    const row = { id, merchantId, customerId, paymentId, currency, amount, balance: amount, reason };
    return [ctx.db.insert(credits).values({ ...row, createdAt: at })];
  }
  const more = credit.balance + amount - credit.amount;
  if (more <= 0) return [];
  return [
    ctx.db
      .update(credits)
      .set({ amount: sql`${credits.amount} + ${more}` })
      .where(eq(credits.id, credit.id)),
  ];
}
