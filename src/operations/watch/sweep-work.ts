import { selectWaiting, someWorkIsDue, wakeEvents, wakeJobs } from '../../db/writes/waking.ts';
import type { Context, QueueMessage, ReadContext } from '../core/context.ts';

/** Of jobs and of events, each. The queue takes a hundred messages a call. */
const PAGE = 500;
/** A tick's share: ten thousand messages in two hundred statements and calls at most. What is left has the next tick. */
const MOST_PAGES = 10;

/**
 * Enqueues again what was missed: jobs and events that are due, however long ago. A backlog is paged through until nothing is
 * left that the queue was not told of, and each page has a share for everybody who waits: however much one business has, the
 * others do not stand behind it.
 */
export async function sweepWork(ctx: Context): Promise<void> {
  const { merchantIds, accounts } = await selectWaiting(ctx.db);
  const [jobShare, eventShare] = [shareOf(merchantIds), shareOf(accounts)];
  let [jobsLeft, eventsLeft] = [merchantIds.length > 0, accounts.length > 0];
  for (let page = 0; page < MOST_PAGES && (jobsLeft || eventsLeft); page += 1) {
    const now = ctx.now();
    const jobs = jobsLeft ? await wakeJobs(ctx.db, { of: merchantIds, each: jobShare, now }) : [];
    const events = eventsLeft ? await wakeEvents(ctx.db, { of: accounts, each: eventShare, now }) : [];
    const work: QueueMessage[] = [
      ...jobs.map(({ id }) => ({ kind: 'outbox', id }) as const),
      ...events.map((event) => ({ kind: 'inbox', ...event }) as const),
    ];
    if (work.length > 0) await ctx.enqueue(work);
    // Somebody who got a whole share may have more.
    jobsLeft = jobs.length >= jobShare;
    eventsLeft = events.length >= eventShare;
  }
}

/** Whether anything is due, be it enqueued already. */
export const workWaits = (ctx: ReadContext) => someWorkIsDue(ctx.now());

const shareOf = (waiting: readonly string[]): number =>
  Math.max(1, Math.floor(PAGE / Math.max(1, waiting.length)));
