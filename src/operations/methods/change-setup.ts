import { eq } from 'drizzle-orm';
import type { Committed, Effect } from '../../db/commit.ts';
import type { Database, Statement } from '../../db/database.ts';
import { packed } from '../../db/queries/packed.ts';
import { connections, customers, merchants, methodSetups } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import type { EntryOf } from '../../domain/journal.ts';
import { type Context, commitChange } from '../core/context.ts';
import { selectMethods } from './read-methods.ts';

/** A set-up with its customer, the methods on file and the head of the customer's stream. */
export async function readSetupRow(db: Database, setupId: string) {
  const [setup] = await db
    .select({ customerId: methodSetups.customerId, connectionId: methodSetups.connectionId })
    .from(methodSetups)
    .where(eq(methodSetups.id, setupId));
  if (setup === undefined) return null;
  const [found, methods, head] = await db.batch([
    db
      .select({
        setup: methodSetups,
        customer: customers,
        merchant: packed(merchants),
        connection: connections,
      })
      .from(methodSetups)
      .innerJoin(connections, eq(connections.id, methodSetups.connectionId))
      .innerJoin(customers, eq(customers.id, methodSetups.customerId))
      .innerJoin(merchants, eq(merchants.id, methodSetups.merchantId))
      .where(eq(methodSetups.id, setupId)),
    selectMethods(db, setup),
    selectHead(db, { type: 'customer', id: setup.customerId }),
  ]);
  const row = found[0];
  return row === undefined ? null : { ...row, methods, head: headOf(head) };
}

export type SetupSnapshot = NonNullable<Awaited<ReturnType<typeof readSetupRow>>>;

/** One step of a set-up: its own entry and columns, and its side effects. */
export type SetupStep = {
  readonly commandId: string;
  readonly entry: Extract<
    EntryOf<'customer'>,
    { readonly type: `method_setup_${string}` | 'deposits_answered_wrongly' }
  >;
  readonly columns: Partial<typeof methodSetups.$inferInsert>;
  readonly rows?: readonly Statement[];
  readonly effects?: readonly Effect[];
};

/** Commits a step on the stream of the customer whose set-up it is. */
export function changeSetup(ctx: Context, snapshot: SetupSnapshot, step: SetupStep): Promise<Committed> {
  const { setup, customer, head } = snapshot;
  const at = ctx.now();
  return commitChange(ctx, {
    merchantId: setup.merchantId,
    commandId: step.commandId,
    at,
    appends: [{ stream: { type: 'customer', id: customer.id }, head, ...step.entry }],
    rows: [
      ctx.db
        .update(methodSetups)
        .set({ ...step.columns, updatedAt: at })
        .where(eq(methodSetups.id, setup.id)),
      ...(step.rows ?? []),
    ],
    effects: step.effects ?? [],
    result: null,
  });
}
