import { readPlanOf } from '../../db/queries/plan.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { issueCreditNote } from '../credit-notes/issue-credit-note.ts';
import { planCreditNote } from '../credit-notes/plan-credit-note.ts';
import { readParties } from '../credit-notes/read-parties.ts';
import { refuseEInvoice } from '../credit-notes/refuse-e-invoice.ts';
import { type Apply, applyVerb } from './apply-verb.ts';
import { refuseClosedBooks } from './issue-date.ts';
import { planReversal } from './plan-reversal.ts';
import type { ReadForVerb } from './read-for-verb.ts';
import { readReceiptSides } from './read-receipt-sides.ts';
import { redraft } from './redraft.ts';
import { refuseAsked, type Verb } from './refuse-asked.ts';

/** How a verb would take effect on an invoice as it was read; refused where it may not. */
export async function planVerb(ctx: Context, read: ReadForVerb, verb: Verb): Promise<Outcome<Apply>> {
  const { invoice, credits } = read;
  const refusal = refuseAsked(ctx, invoice, verb, credits);
  if (refusal !== null) return refused(refusal);
  if (verb.verb === 'reverse_payment') return planReversal(ctx, read, verb);
  if (verb.verb !== 'credit_note') {
    const isTold = verb.verb === 'record_payment' && verb.mailsReceipt === true;
    const receiptTo = isTold ? await readReceiptSides(ctx.db, invoice) : [];
    return done((pending, commandId) => {
      if (pending.verb === 'credit_note' || pending.verb === 'reverse_payment')
        throw new Error('another verb was planned');
      return applyVerb(ctx, { ...read, receiptTo }, pending, commandId);
    });
  }
  const planned = await planCreditNote(ctx, invoice, verb.note);
  if (planned.kind !== 'done') return planned;
  const parties = await readParties(ctx.db, invoice);
  const closed = refuseClosedBooks(parties.merchant, ctx.now());
  if (closed !== null) return refused(closed);
  const broken = refuseEInvoice(ctx, parties, planned.value);
  if (broken !== null) return refused(broken);
  const { redraftId } = verb.note;
  const { lines } = planned.value;
  const { merchant, customer } = parties;
  if (redraftId !== undefined && customer.erasedAt !== null) return refused({ code: 'customer_erased' });
  const draft =
    redraftId === undefined
      ? null
      : redraft(
          ctx,
          { invoice, lines, merchant, customer, plan: await readPlanOf(ctx.db, invoice.id) },
          redraftId,
        );
  if (draft !== null && draft.kind !== 'done') return draft;
  return done((_, commandId) =>
    issueCreditNote(ctx, { ...read, ...parties }, planned.value, commandId, draft?.value),
  );
}
