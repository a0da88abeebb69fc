import { selectChain, selectGivenReceipt } from '../../db/queries/receipts.ts';
import { brokenAt } from '../../db/verify-chain.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import { sourcesOf } from '../../domain/receipt/source.ts';
import type { VerifiedReceipt } from '../../domain/receipt/view.ts';
import type { Context } from '../core/context.ts';
import { readFound } from './read-found.ts';
import { receiptView } from './receipt-view.ts';

/**
 * Verifies the journal behind a receipt: every hash of the payment's stream is calculated anew. It changes nothing, and
 * gives no number. Rejects with `not_found`.
 */
export async function verifyReceipt(
  ctx: Context,
  { token }: { readonly token: string },
): Promise<Done<VerifiedReceipt> | Refused<{ readonly code: 'not_found'; readonly what: 'link' }>> {
  const target = await ctx.links.open('receipt', token);
  const [given = null] = target === null ? [] : await selectGivenReceipt(ctx.db, sourcesOf(target.id));
  const found = given === null ? null : await readFound(ctx, given.sourceId);
  if (target === null || given === null || found === null) return NOT_FOUND;
  const refund = found.refunds.find(({ id }) => id === given.sourceId) ?? null;
  const receipt = await receiptView(ctx, found, { from: null, locale: null }, refund);
  const { payment, offline } = found;
  const stream =
    payment === null
      ? ({ type: 'invoice', id: offline.invoiceId } as const)
      : ({ type: 'payment', id: payment.id } as const);
  if (receipt === null) return NOT_FOUND;
  const entries = await selectChain(ctx.db, stream);
  const hash = entries.find(({ seq }) => seq === target.version)?.hash ?? null;
  const isBroken = (await brokenAt(entries)) !== null;
  return done({
    receipt,
    standing: isBroken ? 'changed' : hash === null ? 'gone' : 'intact',
    seq: target.version,
    count: entries.length,
    hash,
  });
}

const NOT_FOUND = refused({ code: 'not_found', what: 'link' });
