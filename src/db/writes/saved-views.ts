import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { isNamed } from '../queries/saved-views.ts';
import { savedViews } from '../schema/index.ts';

type View = { readonly name: string; readonly query: string; readonly savedAt: number };

/** Keeps a view; one of the same name is replaced. */
export async function saveView(db: Database, scope: Scope, { name, query, savedAt }: View): Promise<void> {
  await db
    .insert(savedViews)
    .values({ ...scope, name, query, savedAt })
    .onConflictDoUpdate({
      target: [savedViews.merchantId, savedViews.livemode, savedViews.name],
      set: { query, savedAt },
    });
}

export async function removeView(db: Database, scope: Scope, name: string): Promise<void> {
  await db.delete(savedViews).where(isNamed(scope, name));
}
