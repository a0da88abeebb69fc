import { disconnectedAtStripe } from '../connections/disconnected-at-stripe.ts';
import { wakeAccount } from '../connections/sweep-accounts.ts';
import { type EventHandler, HANDLED, verdictOf } from '../core/event-handler.ts';

/** Events of the account itself: its owner may have ended the connection, or it can do something else now. */
export const onAccountEvent: EventHandler = async (ctx, connection, facts) => {
  if (connection.state !== 'active') return null;
  if (facts.type === 'account.application.deauthorized') {
    return verdictOf(await disconnectedAtStripe(ctx, { connectionId: connection.id }));
  }
  await wakeAccount(ctx, { connectionId: connection.id });
  return HANDLED;
};
