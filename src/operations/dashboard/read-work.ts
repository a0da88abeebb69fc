import { selectEvent, selectJob } from '../../db/queries/work-shown.ts';
import type { inbox, outbox } from '../../db/schema/index.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

export type KeptEvent = typeof inbox.$inferSelect;
export type KeptJob = typeof outbox.$inferSelect;

/** An event of Stripe's as far as it is kept. Rejects with `not_found`, also where it is another business's. */
export async function readKeptEvent(
  ctx: Context,
  { scope, eventId }: Scoped<{ readonly eventId: string }>,
): Promise<Outcome<KeptEvent>> {
  const [event] = await selectEvent(ctx.db, scope, eventId);
  return event === undefined ? refused({ code: 'not_found', what: 'work' }) : done(event);
}

/** A job that a change left behind. Rejects with `not_found`, also where it is another business's. */
export async function readKeptJob(
  ctx: Context,
  { scope, jobId }: Scoped<{ readonly jobId: string }>,
): Promise<Outcome<KeptJob>> {
  const [job] = await selectJob(ctx.db, scope, jobId);
  return job === undefined ? refused({ code: 'not_found', what: 'work' }) : done(job);
}
