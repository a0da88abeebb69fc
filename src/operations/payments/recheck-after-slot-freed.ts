import { eq } from 'drizzle-orm';
import type { Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { recheckAt } from '../../db/queries/next-check.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { invoices } from '../../db/schema/index.ts';
import { type Context, effect } from '../core/context.ts';

/**
 * A freed slot enqueues what waited for it: a verb that forbids money, and collection. To be committed with the close
 * itself. `settled` are the invoices that the payment covers: nothing waits for those.
 */
export function recheckAfterSlotFreed(
  ctx: Context,
  targets: PaymentSnapshot['targets'],
  at: number,
  settled: ReadonlySet<string> = new Set(),
): { readonly rows: readonly Statement[]; readonly effects: readonly Effect[] } {
  const collected = targets.filter(
    ({ invoice }) => invoice.status === 'open' && invoice.sentAt !== null && !settled.has(invoice.id),
  );
  return {
    rows: collected.map(({ invoice }) =>
      ctx.db.update(invoices).set(recheckAt(at)).where(eq(invoices.id, invoice.id)),
    ),
    effects: [
      ...targets
        .filter(({ invoice }) => invoice.pendingVerb !== null)
        .map(({ invoice }) => effect(ctx, 'finish_verb', { invoiceId: invoice.id })),
      ...collected.map(({ invoice }) => effect(ctx, 'collect', { invoiceId: invoice.id })),
    ],
  };
}
