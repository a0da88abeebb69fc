import { readStaffSignIn } from '../../db/queries/staff.ts';
import { queueStaffMail } from '../../db/writes/staff-mail.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { type Context, newId } from '../core/context.ts';

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
  const emailId = newId(ctx, 'eml');
  const job = { id: newId(ctx, 'out'), merchantId: business.merchantId, createdAt: now };
  const isQueued = await queueStaffMail(
    ctx.db,
    {
      id: emailId,
      merchantId: business.merchantId,
      cause: `sign_in/${signInId}`,
      template: 'staff_sign_in',
      recipient: person?.written ?? invited[0]?.written ?? mail.address,
      messageId: `<${emailId}@${ctx.messageDomain}>`,
      state: 'queued',
      createdAt: now,
      facts: { template: 'staff_sign_in', signInId, expiresAt: mail.expiresAt },
    },
    job,
  );
  if (isQueued) await ctx.enqueue([{ kind: 'outbox', id: job.id }]);
  return DONE;
}
