import { hasRoomFor, reserving } from '../../db/meter.ts';
import { inTurns } from '../../domain/in-turns.ts';
import type { Context, SweptKind } from './context.ts';
import { describeError } from './describe-error.ts';

export { hasRoomFor, metered, reserving } from '../../db/meter.ts';

/** What a unit of work may take, statements: a payment of twenty invoices takes about as much. */
export const UNIT = 100;
/** What is left for what a tick does once: it reads what is due, hands over what it has no room for, prunes. */
const SPARE = 60;
/** What comes first in a tick leaves so much to what comes after it. */
export const SPARE_OF_THE_FIRST = 160;
/** If the queue loses what was handed over, the sweep finds it again after this. */
export const HANDED_OVER_FOR_MS = 5 * 60_000;

type Sweep<T> = {
  readonly of: SweptKind;
  readonly due: readonly T[];
  readonly idOf: (item: T) => string;
  /** Whose it is: owners take turns. */
  readonly ownerOf: (item: T) => string;
  readonly atOnce: number;
  /** What one takes, statements; by default as much as a payment. */
  readonly unit?: number;
  /** What is left to others; by default what a tick does once. */
  readonly spare?: number;
  /** How long what is handed over is left to the queue, ms. */
  readonly restsMs?: number;
  readonly work: (item: T) => Promise<void>;
  /** Notes that these are in the queue until an instant (ms), so that the next tick lets them be; returns whose it noted. */
  readonly hold: (ids: readonly string[], until: number) => Promise<readonly string[]>;
};

/** Whether this invocation may begin another unit of work. */
export const mayBeginUnit = (spare = SPARE): boolean => hasRoomFor(UNIT + spare);

/** Whether a unit that set its room aside may do another unit's work in it: its own reservation is what that takes. */
export const mayGoOn = (): boolean => hasRoomFor(SPARE);

/** What came of a list of things to look at: there was none, all were, or the invocation had no room for the rest. */
export type LookedAt = 'none' | 'all' | 'some';

/**
 * Works on what is due for as long as the invocation's budget allows, and hands the rest to the queue: a small deployment
 * does everything in the tick, and needs no queue for it; a large one never does more than D1 allows in one invocation.
 * Returns how many it handed over.
 */
export async function sweepWithinBudget<T>(
  ctx: Context,
  {
    of,
    due,
    idOf,
    ownerOf,
    atOnce,
    unit = UNIT,
    spare = SPARE,
    restsMs = HANDED_OVER_FOR_MS,
    work,
    hold,
  }: Sweep<T>,
): Promise<number> {
  const left = [...inTurns(due, ownerOf)];
  const worker = async (): Promise<void> => {
    while (left.length > 0 && hasRoomFor(unit + spare)) {
      const next = left.shift();
      if (next !== undefined) await reserving(unit, () => attempt(ctx, idOf(next), () => work(next)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (left.length === 0) return 0;
  const until = ctx.now() + restsMs;
  const held = new Set(await hold(left.map(idOf), until));
  const mine = left.map(idOf).filter((id) => held.has(id));
  await ctx.enqueue(mine.map((id) => ({ kind: 'sweep', of, id, until }) as const));
  ctx.log('handed_over', { of, items: mine.length });
  return mine.length;
}

/** One that fails does not hold up the others. */
async function attempt(ctx: Context, id: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    ctx.log('sweep_failed', { id, ...describeError(error) });
  }
}
