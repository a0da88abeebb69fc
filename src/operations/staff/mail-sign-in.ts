import { readStaffSignIn } from '../../db/queries/staff.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { queueOnce } from './queue-once.ts';

/**
 * Mails a requested sign-in link, once, to the address as it was written by whoever invited it. Sends nothing where the address
 * is no member's and was invited by nobody. The link is created when it is sent, and never stored.
 */
export async function mailStaffSignIn(
  ctx: Context,
  { signInId }: { readonly signInId: string },
): Promise<Outcome<null>> {
  const now = ctx.now();
  const found = await readStaffSignIn(ctx.db, signInId, now);
  if (found === null || found.mail.expiresAt <= now) return DONE;
  const { mail, person, businesses, invited } = found;
  const [business = invited[0]] = businesses;
  if (business === undefined) return DONE;
  await queueOnce(ctx, {
    merchantId: business.merchantId,
    cause: `sign_in/${signInId}`,
    recipient: person?.written ?? invited[0]?.written ?? mail.address,
    message: { template: 'staff_sign_in', signInId, expiresAt: mail.expiresAt },
  });
  return DONE;
}
