import { and, eq, gt, or } from 'drizzle-orm';
import { journal } from '../../db/schema/index.ts';
import { headOf, type Stream, selectHead } from '../../db/streams.ts';
import type { Context } from '../core/context.ts';

/** When somebody asked that charging go on, and the last entry that they could know of. */
export type Asked = { readonly at: number; readonly seq: number };

/** Notes where a stream stands when something is asked, before anything else of the request is done. */
export async function noteAsked(ctx: Context, stream: Stream): Promise<Asked> {
  const at = ctx.now();
  return { at, seq: headOf(await selectHead(ctx.db, stream)).seq };
}

/**
 * Whether charging was stopped after it was asked to go on: a request that was long on its way does not undo what was
 * answered since (I8). Read after the head that the change is committed on.
 */
export async function isOvertaken(
  ctx: Context,
  { type, id }: Stream,
  { at, seq }: Asked,
  by: 'autopay_off' | 'collecting_paused',
): Promise<boolean> {
  const later = await ctx.db
    .select({ seq: journal.seq })
    .from(journal)
    .where(
      and(
        eq(journal.streamType, type),
        eq(journal.streamId, id),
        eq(journal.type, by),
        or(gt(journal.seq, seq), gt(journal.at, at)),
      ),
    )
    .limit(1);
  return later.length > 0;
}
