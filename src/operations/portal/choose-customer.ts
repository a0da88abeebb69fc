import { setSessionCustomer } from '../../db/writes/portal-sessions.ts';
import { DONE, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { KnownVisitor } from './visit.ts';

/**
 * Switches a session to another of the customers that its address belongs to. Rejects with `not_found` for any other
 * customer, whether it exists or not. Access is checked again with every page.
 */
export async function chooseCustomer(
  ctx: Context,
  { visitor, customerId }: { readonly visitor: KnownVisitor; readonly customerId: string },
): Promise<Outcome<null>> {
  if (!visitor.choices.some((choice) => choice.customerId === customerId)) {
    return refused({ code: 'not_found', what: 'customer' });
  }
  const sessionId = visitor.kind === 'visit' ? visitor.visit.sessionId : visitor.sessionId;
  await setSessionCustomer(ctx.db, sessionId, customerId);
  return DONE;
}
