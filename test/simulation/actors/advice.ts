import type { Random } from '../kernel/random.ts';
import type { World } from '../world/world.ts';

const HOUR_MS = 3_600_000;

/** An issuer begins to decline a card on file, with advice or without, and some begin to take it again. */
export function planDeclines(world: World, methodId: string, random: Random): void {
  const { scheduler, stripe } = world;
  const path = `/_sandbox/payment_methods/${methodId}/decline`;
  const decline = {
    declineCode: random.pick(['generic_decline', 'do_not_honor', 'insufficient_funds', 'try_again_later']),
    adviceCode: random.pick([
      'do_not_try_again',
      'do_not_try_again',
      'try_again_later',
      'confirm_card_data',
      null,
    ]),
    networkAdviceCode: random.pick([null, null, '03', '21', '02']),
  };
  const at = scheduler.now() + random.int(4 * HOUR_MS);
  scheduler.at(at, 'issuer declines', () =>
    scheduler.outside(() => stripe.ask('POST', path, decline)).then(noted),
  );
  if (!random.chance(0.4)) return;
  const again = at + random.int(80 * HOUR_MS);
  scheduler.at(again, 'issuer approves', () =>
    scheduler.outside(() => stripe.ask('POST', path, { decline: null })).then(noted),
  );
  function noted({ status }: { readonly status: number }): void {
    scheduler.note(`issuer ${status}`);
  }
}
