import { setSessionCustomer } from '../../db/writes/portal-sessions.ts';
import type { Context } from '../core/context.ts';
import type { Visitor } from './visit.ts';

/**
 * Signs somebody in for another of the customers that their address belongs to. False for any other customer,
 * whether there is one of that id or not. That it is still theirs is asked again with every page.
 */
export async function chooseCustomer(
  ctx: Context,
  visitor: Exclude<Visitor, { readonly kind: 'stranger' }>,
  customerId: string,
): Promise<boolean> {
  if (!visitor.choices.some((choice) => choice.customerId === customerId)) return false;
  const sessionId = visitor.kind === 'visit' ? visitor.visit.sessionId : visitor.sessionId;
  await setSessionCustomer(ctx.db, sessionId, customerId);
  return true;
}
