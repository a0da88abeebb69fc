import type { Part } from './away.ts';
import type { World } from './world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Has a part be away for a day, beginning when people are busy; returns its end, ms. */
export function planOutage({ scheduler, stripe, away }: World, part: Part): number {
  const at = scheduler.now() + 2 * HOUR_MS;
  const until = at + DAY_MS;
  scheduler.at(at, `${part} goes away for a day`, () => {
    switch (part) {
      case 'stripe':
        stripe.goAway(until);
        return;
      case 'mail':
        away.mailUntil = until;
        return;
      case 'queue':
        away.queueUntil = until;
        return;
      case 'd1':
        away.d1Until = until;
    }
  });
  return until;
}
