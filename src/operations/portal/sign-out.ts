import { and, eq, gt, isNull } from 'drizzle-orm';
import { portalSessions, signIns } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';
import type { Visitor } from './visit.ts';

/** Ends this session. Repeating it changes nothing. */
export async function signOut(ctx: Context, sessionId: string): Promise<void> {
  await ctx.db
    .update(portalSessions)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(portalSessions.id, sessionId), isNull(portalSessions.revokedAt)));
}

/**
 * Ends every session of the address, wherever it is signed in, and every link that is still on its way to it.
 * Where the business opened the portal by the API, all that it opened so for this customer.
 */
export async function signOutEverywhere(
  ctx: Context,
  visitor: Exclude<Visitor, { readonly kind: 'stranger' }>,
): Promise<void> {
  const now = ctx.now();
  const address = visitor.kind === 'visit' ? visitor.visit.personEmail : visitor.personEmail;
  const customerId = visitor.kind === 'visit' ? visitor.visit.customerId : '';
  const sessions =
    address === null
      ? and(isNull(portalSessions.address), eq(portalSessions.customerId, customerId))
      : eq(portalSessions.address, address);
  const links = address === null ? eq(signIns.customerId, customerId) : eq(signIns.address, address);
  await ctx.db.batch([
    ctx.db
      .update(portalSessions)
      .set({ revokedAt: now })
      .where(and(sessions, isNull(portalSessions.revokedAt))),
    ctx.db
      .update(signIns)
      .set({ expiresAt: now })
      .where(and(links, isNull(signIns.usedAt), gt(signIns.expiresAt, now))),
  ]);
}
