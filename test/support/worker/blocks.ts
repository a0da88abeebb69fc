import { paymentBlocks } from '../../../src/db/schema/index.ts';
import type { BlockSubject } from '../../../src/domain/payment/card-testing.ts';
import { type Context, newId } from '../../../src/operations/core/context.ts';

/** A subject that takes no card for an hour; the block's id. */
export async function addBlock(
  ctx: Context,
  { merchantId }: { readonly merchantId: string },
  subjectId: string,
  subjectType: BlockSubject = 'link',
): Promise<string> {
  const id = newId(ctx, 'blk');
  const since = ctx.now();
  const until = since + 3_600_000;
  const row = { id, merchantId, livemode: false, subjectType, subjectId, declines: 10, since, until };
  await ctx.db.insert(paymentBlocks).values(row);
  return id;
}
