import { disconnectedAtStripe } from '../connections/disconnected-at-stripe.ts';
import { type EventHandler, verdictOf } from '../core/event-handler.ts';

/** Events of the account itself: its owner may have ended the connection. */
export const onAccountEvent: EventHandler = async (ctx, connection, facts) => {
  if (connection.state !== 'active') return null;
  // Account capabilities are not stored but retrieved when needed.
  if (facts.type !== 'account.application.deauthorized') return { state: 'skipped', reason: 'nothing_kept' };
  return verdictOf(await disconnectedAtStripe(ctx, { connectionId: connection.id }));
};
