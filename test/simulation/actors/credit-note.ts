import type { CreditAsk } from '../../../src/domain/credit-note/creditable.ts';
import { makeId } from '../../../src/domain/ids.ts';
import { creditInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { retryUntilAnswered } from './retry.ts';

const WAYS = ['refund', 'refund', 'credit', 'outside', null] as const;

function askOf(due: number, random: Random): CreditAsk {
  switch (random.pick(['full', 'full', 'amount', 'line', 'quantity'] as const)) {
    case 'full':
      return { kind: 'full' };
    case 'amount':
      return { kind: 'amount', amount: Math.max(1, Math.floor((due * random.between(1, 9)) / 10)) };
    case 'line':
      return { kind: 'lines', lines: [{ position: random.pick([0, 1]) }] };
    case 'quantity':
      return { kind: 'lines', lines: [{ position: 0, quantity: `0.${random.between(1, 9)}` }] };
  }
}

/** Credits an invoice, in full, by amount or by line, whatever it is by then: open, being paid, paid, or part-paid. */
export function creditByNote(world: World, merchant: Merchant, invoiceId: string, random: Random): void {
  const [row] = rowsOf(world, 'SELECT amount_due FROM invoices WHERE id = ?', invoiceId);
  const due = row?.number('amount_due') ?? 0;
  const creditNoteId = makeId('cno', world.scheduler.now(), random.bytes(9));
  const note = {
    creditNoteId,
    credit: askOf(due, random),
    reason: null,
    giveBack: { by: random.pick(WAYS), otherwise: random.pick(['credit', 'outside', null] as const) },
    issuedBy: 'Ann',
  };
  retryUntilAnswered(
    world,
    'credit note',
    ({ ctx }) => creditInvoice(ctx, { scope: merchant.scope, invoiceId, commandId: creditNoteId, note }),
    (asked) => {
      if (!asked.answered || asked.result.kind !== 'done') return;
      // Nobody paid any of it, and nobody is to.
      const [closed] = rowsOf(
        world,
        'SELECT 1 FROM invoices WHERE id = ? AND amount_due > 0 AND amount_credited = amount_due',
        invoiceId,
      );
      if (closed === undefined) return;
      world.answered.push({ what: 'credit_note', subject: invoiceId, at: world.scheduler.now() });
    },
  );
}
