import { selectLastingBlocks } from '../../db/queries/card-testing.ts';
import type { paymentBlocks } from '../../db/schema/index.ts';
import { type Done, done } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';

export type Block = typeof paymentBlocks.$inferSelect;

/** What takes no card for now, newest first. */
export const listBlocks = async (
  ctx: Context,
  { scope }: { readonly scope: Scope },
): Promise<Done<readonly Block[]>> => done(await selectLastingBlocks(ctx.db, scope, ctx.now()));
