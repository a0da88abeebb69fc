import { selectMerchant } from '../../db/queries/invoices.ts';
import { readNumbered } from '../../db/queries/taken-invoices.ts';
import type { merchants } from '../../db/schema/index.ts';
import { type ImportLine, type ImportRow, moveImport, writeLines } from '../../db/writes/customer-imports.ts';
import type { SeriesUse } from '../../domain/imports/states.ts';
import { counterOf, storedNumber } from '../../domain/invoice/number.ts';
import { hasRoomFor } from '../core/budget.ts';
import { type Context, newId } from '../core/context.ts';
import { firstOf, nextBite, type Progress, type Written, wrongLines } from './groups.ts';
import { type InvoicePlan, planInvoices } from './plan-invoices.ts';
import { type ToTake, takeInvoices } from './take-invoices.ts';

/** Comparing a bite takes so many statements; taking it over, one an invoice and a few for all of them. */
const CHECKED_AT_ONCE = 100;
const TO_CHECK = 20;
const TAKEN_AT_ONCE = 50;
const TO_TAKE = 40 + TAKEN_AT_ONCE;
const MOST_TRIES = 3;

type Merchant = typeof merchants.$inferSelect;

/** Says of the next invoices what they would make. */
export async function checkInvoices(ctx: Context, row: ImportRow): Promise<Progress> {
  const merchant = await merchantOf(ctx, row);
  let uses = row.series ?? [];
  while (hasRoomFor(TO_CHECK)) {
    const { lines, isLast } = await nextBite(ctx, row, 'read', CHECKED_AT_ONCE);
    const plans = await planInvoices(ctx, row, { importId: row.id, merchant, lines });
    uses = withUses(uses, [...plans.values()]);
    await moveImport(ctx.db, row.id, [row.state], { series: uses });
    await writeLines(
      ctx.db,
      row.id,
      [...Map.groupBy(lines, firstOf)].flatMap(([first, some]) => checked(ctx, some, plans.get(first))),
    );
    if (isLast) return 'over';
  }
  return 'more';
}

/** Every line of an invoice; where one is wrong, the others say which. */
function checked(
  ctx: Context,
  lines: readonly ImportLine[],
  plan: InvoicePlan | undefined,
): readonly Written[] {
  switch (plan?.kind) {
    case undefined:
      throw new Error('an invoice without a plan');
    case 'wrong':
      return wrongLines(lines, plan.problems, { state: 'wrong', whole: 'invoice' });
    case 'create': {
      // Its id is chosen now, so that doing it again after a crash makes the same invoice.
      const invoiceId = newId(ctx, 'inv');
      const { customerId } = plan;
      return lines.map(({ line }) => ({ line, state: 'create', customerId, invoiceId, report: [] }));
    }
    case 'same': {
      const { customerId, invoiceId } = plan;
      return lines.map(({ line }) => ({ line, state: 'same', customerId, invoiceId, report: [] }));
    }
  }
}

/** The highest number of each series, with those of more invoices. */
function withUses(before: readonly SeriesUse[], plans: readonly InvoicePlan[]): readonly SeriesUse[] {
  const uses = new Map(before.map(({ series, highest }) => [series, highest]));
  for (const plan of plans) {
    const counter = plan.kind === 'create' ? counterOf(plan.invoice.number) : null;
    if (counter !== null) uses.set(counter.series, Math.max(uses.get(counter.series) ?? 0, counter.value));
  }
  return [...uses].map(([series, highest]) => ({ series, highest }));
}

/** Takes over the next invoices. What stood here when they were compared may have changed: they are compared again. */
export async function applyInvoices(ctx: Context, row: ImportRow): Promise<Progress> {
  const merchant = await merchantOf(ctx, row);
  while (hasRoomFor(MOST_TRIES * TO_CHECK + TO_TAKE)) {
    const { lines, isLast } = await nextBite(ctx, row, 'create', TAKEN_AT_ONCE);
    if (lines.length > 0 && !(await takeBite(ctx, row, merchant, lines))) return 'later';
    if (isLast) return 'over';
  }
  return 'more';
}

async function takeBite(
  ctx: Context,
  row: ImportRow,
  merchant: Merchant,
  lines: readonly ImportLine[],
): Promise<boolean> {
  const groups = Map.groupBy(lines, firstOf);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const plans = await planInvoices(ctx, row, { importId: row.id, merchant, lines });
    const toTake = [...groups].flatMap(([line, [first]]): ToTake[] => {
      const plan = plans.get(line);
      return plan?.kind === 'create' && first?.invoiceId != null
        ? [{ ...plan, line, invoiceId: first.invoiceId }]
        : [];
    });
    if (!(await tookThem(ctx, row, merchant, toTake))) continue;
    await writeLines(
      ctx.db,
      row.id,
      [...groups].flatMap(([line, some]) => ended(some, plans.get(line))),
    );
    return true;
  }
  return false;
}

/** Another import may have taken one of these numbers since they were compared: the index of numbers refuses it. */
async function tookThem(
  ctx: Context,
  row: ImportRow,
  merchant: Merchant,
  toTake: readonly ToTake[],
): Promise<boolean> {
  try {
    return await takeInvoices(ctx, row, merchant, toTake);
  } catch (error) {
    const numbers = toTake.map(({ invoice: { number } }) => storedNumber(number));
    const taken = await readNumbered(ctx.db, row, numbers);
    if (taken.length > 0) return false;
    throw error;
  }
}

function ended(lines: readonly ImportLine[], plan: InvoicePlan | undefined): readonly Written[] {
  if (plan === undefined) throw new Error('an invoice without a plan');
  if (plan.kind === 'wrong') return wrongLines(lines, plan.problems, { state: 'failed', whole: 'invoice' });
  const { customerId } = plan;
  return lines.map(({ line, invoiceId }) => ({
    line,
    state: 'done',
    customerId,
    invoiceId: plan.kind === 'same' ? plan.invoiceId : invoiceId,
    report: [],
  }));
}

async function merchantOf(ctx: Context, { merchantId }: ImportRow): Promise<Merchant> {
  const [merchant] = await selectMerchant(ctx.db, merchantId);
  if (merchant === undefined) throw new Error('an import without a merchant');
  return merchant;
}
