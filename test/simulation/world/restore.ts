import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ACTIVE_MS } from '../actors/storyline.ts';
import type { Random } from '../kernel/random.ts';
import type { Cron } from './cron.ts';
import { watchTransitions } from './transitions.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** D1's Time Travel goes back so far, and so do Stripe's events. */
const FURTHEST_MS = 30 * DAY_MS;

/**
 * In some seeds, or in every one where that is wanted, the database is restored to an earlier moment, minutes to thirty days
 * back, while Stripe goes on.
 */
export function planRestore(world: World, cron: Cron, wanted: boolean): void {
  const random = world.random.fork('restore');
  if (!random.chance(0.25) && !wanted) return;
  const { scheduler, ahead } = world;
  const isOfWeeks = world.random.fork('reach').chance(wanted ? 0.5 : 0.3);
  const { from, back } = isOfWeeks
    ? spanOfWeeks(scheduler.now(), world.random.fork('weeks'))
    : spanOfHours(scheduler.now(), random);
  const folder = mkdtempSync(join(tmpdir(), 'simulated-d1-'));
  const file = join(folder, 'kept.sqlite');
  scheduler.at(from, 'd1 is kept', () => world.store.keep(file));
  scheduler.at(from + back, 'd1 is restored', () => restore(world, file, { from, at: from + back }));
  if (!isOfWeeks) return;
  ahead.until = Math.max(ahead.until, from + back);
  // In weeks in which nothing happens time passes in long steps; there is enough to do now.
  scheduler.at(from + back + 1, 'cron by the minute', () => cron.every(MINUTE_MS));
  scheduler.at(from + back + 2 * HOUR_MS, 'cron by the hour', () => cron.every(HOUR_MS));
}

type Span = { readonly from: number; readonly back: number };

function spanOfHours(start: number, random: Random): Span {
  const back = random.pick([
    random.between(2 * MINUTE_MS, 9 * MINUTE_MS),
    random.between(10 * MINUTE_MS, 2 * HOUR_MS),
    random.between(2 * HOUR_MS, 8 * HOUR_MS),
    random.between(8 * HOUR_MS, 4 * DAY_MS),
  ]);
  // Nearly everything happens within the first hours; what settles days later is lost as well.
  const from = start + HOUR_MS / 2 + random.int(Math.max(1, ACTIVE_MS - Math.min(back, ACTIVE_MS)));
  return { from, back };
}

/** What people did is lost with what became of it; or what became of it alone, days later. */
function spanOfWeeks(start: number, random: Random): Span {
  const first = start + HOUR_MS / 2;
  const from = first + random.int(random.pick([ACTIVE_MS, 10 * DAY_MS]));
  return { from, back: random.between(4 * DAY_MS, FURTHEST_MS) };
}

function restore(world: World, file: string, restored: World['restores'][number]): void {
  const { store, faults, restores, answered, capped } = world;
  // What an account that was revoked since knew is lost with it.
  if (world.revoked.size > 0) return;
  const moved = store.look('SELECT what, id, before, after FROM moved');
  store.restore(file);
  // It is open, and nobody else needs it.
  rmSync(dirname(file), { recursive: true, force: true });
  watchTransitions(store, world.scheduler.now);
  for (const { what, id, before, after } of moved) {
    store.look(
      'INSERT INTO moved VALUES (?, ?, ?, ?)',
      String(what),
      String(id),
      String(before),
      String(after),
    );
  }
  restores.push(restored);
  faults.happened('d1_restored');
  // What people were promised since is forgotten, and no promise to check any more.
  for (const customerId of new Set(capped.map((each) => each.customerId)))
    capped.push({ customerId, at: restored.at, caps: null });
  const kept = answered.filter(({ at }) => at < restored.from);
  answered.splice(0, answered.length, ...kept);
}
