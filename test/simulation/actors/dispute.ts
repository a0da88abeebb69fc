import type { Random } from '../kernel/random.ts';
import type { World } from '../world/world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A bank disputes a charge, and decides; some decide again, both ways, after an appeal or not, up to a year later. */
export async function dispute(world: World, chargeId: string, random: Random): Promise<void> {
  const { scheduler, stripe, events, ahead } = world;
  const kind = random.pick(['fraudulent', 'fraudulent', 'inquiry']);
  const { status, body } = await scheduler.outside(() =>
    stripe.ask('POST', `/_sandbox/charges/${chargeId}/dispute`, { kind }),
  );
  events.collect(() => true);
  const id: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : null;
  if (status !== 201 || typeof id !== 'string') return;
  const rulings: string[] = [random.pick(['won', 'lost'])];
  for (let n = random.pick([0, 0, 1, 2, 3]); n > 0; n -= 1) {
    rulings.push(random.pick(['won', 'lost', 'appealed']));
  }
  let at = scheduler.now();
  for (const [index, outcome] of rulings.entries()) {
    at += index === 0 ? random.int(40 * HOUR_MS) : laterThan(random);
    if (index > 0) ahead.until = Math.max(ahead.until, at);
    scheduler.at(at, `dispute ${outcome}`, async () => {
      const path = `/_sandbox/disputes/${id}/decide`;
      const answer = await scheduler.outside(() => stripe.ask('POST', path, { outcome }));
      // What is decided already cannot be decided the same way once more.
      scheduler.note(`ruling ${answer.status}`);
      events.collect(() => true);
    });
  }
}

function laterThan(random: Random): number {
  const kind = random.int(20);
  if (kind === 0) return random.between(60, 330) * DAY_MS;
  return kind < 6 ? random.between(2, 20) * DAY_MS : random.int(60 * HOUR_MS);
}
