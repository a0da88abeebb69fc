import { localDateAt } from '../../../src/domain/calendar.ts';
import type { World } from '../world/world.ts';
import { CLOCKS_APART_MS } from './collection.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/**
 * The parts of an invoice come to it, it is due with the first that is not covered, and by itself nothing is charged of a
 * part before its day, nor twice: reckoned here from the rows of parts and versions alone.
 */
export function checkInstalments(world: World): Finding[] {
  const wrong = rowsOf(
    world,
    `SELECT i.id, i.amount_due, sum(p.amount) AS parts FROM instalments p JOIN invoices i ON i.id = p.invoice_id
     GROUP BY i.id HAVING parts <> i.amount_due OR i.due_date <> min(iif(p.through > i.amount_paid
       OR p.through = i.amount_due, p.due_date, '9999-12-31'))`,
  ).map((row) => `I1 ${row.text('id')}: parts of ${row.number('parts')} for ${row.number('amount_due')}`);
  return [...wrong, ...chargesOf(world).flatMap(chargeFindings)];
}

type Charge = {
  readonly payment: string;
  readonly covered: number;
  readonly amount: number;
  readonly day: string;
  /** The parts, in their order. */
  readonly parts: readonly { readonly amount: number; readonly dueDate: string }[];
};

/**
 * What autopay charged of invoices with parts, with what was covered then. A payment that a restored database got back has a
 * version from after it was charged, in the order in which they were found.
 */
function chargesOf(world: World): Charge[] {
  return rowsOf(
    world,
    `SELECT p.id, p.claimed_at, t.amount, i.time_zone, v.amount_due - v.amount_remaining AS covered,
       (SELECT json_group_array(json_array(position, amount, due_date)) FROM instalments WHERE invoice_id = i.id) AS parts
     FROM payments p JOIN payment_targets t ON t.payment_id = p.id JOIN invoices i ON i.id = t.invoice_id
     JOIN invoice_versions v ON v.invoice_id = t.invoice_id AND v.version = t.invoice_version
     WHERE p.via = 'autopay' AND v.created_at <= p.claimed_at + ${CLOCKS_APART_MS}
       AND i.id IN (SELECT invoice_id FROM instalments)`,
  ).map((row) => {
    const parts: [number, number, string][] = JSON.parse(row.text('parts'));
    return {
      payment: row.text('id'),
      covered: row.number('covered'),
      amount: row.number('amount'),
      day: localDateAt(row.number('claimed_at'), row.text('time_zone')),
      parts: parts.toSorted(([a], [b]) => a - b).map(([, amount, dueDate]) => ({ amount, dueDate })),
    };
  });
}

/** A charge ends with a part whose day has come, unless what was left of those was too little to be charged. */
function chargeFindings({ payment, covered, amount, day, parts }: Charge): Finding[] {
  let [through, due] = [0, 0];
  for (const part of parts) {
    through += part.amount;
    if (part.dueDate <= day) due = through;
  }
  if (covered + amount <= due) return [];
  return [`I10 ${payment} charged ${amount} beside ${covered}, of ${due} that was due on ${day}`];
}
