import type { CreditProblem } from '../../domain/credit-note/creditable.ts';
import type { GiveBackProblem } from '../../domain/credit-note/give-back.ts';
import type { Rejection } from '../../domain/rejection.ts';

/** Why nothing can be credited as asked. */
export function creditRefused(problem: CreditProblem): Rejection {
  switch (problem.problem) {
    case 'nothing_left':
      return { code: 'credit_exceeds_invoice', path: problem.path, left: '0' };
    case 'amount_above_left':
      return { code: 'credit_exceeds_invoice', path: problem.path, left: String(problem.left) };
    case 'quantity_above_left':
      return { code: 'credit_exceeds_invoice', path: problem.path, left: problem.left };
    case 'above_asked':
      return invalid(
        problem.path,
        `Something is deducted from this invoice, and of what it asked for ${problem.left} minor units are left: credit no more than that, or all that is left of the invoice. What a deposit paid is credited on its own invoice.`,
      );
    case 'not_positive':
      return invalid(problem.path, 'Credit more than nothing.');
    case 'no_lines':
      return invalid(problem.path, 'Name at least one line, or credit an amount.');
    case 'unknown_line':
      return invalid(problem.path, 'The invoice has no such line. Its first line is 0.');
    case 'line_twice':
      return invalid(problem.path, 'This line stands here already.');
    case 'quantity_and_amount':
      return invalid(problem.path, 'Give a quantity or an amount, not both.');
    case 'amount_not_integer':
      return invalid(problem.path, 'Give a whole number of minor units, such as 1050 for 10.50 USD.');
    case 'invalid_quantity':
      return invalid(problem.path, 'Give a decimal as text, such as "1.5": at most 6 decimals.');
    default:
      return problem satisfies never;
  }
}

const invalid = (path: string, message: string): Rejection => ({
  code: 'invalid',
  problems: [{ path, message }],
});

/** Why what was paid cannot be given back as asked. */
export function giveBackRefused(problem: GiveBackProblem): Rejection {
  switch (problem.problem) {
    case 'way_missing':
      return { code: 'give_back_missing', amount: problem.amount };
    case 'not_refundable':
      return { code: 'give_back_not_refundable', amount: problem.amount, refundable: problem.refundable };
    case 'not_kept':
      return { code: 'give_back_not_kept', amount: problem.amount, kept: Math.max(0, problem.kept) };
    default:
      return problem satisfies never;
  }
}
