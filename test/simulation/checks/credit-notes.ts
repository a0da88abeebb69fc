import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/**
 * Credited is never above invoiced, in all nor for a line, and what a credit note says became of its amount is what became of it: off what was
 * due, in refunds, as credit (I1, I3). Its series has no gap.
 */
export function checkCreditNotes(world: World): Finding[] {
  const above = rowsOf(
    world,
    `SELECT i.id, i.amount_due, sum(n.payable) AS credited FROM credit_notes n JOIN invoices i ON i.id = n.invoice_id
     GROUP BY i.id HAVING credited > i.amount_due OR sum(n.off_due) <> i.amount_credited`,
  ).map((row) => `I1 ${row.text('id')}: ${row.number('credited')} credited of ${row.number('amount_due')}`);
  const aboveLines = rowsOf(
    world,
    `SELECT n.invoice_id, c.position FROM credit_notes n JOIN credit_note_lines c ON c.credit_note_id = n.id
     JOIN invoice_lines l ON l.invoice_id = n.invoice_id AND l.position = c.position
     GROUP BY 1, 2 HAVING sum(l.sign * c.total) > l.total OR sum(l.sign * c.taxable) > l.total
       OR min(l.sign * c.total) < 0`,
  ).map(
    (row) => `I1 ${row.text('invoice_id')}: more is credited of line ${row.number('position')} than it has`,
  );
  const settled = rowsOf(
    world,
    `SELECT n.id FROM credit_notes n WHERE n.off_due + n.refunded + n.as_credit + n.outside <> n.payable
       OR n.total <> (SELECT sum(l.total) FROM credit_note_lines l WHERE l.credit_note_id = n.id)
       OR n.off_due <> (SELECT coalesce(sum(a.amount), 0) FROM allocations a
         WHERE a.source_type = 'credit_note' AND a.source_id = n.id)
       OR n.as_credit <> (SELECT coalesce(sum(c.amount), 0) FROM credits c WHERE c.id = n.credit_id)`,
  ).map((row) => `I3 ${row.text('id')} is settled by other than what it says`);
  // Refunds that a restored database lost are found at Stripe, where nothing names the credit note.
  const refunds = rowsOf(
    world,
    `SELECT n.id FROM credit_notes n WHERE n.refunded < (SELECT coalesce(sum(r.amount), 0) FROM refunds r
       WHERE r.credit_note_id = n.id)`,
  ).map((row) => `I1 ${row.text('id')} is refunded more than once`);
  const gaps = rowsOf(
    world,
    `SELECT merchant_id, livemode, series, count(*) AS notes, max(number_value) AS highest FROM credit_notes
     GROUP BY 1, 2, 3 HAVING notes <> highest`,
  ).map(
    (row) =>
      `numbers of ${row.text('series')} have a gap: ${row.number('notes')}, the highest ${row.number('highest')}`,
  );
  return [...above, ...aboveLines, ...settled, ...refunds, ...gaps];
}
