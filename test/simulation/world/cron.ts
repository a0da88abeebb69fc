import { runScheduled } from '../../../src/jobs/scheduled.ts';
import { createDue } from './due.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const LONG_MS = 10 * MINUTE_MS;
/** So many minutes after a long pause are minutes again. The first tick only finds out what was missed, the second always comes. */
const BURST = 3;
/** However little is due here: something may have happened at Stripe. */
const LOOK_AT_LEAST_MS = 9 * MINUTE_MS;

export type Cron = {
  /** From now on ticks come only so often, ms: skipped ticks change nothing in the end. */
  readonly every: (ms: number) => void;
  /** Until when it is away, ms: in the past where it is not. */
  readonly awayUntil: () => number;
  /** When it came the time before last, ms. */
  readonly cameBefore: () => number;
  readonly stop: () => void;
};

/**
 * Cron: every minute in which something is due, skipped, doubled, overlapping, or away for hours. A minute in which
 * nothing is due is passed over: a tick would only look.
 */
export function startCron(world: World): Cron {
  const { scheduler, faults } = world;
  const random = world.random.fork('cron');
  const due = createDue(world.store);
  let everyMs = MINUTE_MS;
  let burst = 0;
  let tickedAt = 0;
  let before = 0;
  let awayUntil = 0;
  let ticking = 0;
  let stopped = false;
  const tick = (): void => {
    before = tickedAt;
    tickedAt = scheduler.now();
    if (ticking > 0) faults.happened('cron_overlapped');
    ticking += 1;
    world.invoke(
      'cron',
      ({ ctx }) => runScheduled(ctx),
      () => {
        ticking -= 1;
      },
    );
  };
  const minute = (): void => {
    if (stopped) return;
    const now = scheduler.now();
    world.events.collect(() => true);
    const dueAt = due();
    const isDue =
      (dueAt !== null && dueAt <= now + 5_000) || now >= tickedAt + LOOK_AT_LEAST_MS || burst === BURST;
    if (isDue && now >= awayUntil) {
      if (faults.strikes('cron_out_for_hours', 'cron', 0.02))
        awayUntil = now + random.between(2, 26) * 60 * MINUTE_MS;
      else if (!faults.strikes('cron_skipped', 'cron')) {
        tick();
        if (faults.strikes('cron_doubled', 'cron'))
          scheduler.at(now + random.wait(2_000), 'second tick', tick);
      }
    }
    if (everyMs > LONG_MS) burst = burst === 0 ? BURST : burst - 1;
    const wait = burst > 0 ? MINUTE_MS : everyMs;
    plan(Math.floor(now / MINUTE_MS) * MINUTE_MS + wait);
  };
  const plan = (at: number): void => {
    next = scheduler.at(at, 'minute', minute);
  };
  let next = scheduler.at(scheduler.now(), 'minute', minute);
  return {
    every: (ms) => {
      everyMs = ms;
      // The next one may be a week away.
      if (next.at <= scheduler.now() + ms) return;
      next.cancelled = true;
      plan(scheduler.now() + ms);
    },
    awayUntil: () => awayUntil,
    cameBefore: () => before,
    stop: () => {
      stopped = true;
    },
  };
}
