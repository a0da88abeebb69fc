import { readDepositAnswer, type TypedDeposits } from '../../domain/methods/deposits.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { ForCustomer } from '../methods/customer-scope.ts';
import { verifyAccount } from '../methods/verify-account.ts';
import { readVerification } from './read-verification.ts';

/**
 * A customer enters what arrived at an account that waits to be verified: two amounts or a code, depending on the
 * account. An account that is already verified counts as done. Rejects as {@link verifyAccount} does, and with
 * `deposits_invalid`.
 */
export async function answerDeposits(
  ctx: Context,
  {
    who,
    setupId,
    typed,
  }: { readonly who: ForCustomer; readonly setupId: string; readonly typed: TypedDeposits },
): Promise<Outcome<{ readonly setupId: string }>> {
  const standing = await readVerification(ctx, { who, setupId });
  if (standing.kind !== 'done') return standing;
  switch (standing.value.kind) {
    case 'verified':
      return done({ setupId });
    case 'ended':
      return refused({ code: 'deposits_over', why: standing.value.why });
    case 'waiting': {
      const read = readDepositAnswer(standing.value.proof, typed);
      return read.ok
        ? verifyAccount(ctx, { who, setupId, answer: read.answer })
        : refused({ code: 'deposits_invalid', problems: read.problems });
    }
  }
}
