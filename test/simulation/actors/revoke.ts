import type { Random } from '../kernel/random.ts';
import type { World } from '../world/world.ts';

/** The owner of a connected account ends the connection at Stripe, whatever is under way on it. */
export function planRevocation(world: World, random: Random, activeMs: number): void {
  const { scheduler, stripe, faults, events, revoked } = world;
  const connected = world.merchants.find(({ account }) => account !== 'self');
  if (connected === undefined) return;
  scheduler.at(scheduler.now() + random.int(activeMs), 'account revoked', async () => {
    // What a restored database has not read yet could not be read any more.
    if (world.restores.length > 0) return;
    const path = `/_sandbox/accounts/${connected.account}/deauthorize`;
    const { status } = await scheduler.outside(() => stripe.ask('POST', path, {}));
    if (status !== 200) return;
    faults.happened('account_revoked');
    revoked.set(connected.account, scheduler.now());
    events.collect(() => true);
  });
}
