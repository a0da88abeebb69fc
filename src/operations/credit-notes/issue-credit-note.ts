import type { Append, Committed } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { credits } from '../../db/schema/index.ts';
import type { Head } from '../../db/streams.ts';
import { issueRows } from '../../db/writes/credit-notes.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { type Context, commitChange, newId } from '../core/context.ts';
import { seriesFor } from '../facts/series.ts';
import { announceRows } from './announce.ts';
import { coverRows } from './cover-rows.ts';
import type { CreditNotePlan } from './plan-credit-note.ts';
import type { CreditParties } from './read-parties.ts';
import { refundParts } from './refund-parts.ts';

/** What a credit note is issued on: the heads of the invoice's and the customer's streams, as they were read. */
export type CreditedFacts = CreditParties & { readonly head: Head; readonly customerHead: Head };

/** What is committed with it: the draft that takes the invoice's place. */
type Beside = { readonly rows: readonly Statement[]; readonly appends: readonly Append[] };
const NOTHING_BESIDE: Beside = { rows: [], appends: [] };

/**
 * Issues a credit note with all that follows from it, in one commit: its number, what it takes off what is due, the
 * refunds and the credit that give back what was paid, and its mail.
 */
export function issueCreditNote(
  ctx: Context,
  facts: CreditedFacts,
  plan: CreditNotePlan,
  commandId: string,
  beside: Beside = NOTHING_BESIDE,
): Promise<Committed> {
  const at = ctx.now();
  const { invoice, head } = facts;
  const { ask, totals, settlement } = plan;
  const { offDue, asCredit, outside } = settlement;
  const credit = asCredit === 0 ? null : creditGiven(ctx, facts, plan, at);
  const refunds = refundParts(ctx, plan, invoice.id, at);
  const refunded = settlement.refunds.reduce((all, { amount }) => all + amount, 0);
  const message = announceRows(ctx, facts, plan, at);
  const cover = coverRows(ctx, invoice, { creditNoteId: ask.creditNoteId, offDue }, at);
  const { payable, total } = totals;
  return commitChange(ctx, {
    merchantId: invoice.merchantId,
    commandId,
    at,
    appends: [
      {
        stream: { type: 'invoice', id: invoice.id },
        head,
        type: 'credit_note_issued',
        data: {
          creditNoteId: ask.creditNoteId,
          total,
          payable,
          offDue,
          refunded,
          asCredit,
          outside,
          by: ask.issuedBy,
        },
      },
      ...refunds.appends,
      ...(credit?.appends ?? []),
      ...beside.appends,
    ],
    rows: [
      ...(credit?.rows ?? []),
      ...issueRows(ctx.db, noteColumns(facts, plan, { refunded, creditId: credit?.id ?? null, at }), totals),
      ...cover.rows,
      ...refunds.rows,
      ...message.rows,
      ...beside.rows,
    ],
    effects: [...cover.effects, ...refunds.effects, ...message.effects],
    result: { invoiceId: invoice.id },
  });
}

/** The columns of the document. It names the parties as its invoice does, whom it corrects. */
function noteColumns(
  { invoice, merchant }: CreditedFacts,
  { ask, settlement }: CreditNotePlan,
  { refunded, creditId, at }: { refunded: number; creditId: string | null; at: number },
) {
  const { timeZone } = merchant;
  const issueDate = localDateAt(at, timeZone);
  const { merchantId, livemode, customerId, currency, parties } = invoice;
  if (parties === null) throw new Error('a finalized invoice names its parties');
  const { offDue, asCredit, outside } = settlement;
  return {
    id: ask.creditNoteId,
    merchantId,
    livemode,
    customerId,
    invoiceId: invoice.id,
    series: seriesFor('credit_note', merchant, issueDate),
    currency,
    issueDate,
    timeZone,
    offDue,
    refunded,
    asCredit,
    outside,
    creditId,
    reason: ask.reason,
    parties,
    profileVersion: invoice.profileVersion ?? 1,
    issuedBy: ask.issuedBy,
    createdAt: at,
  };
}

type Given = {
  readonly id: string;
  readonly rows: readonly Statement[];
  readonly appends: readonly Append[];
};

function creditGiven(
  ctx: Context,
  { invoice, customerHead }: CreditedFacts,
  { ask, settlement: { asCredit: amount } }: CreditNotePlan,
  at: number,
): Given {
  const id = newId(ctx, 'crd');
  const { merchantId, customerId, currency } = invoice;
  const row = ctx.db.insert(credits).values({
    id,
    merchantId,
    customerId,
    currency,
    amount,
    balance: amount,
    reason: 'credit_note',
    issuedBy: ask.issuedBy,
    createdAt: at,
  });
  const stream = { type: 'customer', id: customerId } as const;
  const data = { creditId: id, amount, currency };
  return { id, rows: [row], appends: [{ stream, head: customerHead, type: 'credit_given', data }] };
}
