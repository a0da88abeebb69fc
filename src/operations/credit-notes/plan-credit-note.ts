import { type CreditFacts, readCreditFacts } from '../../db/queries/credit-notes.ts';
import type { invoices } from '../../db/schema/index.ts';
import type { CreditNoteAsk } from '../../domain/credit-note/ask.ts';
import { type CreditTotals, creditNote } from '../../domain/credit-note/credit-note.ts';
import { type Settlement, settle } from '../../domain/credit-note/give-back.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { strandedRest } from '../../domain/payment/rest.ts';
import type { Context } from '../core/context.ts';
import { creditableOf } from '../facts/creditable.ts';
import { type KeptMoney, readKeptMoney } from './kept-money.ts';
import { creditRefused, giveBackRefused } from './problems.ts';

type Invoice = typeof invoices.$inferSelect;

/** A credit note worked out, and how it is settled: to be committed on the head that was read before. */
export type CreditNotePlan = {
  readonly ask: CreditNoteAsk;
  readonly totals: CreditTotals;
  readonly settlement: Settlement;
  readonly money: KeptMoney;
  /** The lines of the invoice that it corrects. */
  readonly lines: CreditFacts['lines'];
};

const NOTHING_KEPT: KeptMoney = { payments: [], sources: [], kept: 0 };

/**
 * Works out a credit note. The invoice's head was read before: whatever changes meanwhile, its refunds included, makes the
 * commit lose its race. Rejects with `credit_exceeds_invoice`, `invalid` and `rest_too_small`, and where money has to be given back with
 * `give_back_missing`, `give_back_not_refundable` or `give_back_not_kept`.
 */
export async function planCreditNote(
  ctx: Context,
  invoice: Invoice,
  ask: CreditNoteAsk,
): Promise<Outcome<CreditNotePlan>> {
  const facts = await readCreditFacts(ctx.db, invoice.id);
  const creditable = creditableOf(invoice, facts);
  const worked = creditNote(creditable, ask.credit);
  if (!worked.ok) return refused(creditRefused(worked.problem));
  const totals = worked.note;
  const due = invoice.status === 'paid' ? 0 : amountRemaining(invoice);
  const money = totals.payable > due ? await readKeptMoney(ctx, invoice.id, facts) : NOTHING_KEPT;
  const settlement = settle(totals.payable, due, ask.giveBack, money, (minor) =>
    ctx.rules.sayableAmount(invoice.currency, minor),
  );
  if ('problem' in settlement) return refused(giveBackRefused(settlement));
  const { offDue } = settlement;
  const owed = { currency: invoice.currency, owed: due };
  const stranded =
    offDue === 0 || ask.smallRest === 'leave' ? null : strandedRest(ctx.rules.smallestCharge, owed, offDue);
  return stranded === null
    ? done({ ask, totals, settlement, money, lines: facts.lines })
    : refused({ code: 'rest_too_small', ...stranded });
}
