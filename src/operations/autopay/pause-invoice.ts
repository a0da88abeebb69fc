import { eq } from 'drizzle-orm';
import { recheckAt } from '../../db/queries/next-check.ts';
import { invoices } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { DONE, type Outcome, refused, thenRead } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import { type Asked, isOvertaken, noteAsked } from './overtaken.ts';
import { type Stopped, stopAutopayOf } from './stop-autopay.ts';

type OfInvoice = {
  readonly invoiceId: string;
  /** Absent where its customer asks. */
  readonly by?: 'staff';
};

/**
 * Pauses automatic charging of one invoice: recorded first, then a payment that has begun is closed, then it is
 * answered (I8). Its pay link still works. The caller has checked that the invoice is theirs. Rejects with `not_found`
 * and `invoice_not_open`.
 */
export async function pauseInvoice(ctx: Context, { invoiceId, by }: OfInvoice): Promise<Stopped> {
  const recorded = await retryOnConflict(ctx, () => setPaused(ctx, { invoiceId, by }, null));
  return thenRead(recorded, () => stopAutopayOf(ctx, invoiceId));
}

/**
 * Resumes automatic charging of a paused invoice; one that is already due is charged next. Rejects with
 * `stopped_meanwhile` where it was paused after this was asked.
 */
export async function resumeInvoice(ctx: Context, { invoiceId, by }: OfInvoice): Promise<Outcome<null>> {
  const asked = await noteAsked(ctx, { type: 'invoice', id: invoiceId });
  return retryOnConflict(ctx, () => setPaused(ctx, { invoiceId, by }, asked));
}

/** Pauses an invoice, or resumes it where that was asked. */
async function setPaused(
  ctx: Context,
  { invoiceId, by }: { readonly invoiceId: string; readonly by: 'staff' | undefined },
  resumed: Asked | null,
): Promise<ConflictOr<Outcome<null>>> {
  const paused = resumed === null;
  const stream = { type: 'invoice', id: invoiceId } as const;
  const [[invoice], head] = await ctx.db.batch([
    ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId)),
    selectHead(ctx.db, stream),
  ]);
  if (invoice === undefined) return decided(refused({ code: 'not_found', what: 'invoice' }));
  const { status } = invoice;
  if (status !== 'open') return decided(refused({ code: 'invoice_not_open', status }));
  if ((invoice.collectPausedAt !== null) === paused) return decided(DONE);
  if (resumed !== null && (await isOvertaken(ctx, stream, resumed, 'collecting_paused')))
    return decided(refused({ code: 'stopped_meanwhile' }));
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId: invoice.merchantId,
    commandId: `${paused ? 'pause' : 'resume'}/${newId(ctx, 'req')}`,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: paused ? 'collecting_paused' : 'collecting_resumed',
        data: by === undefined ? null : { by },
      },
    ],
    rows: [
      ctx.db
        .update(invoices)
        .set({ collectPausedAt: paused ? at : null, ...recheckAt(at), updatedAt: at })
        .where(eq(invoices.id, invoiceId)),
    ],
    effects: [],
    result: null,
  });
  return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
}
