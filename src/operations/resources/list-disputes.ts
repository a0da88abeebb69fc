import { type DisputeFilters, selectDisputesPage } from '../../db/queries/payments-shown.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { type DisputeResource, disputeResource } from './refunds.ts';

/** The merchant's disputes, newest first, in one round trip. */
export async function listDisputes(
  ctx: Context,
  { scope, filters, page }: Scoped<{ readonly filters: DisputeFilters; readonly page: Page }>,
): Promise<Outcome<ListOf<DisputeResource>>> {
  const rows = await selectDisputesPage(ctx.db, scope, filters, page);
  return done(
    toPage(
      rows.map(({ dispute }) => disputeResource(dispute)),
      page.limit,
    ),
  );
}
