import { revokeEverySession, revokeSession } from '../../db/writes/portal-sessions.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { KnownVisitor } from './visit.ts';

/** Ends this session. Repeating it changes nothing. */
export async function signOut(
  ctx: Context,
  { sessionId }: { readonly sessionId: string },
): Promise<Outcome<null>> {
  await revokeSession(ctx.db, sessionId, ctx.now());
  return DONE;
}

/**
 * Ends every session of the address, wherever it is signed in, and every unused link that was sent to it. If the
 * business opened the portal through the API, ends every session opened that way for this customer.
 */
export async function signOutEverywhere(
  ctx: Context,
  { visitor }: { readonly visitor: KnownVisitor },
): Promise<Outcome<null>> {
  const address = visitor.kind === 'visit' ? visitor.visit.personEmail : visitor.personEmail;
  const customerId = visitor.kind === 'visit' ? visitor.visit.customerId : '';
  await revokeEverySession(ctx.db, address === null ? { customerId } : { address }, ctx.now());
  return DONE;
}
