import { parseCurrency } from '../currency.ts';
import type { RefuseCharge } from '../invoice/link.ts';
import { MAX_MINOR } from '../money.ts';
import type { FieldProblem } from '../rejection.ts';
import type { Cap } from './caps.ts';

/** What is wrong with the least parts that customers may pay, each currency once; empty where nothing is. */
export function minimumsProblems(
  minimums: readonly Cap[],
  path: string,
  refuseCharge: RefuseCharge,
): readonly FieldProblem[] {
  const seen = new Set<string>();
  return minimums.flatMap(({ amount, currency }, at): readonly FieldProblem[] => {
    const isAgain = seen.has(currency);
    seen.add(currency);
    if (parseCurrency(currency) === null) {
      return [
        { path: `${path}[${at}].currency`, message: 'Give a currency by its ISO 4217 code, such as USD.' },
      ];
    }
    if (isAgain) {
      const message = 'There is a least part in this currency already: give one for each currency.';
      return [{ path: `${path}[${at}].currency`, message }];
    }
    if (!Number.isInteger(amount) || amount < 1 || amount > MAX_MINOR) {
      return [{ path: `${path}[${at}].amount`, message: 'Give a positive amount in minor units.' }];
    }
    if (refuseCharge(currency, amount) !== 'below_minimum') return [];
    const message = 'This is less than can be charged at all: give more, or leave the currency out.';
    return [{ path: `${path}[${at}].amount`, message }];
  });
}
