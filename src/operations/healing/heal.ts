import type { Context } from '../context.ts';
import { whatAndWhere } from '../what-and-where.ts';
import { raiseAlarms } from './raise-alarms.ts';
import { rebuildPaused } from './rebuild.ts';
import { reopenEvents } from './reopen-events.ts';
import { sweepBooks } from './sweep-books.ts';
import { sweepEvents } from './sweep-events.ts';

/**
 * Everything that heals without webhooks, every minute: events are read, what is missing is rebuilt, the books are
 * kept once a day, alarms are raised. In this order: whoever charges after it knows whether money is paused. One part
 * that fails does not end the others; safe to run twice, late and at once.
 */
export async function heal(ctx: Context): Promise<void> {
  const parts = { sweepEvents, rebuildPaused, sweepBooks, raiseAlarms, reopenEvents };
  for (const [part, run] of Object.entries(parts)) {
    try {
      await run(ctx);
    } catch (error) {
      ctx.log('tick_failed', { part, ...whatAndWhere(error) });
    }
  }
}
