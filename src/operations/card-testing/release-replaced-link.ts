import { and, eq, isNull } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { paymentBlocks } from '../../db/schema/index.ts';
import type { Context } from '../core/context.ts';

/** A link that is replaced takes cards again, and counts anew: whoever tested cards does not have the new one. */
export const releaseReplacedLink = (ctx: Context, invoiceId: string, at: number): Statement =>
  ctx.db
    .update(paymentBlocks)
    .set({ releasedAt: at, releasedBy: 'rotate_link', releaseReason: 'The link was replaced.' })
    .where(
      and(
        eq(paymentBlocks.subjectType, 'link'),
        eq(paymentBlocks.subjectId, invoiceId),
        isNull(paymentBlocks.releasedAt),
      ),
    );
