import { type BulkPart, readBulkPart, selectSeqs } from '../../db/queries/bulk-acts.ts';
import { selectCommand } from '../../db/streams.ts';
import { endBulkRow } from '../../db/writes/bulk-acts.ts';
import { BULK_ACTS, type BulkAct, type BulkReason, type BulkSkip } from '../../domain/invoice/bulk.ts';
import { done, type Outcome, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { may } from '../../domain/staff/roles.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { voidInvoice } from '../invoices/apply-when-no-payment-open.ts';
import { finalizeInvoice } from '../invoices/finalize.ts';
import { remindInvoice } from '../invoices/remind.ts';
import { sendInvoice } from '../invoices/send.ts';
import { BULK_PART } from './start-bulk.ts';

type Row = BulkPart['rows'][number];
type End = { readonly state: 'done' | 'skipped' | 'failed'; readonly reason: BulkReason | null };

const skip = (why: BulkSkip): End => ({ state: 'skipped', reason: { kind: 'skip', why } });

/**
 * Does a part of an act, each invoice by the very verb that its own page calls, and writes what became of it. Cut off, it goes on
 * with those that still wait: one that was done under this act's command is not done again. Where Stripe did not answer it says so,
 * and is tried again.
 */
export async function runBulkPart(
  ctx: Context,
  { bulkId, from }: { readonly bulkId: string; readonly from: number },
): Promise<Outcome<null>> {
  const part = await readBulkPart(ctx.db, bulkId, from, from + BULK_PART);
  if (part === null) return done(null);
  const isPermitted = part.role !== null && may(part.role, BULK_ACTS[part.act.act]);
  let isWaiting = false;
  for (const row of part.rows) {
    const end = isPermitted ? await doOne(ctx, part, row) : skip('not_permitted');
    if (end === null) isWaiting = true;
    else await endBulkRow(ctx.db, { ...row, ...end, doneAt: ctx.now() });
  }
  return isWaiting ? STRIPE_UNAVAILABLE : done(null);
}

/** Null where it has to be tried again. */
async function doOne(
  ctx: Context,
  { act }: BulkPart,
  { invoiceId, seq, position }: Row,
): Promise<End | null> {
  const { id: bulkId, merchantId, livemode, personId, startedBy } = act;
  const commandId = `staff/bulk/${bulkId}/${position}`;
  const [commanded, [now]] = await ctx.db.batch([
    selectCommand(ctx.db, { type: 'invoice', id: invoiceId }, commandId),
    selectSeqs(ctx.db, [invoiceId]),
  ]);
  if (commanded.length > 0) return { state: 'done', reason: null };
  if (now === undefined) return skip('gone');
  if (now.seq !== seq) return skip('changed');
  const whose = {
    kind: 'staff',
    id: personId,
    name: startedBy,
    livemode,
    ip: null,
    userAgent: null,
  } as const;
  const asThem: Context = { ...ctx, actor: { ...whose, requestId: bulkId } };
  const ask = { scope: { merchantId, livemode }, invoiceId, commandId };
  const outcome = await VERBS[act.act](asThem, ask);
  switch (outcome.kind) {
    case 'done':
      return { state: 'done', reason: null };
    case 'refused':
      return { state: 'failed', reason: { kind: 'refused', rejection: outcome.rejection } };
    case 'stripe_unavailable':
    case 'lost_race':
      return null;
  }
}

type Asked = Scoped<{ readonly invoiceId: string; readonly commandId: string }>;
type Verb = (ctx: Context, ask: Asked) => Promise<Outcome<unknown>>;

const VERBS: Readonly<Record<BulkAct, Verb>> = {
  send: (ctx, ask) => sendInvoice(ctx, { ...ask, to: null }),
  finalize: finalizeInvoice,
  remind: remindInvoice,
  void: voidInvoice,
};
