import { MAX_LINES, type TotalsProblem } from '../../domain/invoice/totals.ts';
import { MAX_MINOR } from '../../domain/money.ts';
import type { FieldProblem } from '../../domain/rejection.ts';

const SENTENCES: Record<TotalsProblem['problem'], string> = {
  invalid_decimal: 'Give a decimal as text, such as "1.5": at most 6 decimals (4 for a percentage).',
  negative: 'This cannot be negative.',
  not_integer: 'Give a whole number of minor units, such as 1050 for 10.50 USD.',
  too_large: `This comes to more than ${MAX_MINOR} minor units, which is the most an invoice can hold.`,
  discount_exceeds_line: 'The discount is more than the line.',
  percentage_out_of_range: 'A percentage is from 0 to 100.',
  too_many_lines: `An invoice has at most ${MAX_LINES} lines.`,
  duplicate_tax: 'This tax stands on the line already.',
};

/** The problems of the totals, as sentences for the API's caller. */
export const totalsSentences = (problems: readonly TotalsProblem[]): readonly FieldProblem[] =>
  problems.map(({ path, problem }) => ({ path, message: SENTENCES[problem] }));
