import { grantLinkPass } from '../../db/writes/link-pass.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { PASS } from '../../domain/payment/card-testing.ts';
import type { Context } from '../core/context.ts';

/** A payer passed the check of a link that takes no more cards: it takes some again. False where that was so too often. */
export async function passCheck(
  ctx: Context,
  { invoiceId }: { readonly invoiceId: string },
): Promise<Outcome<boolean>> {
  const isGiven = await grantLinkPass(ctx.db, { invoiceId, at: ctx.now(), limits: PASS });
  ctx.log('card_testing_passed', { invoiceId, isGiven });
  return done(isGiven);
}
