import type { ReceiptFound } from '../../db/queries/receipts.ts';
import { giveReceipts } from '../../db/writes/receipts.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { ReceiptView } from '../../domain/receipt/view.ts';
import type { Context } from '../core/context.ts';
import { receiptRows } from './number-receipt.ts';
import { readFound } from './read-found.ts';
import { movedOn, type Reader, receiptView } from './receipt-view.ts';

type Refusal = Refused<{ readonly code: 'not_found'; readonly what: 'link' }>;

/**
 * The receipt of a payment or a refund. One that has no number yet, from before receipts had any, is given it now, once.
 * Rejects with `not_found` where no money moved, or where the reader's invoice is not one that it pays.
 */
export async function openReceipt(
  ctx: Context,
  { sourceId, ...reader }: { readonly sourceId: string } & Reader,
): Promise<Done<ReceiptView> | Refusal> {
  const first = await readFound(ctx, sourceId);
  if (first === null || !isOf(first, reader.from)) return NOT_FOUND;
  const found = (await giveMissing(ctx, first, sourceId)) ? await readFound(ctx, sourceId) : first;
  const refund = found?.refunds.find(({ id }) => id === sourceId) ?? null;
  const view = found === null ? null : await receiptView(ctx, found, reader, refund);
  return view === null ? NOT_FOUND : done(view);
}

const NOT_FOUND: Refusal = refused({ code: 'not_found', what: 'link' });

const isOf = ({ paid }: ReceiptFound, invoiceId: string | null): boolean =>
  invoiceId === null || paid.some(({ invoice }) => invoice.id === invoiceId);

/** Gives numbers to the payment and, where it is asked for, the refund that have none; whether there was anything to give. */
async function giveMissing(
  ctx: Pick<Context, 'db'>,
  found: ReceiptFound,
  sourceId: string,
): Promise<boolean> {
  const { merchant, payment, offline, paid, refunds, numbers } = found;
  const invoice = paid.at(-1)?.invoice;
  const source = payment ?? offline;
  if (invoice === undefined || source === null) return false;
  const livemode = payment?.livemode ?? invoice.livemode;
  const dayOf = (instant: number): string => localDateAt(instant, invoice.timeZone);
  const refund = refunds.find(({ id }) => id === sourceId);
  const missing = [
    { sourceId: source.id, livemode, movedOn: movedOn(found, dayOf) },
    ...(refund === undefined ? [] : [{ sourceId: refund.id, livemode, movedOn: dayOf(refund.createdAt) }]),
  ].filter((one) => !numbers.some((given) => given.sourceId === one.sourceId));
  await giveReceipts(
    ctx.db,
    missing.flatMap((one) => receiptRows(ctx, merchant, one)),
  );
  return missing.length > 0;
}
