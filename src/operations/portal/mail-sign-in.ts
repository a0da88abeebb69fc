import { readAddressee, selectSignInMail } from '../../db/queries/portal-sign-in.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { customerMessageRows } from '../core/queue-message.ts';

/**
 * Mails a requested sign-in link, once, to the address as the business wrote it; sends nothing if no customer of this
 * mode has it. Where several businesses know it, the mail names none. The link is created when it is sent, and never stored.
 */
export const mailSignIn = (
  ctx: Context,
  { signInId }: { readonly signInId: string },
): Promise<Outcome<null>> => retryOnConflict(ctx, () => attempt(ctx, signInId));

async function attempt(ctx: Context, signInId: string): Promise<ConflictOr<Outcome<null>>> {
  const at = ctx.now();
  const [row] = await selectSignInMail(ctx.db, signInId, 'portal');
  if (row === undefined || row.expiresAt <= at) return decided(DONE);
  const addressee = await readAddressee(ctx.db, row.address, row.livemode);
  if (addressee === null) return decided(DONE);
  const { customerId, merchantId, written, isOfSeveral } = addressee;
  const stream = { type: 'customer', id: customerId } as const;
  const head = headOf(await selectHead(ctx.db, stream).all());
  const cause = `sign_in/${signInId}`;
  const message = {
    template: 'sign_in_link',
    signInId,
    expiresAt: row.expiresAt,
    ...(isOfSeveral && { neutral: true }),
  } as const;
  const { rows, effects } = customerMessageRows(ctx, at, {
    merchantId,
    customerId,
    cause,
    recipients: [written],
    message,
  });
  const committed = await commitChange(ctx, {
    merchantId,
    commandId: cause,
    at,
    appends: [{ stream, head, type: 'sign_in_link_sent', data: { signInId } }],
    rows,
    effects,
    result: null,
  });
  return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
}
