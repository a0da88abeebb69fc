import { patienceOf } from '../../db/patience.ts';
import { selectLinkKeys } from '../../db/queries/link-keys.ts';
import type { Context } from './context.ts';
import { isDatabaseAway } from './describe-error.ts';

/** What D1 has to take an event, or to count one: Stripe is answered within a second, whether it answers or not. */
export const whileStripeWaits = patienceOf(600);

/** What D1 has for a page that may have been kept, before its reader is given the copy. */
export const whileReaderWaits = patienceOf(2_000);

/** Whether D1 is silent still, where it was when it was last asked: whoever begins something waits no longer than a reader to hear so. */
export async function isSilentStill({ db }: Pick<Context, 'db'>): Promise<boolean> {
  if (!whileReaderWaits.isInDoubt(db)) return false;
  try {
    await whileReaderWaits.ask(db, () => selectLinkKeys(db));
    return false;
  } catch (error) {
    if (isDatabaseAway(error)) return true;
    throw error;
  }
}
