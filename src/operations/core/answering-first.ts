import type { Context } from './context.ts';

/**
 * The context of a request: nobody who waits for an answer, Stripe or a payer, waits for the queue. What is enqueued is
 * committed, so that cron picks it up where the queue does not take it. `after` keeps the Worker alive for it.
 */
export const answeringFirst = (ctx: Context, after: (work: Promise<void>) => void): Context => ({
  ...ctx,
  enqueue: async (work) => after(ctx.enqueue(work)),
});
