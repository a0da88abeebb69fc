import type { NewStaffSession } from '../../db/writes/staff-sessions.ts';
import { STAFF_SESSION_LIFE_MS } from '../../domain/staff/session.ts';
import { type Context, newId } from '../core/context.ts';
import { hashOfSecret, newSecret } from '../sign-in/session-secret.ts';
import type { From } from './who.ts';

/** A new session's row, and the secret for its cookie, of which the row holds a hash only. */
export async function freshSession(
  ctx: Context,
  signedInBy: NewStaffSession['signedInBy'],
  { userAgent, network, country }: From,
): Promise<{ readonly secret: string; readonly session: NewStaffSession }> {
  const secret = newSecret(ctx);
  const secretHash = await hashOfSecret(secret);
  if (secretHash === null) throw new Error('new session secret is malformed');
  const now = ctx.now();
  const session = {
    id: newId(ctx, 'sts'),
    secretHash,
    signedInBy,
    userAgent,
    network,
    country,
    createdAt: now,
    expiresAt: now + STAFF_SESSION_LIFE_MS,
  };
  return { secret, session };
}
