import { parseCurrency } from '../../../../domain/currency.ts';
import { readTypedAmount } from '../../../../domain/typed-amount.ts';
import { ACT_WORDS as words } from '../../../../views/dashboard/words/invoice-acts.ts';

/** An amount above zero as it was typed, in minor units; null for what is none. */
export function typedAmount(typed: string, code: string): number | null {
  const currency = parseCurrency(code);
  const amount = currency === null ? null : readTypedAmount(typed.trim(), currency);
  return amount === 0 ? null : amount;
}

export const WRONG_AMOUNT = { field: 'amount', text: words.amountWrong } as const;
