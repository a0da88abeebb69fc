import { eq } from 'drizzle-orm';
import { selectBlock } from '../../db/queries/card-testing.ts';
import { paymentBlocks } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { isBlocking } from '../../domain/payment/card-testing.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import type { Block } from './list-blocks.ts';

type Ask = {
  readonly blockId: string;
  /** The named member of staff who vouches for it. */
  readonly by: string;
  readonly reason: string;
};

/**
 * Ends a block before its time: what was refused until now counts no more. One that is over stays as it is. Rejects with
 * `not_found`.
 */
export const releaseBlock = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Outcome<Block>> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<Block>>> => {
    const { blockId, by, reason } = ask;
    const stream = { type: 'merchant', id: scope.merchantId } as const;
    const [head, [block]] = await ctx.db.batch([
      selectHead(ctx.db, stream),
      selectBlock(ctx.db, scope, blockId),
    ]);
    if (block === undefined) return decided(refused({ code: 'not_found', what: 'payment block' }));
    const at = ctx.now();
    if (!isBlocking(block, at)) return decided(done(block));
    const released = { releasedAt: at, releasedBy: by, releaseReason: reason };
    const committed = await commitChange(ctx, {
      merchantId: scope.merchantId,
      commandId: `release_block/${blockId}`,
      at,
      appends: [{ stream, head: headOf(head), type: 'card_testing_released', data: { blockId, by, reason } }],
      rows: [ctx.db.update(paymentBlocks).set(released).where(eq(paymentBlocks.id, blockId))],
      effects: [],
      result: null,
    });
    if (committed.kind !== 'committed') return CONFLICT;
    ctx.log('card_testing_released', { subjectType: block.subjectType, subjectId: block.subjectId });
    return decided(done({ ...block, ...released }));
  });
