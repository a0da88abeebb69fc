import { addDays, daysBetween, localDateAt } from '../../domain/calendar.ts';
import { NO_LINE_DETAILS } from '../../domain/invoice/details.ts';
import {
  adjustmentsFor,
  invoiceLines,
  meteredLines,
  type Quantities,
  type Share,
} from '../../domain/schedule/invoice-lines.ts';
import { daysOf, type Period } from '../../domain/schedule/recurrence.ts';
import type { ScheduleTerms } from '../../domain/schedule/terms.ts';
import { slicesOf, termsOf } from '../../domain/schedule/terms-in-force.ts';
import type { DraftInput } from '../invoices/draft-input.ts';
import type { ScheduleFacts } from './facts.ts';

type Facts = Pick<ScheduleFacts, 'schedule' | 'merchant' | 'currency' | 'versions'>;
type Days = Pick<Period, 'from' | 'to'>;

/** The draft of a period's invoice, made at an instant (ms): each part of it under the terms that hold for its days. */
export function draftOfPeriod(facts: Facts, period: Period, quantities: Quantities, at: number): DraftInput {
  const { versions, currency } = facts;
  const slices = slicesOf(period, versions);
  const terms = termsOf(period, versions);
  const [only, ...more] = slices;
  if (only !== undefined && more.length === 0) {
    const share = { days: daysOf(period), of: daysOf(period) };
    return draftFrom(facts, terms, period, at, {
      share,
      lines: invoiceLines(terms, quantities, share, currency),
    });
  }
  // What is fixed is asked for by the day, and says which days; what is counted is counted in the whole period.
  const fixed = slices.flatMap((slice) =>
    invoiceLines(slice.terms, quantities, { days: daysOf(slice), of: daysOf(period) }, currency).map(
      (line) => ({ ...line, details: { ...NO_LINE_DETAILS, supply: { from: slice.from, to: slice.to } } }),
    ),
  );
  const counted = meteredLines(terms, quantities).map((line) => ({
    ...line,
    details: { ...NO_LINE_DETAILS, supply: { from: period.from, to: period.to } },
  }));
  return draftFrom(facts, terms, period, at, {
    share: { days: 1, of: 1 },
    lines: [...fixed, ...counted],
  });
}

/** The draft of what new terms ask for the rest of a period that was invoiced before. */
export function draftOfRest(
  facts: Facts,
  terms: ScheduleTerms,
  { period, rest, at }: { readonly period: Period; readonly rest: Days; readonly at: number },
): DraftInput {
  const share = { days: daysBetween(rest.from, rest.to) + 1, of: daysOf(period) };
  // All of its days are a part, too: what is counted is not asked for a second time.
  const fixed = { lines: terms.lines.filter(({ kind }) => kind === 'fixed') };
  return draftFrom(facts, terms, rest, at, {
    share,
    lines: invoiceLines(fixed, new Map(), share, facts.currency),
  });
}

function draftFrom(
  { schedule, merchant, currency }: Facts,
  terms: ScheduleTerms,
  { from, to }: Days,
  at: number,
  { share, lines }: { readonly share: Share; readonly lines: DraftInput['lines'] },
): DraftInput {
  const { netDays, plan } = terms;
  const today = localDateAt(at, merchant.timeZone);
  return {
    customerId: schedule.customerId,
    currency,
    dueDate: netDays === null ? null : addDays(today, netDays),
    // Its own plan or none: what was chosen for the customer is for invoices that are written by hand.
    plan,
    parts: null,
    issueDate: null,
    notes: terms.notes,
    paymentLink: terms.paymentLink,
    collectPolicy: terms.collectPolicy,
    details: { ...terms.references, supply: { from, to } },
    whole: {
      adjustments: adjustmentsFor(terms.adjustments, share),
      withholdings: terms.withholdings,
      deposits: [],
      roundToCoin: terms.roundToCoin,
    },
    lines,
  };
}
