import { and, eq, isNull } from 'drizzle-orm';
import type { RefusedFor } from '../../domain/stripe-refusal.ts';
import type { Database } from '../database.ts';
import { stripeRefusals } from '../schema/index.ts';

type Row = { readonly id: string; readonly refusedFor: readonly RefusedFor[] | null };

/** The same refusal is of more, or of less, than it was; not where that has changed meanwhile, which the next call mends. */
export async function changeRefusedFor(
  db: Database,
  { id, refusedFor: before }: Row,
  refusedFor: readonly RefusedFor[],
): Promise<void> {
  const isAsRead =
    before === null ? isNull(stripeRefusals.refusedFor) : eq(stripeRefusals.refusedFor, before);
  await db
    .update(stripeRefusals)
    .set({ refusedFor })
    .where(and(eq(stripeRefusals.id, id), isAsRead, isNull(stripeRefusals.endedAt)));
}
