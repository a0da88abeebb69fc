import { revokeEverySession, revokeSession } from '../../db/writes/portal-sessions.ts';
import type { Context } from '../core/context.ts';
import type { Visitor } from './visit.ts';

/** Ends this session. Repeating it changes nothing. */
export const signOut = (ctx: Context, sessionId: string): Promise<void> =>
  revokeSession(ctx.db, sessionId, ctx.now());

/**
 * Ends every session of the address, wherever it is signed in, and every link that is still on its way to it.
 * Where the business opened the portal by the API, all that it opened so for this customer.
 */
export function signOutEverywhere(
  ctx: Context,
  visitor: Exclude<Visitor, { readonly kind: 'stranger' }>,
): Promise<void> {
  const address = visitor.kind === 'visit' ? visitor.visit.personEmail : visitor.personEmail;
  const customerId = visitor.kind === 'visit' ? visitor.visit.customerId : '';
  return revokeEverySession(ctx.db, address === null ? { customerId } : { address }, ctx.now());
}
