import { eq } from 'drizzle-orm';
import { recheckAt } from '../../db/queries/next-check.ts';
import { invoices } from '../../db/schema/index.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { readForVerb } from './read-for-verb.ts';

type Ask = { readonly invoiceId: string; readonly commandId: string };
type Started = Outcome<{ readonly invoiceId: string }>;

/**
 * Collects an open invoice from now on, as one that was sent, and mails nothing: its customer has it from elsewhere, such as
 * the system that issued it. A charge is announced before. Asking again changes nothing. Rejects with `not_found`,
 * `invoice_not_open` and `verb_pending`.
 */
export const startCollecting = (ctx: Context, { scope, ...ask }: Scoped<Ask>): Promise<Started> =>
  retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { invoiceId, commandId }: Ask,
): Promise<ConflictOr<Started>> {
  const read = await readForVerb(ctx.db, scope, invoiceId, commandId);
  if (read === null) return decided(refused({ code: 'not_found', what: 'invoice' }));
  const { invoice, head } = read;
  if (read.wasCommanded) return decided(done({ invoiceId }));
  if (invoice.status !== 'open')
    return decided(refused({ code: 'invoice_not_open', status: invoice.status }));
  if (invoice.pendingVerb !== null) {
    return decided(refused({ code: 'verb_pending', verb: invoice.pendingVerb.verb }));
  }
  if (invoice.sentAt !== null) return decided(done({ invoiceId }));
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [{ stream: { type: 'invoice', id: invoiceId }, head, type: 'collecting_started', data: null }],
    rows: [
      ctx.db
        .update(invoices)
        .set({ sentAt: at, updatedAt: at, ...recheckAt(at) })
        .where(eq(invoices.id, invoiceId)),
    ],
    effects: [effect(ctx, 'collect', { invoiceId })],
    result: { invoiceId },
  });
  return committed.kind === 'committed' ? decided(done({ invoiceId })) : CONFLICT;
}
