import { z } from 'zod';
import { STOPPED_KINDS, type StoppedKind } from '../../../domain/watch/stopped.ts';
import { type RanAgain, runAgain } from '../../../operations/watch/run-again.ts';
import type { WORK_WORDS as words } from '../../../views/dashboard/words/work.ts';
import type { DashboardContext } from '../env.ts';
import { text } from '../forms.ts';
import { done, respondBare, respondUndone, within } from '../respond.ts';

/** What staff see and run again: a message that the queue gave up on is the operator's. */
const KINDS = STOPPED_KINDS.filter((kind) => kind !== 'dead_letter');

export const kindPath = z.object({
  kind: text().transform((typed, context): StoppedKind => {
    const kind = KINDS.find((one) => one === typed);
    if (kind !== undefined) return kind;
    context.addIssue({ code: 'custom', input: typed });
    return z.NEVER;
  }),
});

export const againForm = z.object({ id: text(), reason: text(), before: text(), from: text() });

const orNull = (typed: string): string | null => (typed === '' ? null : typed.slice(0, 300));

/**
 * Runs one again, all of a reason, or all of a kind. Only what stopped before its page was drawn: so the same form sent twice runs
 * nothing twice, and what stops again isn't run in a circle.
 */
export async function again(c: DashboardContext, kind: StoppedKind, form: z.output<typeof againForm>) {
  const ctx = c.get('ctx');
  const shownAt = /^\d{1,15}$/.test(form.before) ? Number(form.before) : ctx.now();
  const filter = { id: orNull(form.id), reason: orNull(form.reason), before: Math.min(shownAt, ctx.now()) };
  const ran = await runAgain(ctx, { scope: c.get('staff').scope, kind, ...filter });
  const back = form.from === 'list' ? within(c, `/work/${kind}`) : within(c, '/work');
  if (ran.kind !== 'done') return respondUndone(c, ran, () => respondBare(c, 404, 'not_found'));
  return done(c, back, wordFor(ran.value));
}

function wordFor({ again: count, left }: RanAgain): keyof typeof words.said {
  if (count === 0) return 'ran_nothing';
  if (left > 0) return 'ran_some';
  return count === 1 ? 'ran_one' : 'ran_all';
}
