import { failuresEver } from '../../db/queries/declines.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { isRefusedForGood } from '../../domain/collection/limits.ts';
import type { FinalCheckFacts } from '../../domain/payment/final-check.ts';
import type { Context } from '../core/context.ts';
import { readFailures } from '../facts/collection-facts.ts';

/** Rows read after the claim → the facts of the final check before money may move. */
export const finalCheckFacts = (
  { payment, connection, customer, methodRefusedAt, methodState, targets }: PaymentSnapshot,
  wasRefused = false,
): FinalCheckFacts => ({
  via: payment.via,
  connection,
  isOptedOut: customer.autopay === 'off',
  isRefusedForGood: wasRefused,
  isMethodRefused: methodRefusedAt !== null,
  isMethodGone: methodState === 'detached',
  isOtherPayer: targets.some((each) => isOtherPayer(payment, each)),
  targets: targets.map(({ invoice, target }) => ({ invoice, shownVersion: target.invoiceVersion })),
});

/** Whether the card or account was refused for good by now, perhaps a moment ago for another invoice. */
export async function wasRefusedForGood(ctx: Context, { payment }: PaymentSnapshot): Promise<boolean> {
  if (payment.via !== 'autopay' || payment.fingerprint === null) return false;
  return isRefusedForGood(readFailures(await failuresEver(ctx.db, payment.fingerprint)), null);
}

/** By itself only who pays it is charged; whoever presses a button pays what is their own, or a child's of theirs. */
const isOtherPayer = (
  { via, customerId }: PaymentSnapshot['payment'],
  { invoice, payerId, parentId }: PaymentSnapshot['targets'][number],
): boolean =>
  via === 'autopay' ? payerId !== customerId : invoice.customerId !== customerId && parentId !== customerId;
