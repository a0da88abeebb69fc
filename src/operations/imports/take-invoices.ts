import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { selectByIds } from '../../db/queries/import-matches.ts';
import {
  allocations,
  type customers,
  invoiceLines,
  invoices,
  invoiceVersions,
  type merchants,
  offlinePayments,
} from '../../db/schema/index.ts';
import { EMPTY_HEAD } from '../../db/streams.ts';
import type { ImportRow } from '../../db/writes/customer-imports.ts';
import { insertMany } from '../../db/writes/insert-many.ts';
import { raisePast } from '../../db/writes/taken-invoices.ts';
import { endOfDay, instantAt } from '../../domain/calendar.ts';
import { offlineMethod } from '../../domain/imports/offline-method.ts';
import { type TakenSums, takenSums } from '../../domain/imports/taken-sums.ts';
import { counterOf, storedNumber } from '../../domain/invoice/number.ts';
import { type Context, commitChange, newId } from '../core/context.ts';
import { partiesOf } from '../invoices/parties.ts';
import type { Planned } from './plan-invoices.ts';

type Merchant = typeof merchants.$inferSelect;
/** An invoice that is to be taken over, under the id that was chosen for it when it was compared. */
export type ToTake = Planned & { readonly line: number; readonly invoiceId: string };

/**
 * Takes invoices over in one commit: each with its lines, what was paid of it and the entry that says where it comes from.
 * No mail, and no effect. False where another writer was faster; then nothing of it is done.
 */
export async function takeInvoices(
  ctx: Context,
  row: ImportRow,
  merchant: Merchant,
  toTake: readonly ToTake[],
): Promise<boolean> {
  const at = ctx.now();
  const found = await selectByIds(ctx.db, [...new Set(toTake.map(({ customerId }) => customerId))]);
  const customerOf = new Map(found.map((customer) => [customer.id, customer]));
  const made = toTake.flatMap((one) => {
    const customer = customerOf.get(one.customerId);
    return customer === undefined ? [] : [rowsOf(ctx, { row, merchant, customer, one, at })];
  });
  // Somebody was removed since they were found: compared again, their invoices are wrong.
  if (made.length < toTake.length) return false;
  const [first, ...others] = made.map(({ append }) => append);
  if (first === undefined) return true;
  const reached = toTake.flatMap(({ invoice: { number, issueDate } }) => {
    const counter = counterOf(number);
    if (counter === null) return [];
    return [{ series: counter.series, nextValue: counter.value + 1, lastIssued: issueDate }];
  });
  const money = made.flatMap(({ payment }) => (payment === null ? [] : [payment]));
  const rows: Statement[] = [
    insertMany(
      ctx.db,
      invoices,
      made.map(({ invoice }) => invoice),
    ),
    insertMany(
      ctx.db,
      invoiceLines,
      made.flatMap(({ lines }) => lines),
    ),
    insertMany(
      ctx.db,
      invoiceVersions,
      made.map(({ version }) => version),
    ),
    insertMany(
      ctx.db,
      offlinePayments,
      money.map(({ offline }) => offline),
    ),
    insertMany(
      ctx.db,
      allocations,
      money.map(({ allocation }) => allocation),
    ),
    raisePast(ctx.db, row, highest(reached)),
  ];
  const committed = await commitChange(ctx, {
    merchantId: row.merchantId,
    commandId: `import/${row.id}`,
    at,
    appends: [first, ...others],
    rows,
    effects: [],
    result: null,
  });
  return committed.kind === 'committed';
}

type Reached = Parameters<typeof raisePast>[2][number];

/** One row a series: the highest number, and the newest date. */
function highest(reached: readonly Reached[]): readonly Reached[] {
  return [...Map.groupBy(reached, ({ series }) => series)].map(([series, some]) => ({
    series,
    nextValue: Math.max(...some.map(({ nextValue }) => nextValue)),
    lastIssued:
      some
        .map(({ lastIssued }) => lastIssued)
        .toSorted()
        .at(-1) ?? '',
  }));
}

type Facts = {
  readonly row: ImportRow;
  readonly merchant: Merchant;
  readonly customer: typeof customers.$inferSelect;
  readonly one: ToTake;
  readonly at: number;
};

function rowsOf(ctx: Context, facts: Facts) {
  const { row, one, at } = facts;
  const { invoiceId, line, content, customerId } = one;
  const { currency, status, total, paid } = one.invoice;
  const sums = takenSums(one.invoice);
  const append: Append = {
    stream: { type: 'invoice', id: invoiceId },
    head: EMPTY_HEAD,
    type: 'taken_over',
    data: {
      importId: row.id,
      fileName: row.fileName,
      line,
      by: row.appliedBy ?? row.startedBy,
      status,
      currency,
      amountDue: total,
      paid,
      content,
    },
  };
  return {
    append,
    invoice: { ...columnsOf(facts, sums), id: invoiceId, customerId },
    lines: sums.lines.map((each, position) => ({ invoiceId, position, ...each })),
    version: {
      invoiceId,
      version: 1,
      currency,
      amountDue: total,
      amountRemaining: total - paid,
      dueDate: one.invoice.dueDate,
      reason: 'taken_over' as const,
      createdAt: at,
    },
    payment: paymentOf(ctx, facts),
  };
}

/** When its money came, which is not before it was issued. */
function paidAt({ one: { invoice }, merchant, at }: Facts): number {
  const { paidOn, issueDate } = invoice;
  const day = paidOn === null || paidOn < issueDate ? issueDate : paidOn;
  return Math.min(at, instantAt(day, 0, merchant.timeZone));
}

function columnsOf(
  facts: Facts,
  { sums, taxes }: TakenSums,
): Omit<typeof invoices.$inferInsert, 'id' | 'customerId'> {
  const { row, merchant, customer, one, at } = facts;
  const { number, status, currency, issueDate, dueDate, notes, total, paid } = one.invoice;
  const { timeZone } = merchant;
  const collects = row.collects && status === 'open';
  return {
    merchantId: row.merchantId,
    livemode: row.livemode,
    status,
    ...storedNumber(number),
    currency,
    dueDate,
    dueAt: dueDate === null ? null : endOfDay(dueDate, timeZone),
    issueDate,
    timeZone,
    subtotal: sums.subtotal,
    discountTotal: sums.discountTotal,
    taxTotal: sums.taxTotal,
    taxes,
    amountDue: total,
    amountPaid: paid,
    notes,
    paymentLink: true,
    parties: partiesOf({ merchant, customer }),
    createdAt: at,
    updatedAt: at,
    finalizedAt: at,
    // One that was not sent is neither charged by itself nor reminded of.
    ...(collects && { sentAt: at, nextCheckAt: at, checkRequests: 1 }),
    ...(status === 'paid' && { paidAt: paidAt(facts) }),
    ...(status === 'void' && { voidedAt: instantAt(issueDate, 0, timeZone) }),
    ...(status === 'uncollectible' && { uncollectibleAt: at }),
    profileVersion: merchant.profileVersion,
    sums,
  };
}

function paymentOf(ctx: Context, facts: Facts) {
  const { row, one } = facts;
  const { paid, currency, paidOn, paidBy, paidReference, issueDate } = one.invoice;
  if (paid === 0) return null;
  const { method, said } = offlineMethod(paidBy);
  const id = newId(ctx, 'off');
  const money = {
    merchantId: row.merchantId,
    invoiceId: one.invoiceId,
    currency,
    amount: paid,
    createdAt: paidAt(facts),
  };
  return {
    offline: {
      ...money,
      id,
      method,
      reference: [said, paidReference].filter((text) => text !== null).join(' · ') || null,
      receivedOn: paidOn ?? issueDate,
      recordedBy: row.appliedBy ?? row.startedBy,
    },
    allocation: {
      ...money,
      id: newId(ctx, 'all'),
      sourceType: 'offline_payment' as const,
      sourceId: id,
    },
  };
}
