import { MAX_LINES, type TotalsProblem } from '../../domain/invoice/totals.ts';
import { MAX_MINOR } from '../../domain/money.ts';
import type { FieldProblem } from '../../domain/rejection.ts';

const SENTENCES: Record<TotalsProblem['problem'], string> = {
  invalid_decimal: 'Give a decimal as text, such as "1.5": at most 6 decimals (4 for a percentage).',
  negative: 'This cannot be negative.',
  both_negative: 'Write the minus before the quantity or before the price, not before both.',
  not_integer: 'Give a whole number of minor units, such as 1050 for 10.50 USD.',
  too_large: `This comes to more than ${MAX_MINOR} minor units, which is the most an invoice can hold.`,
  discount_exceeds_line: 'The discount is more than the line.',
  percentage_out_of_range: 'A percentage is from 0 to 100.',
  too_many_lines: `An invoice has at most ${MAX_LINES} lines.`,
  duplicate_tax: 'This tax stands on the line already.',
  too_many: 'These are more than an invoice can hold.',
  discount_exceeds_invoice: 'The discounts are more than all lines together.',
  nothing_to_spread_over:
    'The lines come to nothing that this could be spread over: give it taxes of its own.',
  deductions_exceed_invoice:
    'This is more than the invoice comes to. Issue a credit note for what is too much.',
  deposit_does_not_add_up: 'The taxes of this deposit are more than its total holds.',
  total_below_zero: 'An invoice cannot come to less than nothing: issue a credit note instead.',
  rate_not_zero: 'A sale of this category bears no tax: give 0 as the percentage.',
  rate_is_zero: 'A sale of this category is taxed: give its percentage, or choose another category.',
  reason_missing: 'Say why this is exempt: the invoice has to name the provision.',
  reason_unwanted: 'Only a sale without tax gives a reason, and a provision only an exempt one.',
};

/** The problems of the totals, as sentences for the API's caller. */
export const totalsSentences = (problems: readonly TotalsProblem[]): readonly FieldProblem[] =>
  problems.map(({ path, problem }) => ({ path, message: SENTENCES[problem] }));
