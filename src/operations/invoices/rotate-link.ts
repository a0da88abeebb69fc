import { selectInvoice } from '../../db/queries/invoices.ts';
import { setLinkVersion } from '../../db/queries/invoices-write.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { releaseReplacedLink } from '../card-testing/release-replaced-link.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';

type Ask = { readonly invoiceId: string; readonly commandId: string };

/**
 * Raises the version of an invoice's links: those given out before answer 410 from then on. A draft has no
 * links. Where too many cards were refused on the old ones, the new ones take cards at once. Rejects with `not_found` or `invoice_not_open`.
 */
export const rotateLink = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ invoiceId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { invoiceId, commandId }: Ask,
): Promise<ConflictOr<Outcome<{ invoiceId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'invoice', id: invoiceId } as const;
  const [head, commanded, [found]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectInvoice(db, scope, invoiceId),
  ]);
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'invoice' }));
  if (commanded.length > 0) return decided(done({ invoiceId }));
  const { status, linkVersion } = found.invoice;
  if (status === 'draft') return decided(refused({ code: 'invoice_not_open', status }));
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [{ stream, head: headOf(head), type: 'link_rotated', data: { linkVersion: linkVersion + 1 } }],
    rows: [setLinkVersion(db, invoiceId, linkVersion + 1, at), releaseReplacedLink(ctx, invoiceId, at)],
    effects: [],
    result: { invoiceId },
  });
  return committed.kind === 'committed' ? decided(done({ invoiceId })) : CONFLICT;
}
