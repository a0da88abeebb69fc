import { selectKeyPage } from '../../db/queries/api-keys.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';
import { type KeyView, keyView } from './key-view.ts';

/** The business's keys in this mode, newest first, also those that are over. */
export async function listKeys(
  ctx: Context,
  { scope, page }: Scoped<{ readonly page: Page }>,
): Promise<Outcome<ListOf<KeyView>>> {
  const rows = await selectKeyPage(ctx.db, scope, page);
  const now = ctx.now();
  return done(
    toPage(
      rows.map((row) => keyView(row, now)),
      page.limit,
    ),
  );
}
