import type { Append, Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { finalizeRows } from '../../db/queries/invoices-write.ts';
import type { invoices } from '../../db/schema/index.ts';
import { insertInstalments } from '../../db/writes/plan.ts';
import { endOfDay, localDateAt, parseLocalDate } from '../../domain/calendar.ts';
import type { Instalment } from '../../domain/invoice/instalments.ts';
import { linkReason } from '../../domain/invoice/link.ts';
import { issuedSums } from '../../domain/invoice/stored-sums.ts';
import { type Context, effect } from '../core/context.ts';
import { linkFacts } from '../facts/link-facts.ts';
import { seriesFor } from '../facts/series.ts';
import { type AvailableCredit, spendCredit } from '../money/spend-credit.ts';
import { chosenDate, type Dating } from './issue-date.ts';
import { type IssuingFacts, partiesOf } from './parties.ts';

/** The facts that finalizing is decided on. */
export type FinalizationFacts = IssuingFacts & {
  readonly connectionId: string | null;
  /** Of its plan; none where it is paid at once. */
  readonly parts: readonly Instalment[];
} & AvailableCredit;

/**
 * The rows, entries and effects that finalize a draft with lines: `open`, or `paid` at once if nothing is owed or the
 * customer's credit covers it.
 */
export function finalization(
  ctx: Context,
  facts: FinalizationFacts,
  at: number,
  { sent, dating }: { readonly sent: boolean; readonly dating: Dating },
): {
  readonly rows: readonly Statement[];
  /** Entries on other streams. */
  readonly appends: readonly Append[];
  /** The amount paid from credit, minor units. */
  readonly credited: number;
  readonly effects: readonly Effect[];
  readonly status: 'open' | 'paid';
} {
  const { invoice, merchant, parts } = facts;
  const spending = spendCredit(ctx, invoice, { owed: invoice.amountDue }, facts, at);
  const credited = spending.amount;
  const status = invoice.amountDue === credited ? 'paid' : 'open';
  const dueDate = parseLocalDate(firstOpen(parts, credited)?.dueDate ?? invoice.dueDate ?? '');
  const chosen = chosenDate(facts, dating);
  const issueDate = chosen ?? localDateAt(at, merchant.timeZone);
  const parties = partiesOf(facts);
  const rows = finalizeRows(ctx.db, invoice, {
    status,
    series: seriesFor('invoice', merchant, issueDate),
    issueDate,
    isInOrder: chosen !== null && !dating.allowsEarlier,
    timeZone: merchant.timeZone,
    dueDate,
    dueAt: dueDate === null ? null : endOfDay(dueDate, merchant.timeZone),
    parties,
    sums: issuedSums(invoice, parties.locale),
    profileVersion: merchant.profileVersion,
    at,
    sent,
    credited,
  });
  const owed = { ...facts, invoice: { ...invoice, amountPaid: credited } };
  return {
    rows: [
      ...rows,
      ...(parts.length === 0 ? [] : [insertInstalments(ctx.db, invoice.id, parts)]),
      ...spending.rows,
    ],
    appends: spending.appends,
    credited,
    status,
    effects: willHaveLink(ctx, owed, status) ? [ensureCustomer(ctx, invoice)] : [],
  };
}

/** The part that an invoice is due with: the first that is not covered, or the last. */
function firstOpen(parts: readonly Instalment[], covered: number): Instalment | undefined {
  let through = 0;
  const open = parts.find(({ amount }) => {
    through += amount;
    return through > covered;
  });
  return open ?? parts.at(-1);
}

/** The Stripe customer is created with the first pay link. */
const ensureCustomer = (ctx: Context, { id, customerId }: typeof invoices.$inferSelect): Effect =>
  effect(ctx, 'ensure_stripe_customer', { customerId, invoiceId: id });

const willHaveLink = (
  ctx: Context,
  { invoice, merchant, connectionId, parts }: FinalizationFacts,
  status: 'open' | 'paid',
): boolean =>
  linkReason(
    { ...linkFacts(ctx, invoice, merchant.paymentLinks, connectionId, { instalments: parts }), status },
    ctx.rules.refuseCharge,
  ) === null;
