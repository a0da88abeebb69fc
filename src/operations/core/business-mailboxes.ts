import { eq } from 'drizzle-orm';
import { selectMembers } from '../../db/queries/staff.ts';
import { merchants } from '../../db/schema/index.ts';
import type { Context } from './context.ts';

/** Where a business is told of its own affairs: its members, and its own address, since it may have nobody who signs in. */
export async function readBusinessMailboxes(ctx: Context, merchantId: string) {
  const [members, own] = await ctx.db.batch([
    selectMembers(ctx.db, merchantId),
    ctx.db.select({ email: merchants.email }).from(merchants).where(eq(merchants.id, merchantId)),
  ]);
  return { members, own: own.map(({ email }) => email) };
}
