import { parseCurrency } from '../currency.ts';
import type { FieldProblem } from '../rejection.ts';
import { textProblem } from '../text.ts';
import { type AccountNumbers, accountKey, type BankAccount } from './bank-account.ts';
import { abaProblem, bicProblem, ibanProblem } from './bank-codes.ts';

const MOST_PER_CURRENCY = 3;

export function bankAccountProblems(accounts: readonly BankAccount[]): readonly FieldProblem[] {
  const keys = accounts.map(accountKey);
  return accounts.flatMap((account, index) => {
    const at = `bankAccounts[${index}]`;
    const same = accounts.slice(0, index).filter(({ currency }) => currency === account.currency).length;
    const { kind: _, ...numbers } = numberProblems(account.numbers);
    const found: readonly (readonly [string, string | null])[] = [
      [
        `${at}.currency`,
        parseCurrency(account.currency) === null ? 'Give an ISO 4217 code, such as EUR.' : null,
      ],
      [
        `${at}.currency`,
        same >= MOST_PER_CURRENCY ? `At most ${MOST_PER_CURRENCY} accounts a currency.` : null,
      ],
      [`${at}.holder`, lineProblem(account.holder, true)],
      [`${at}.bankName`, account.bankName === null ? null : lineProblem(account.bankName, false)],
      [at, keys.indexOf(keys[index] ?? '') < index ? 'This account is listed twice.' : null],
      ...Object.entries(numbers).map(([name, message]) => [`${at}.numbers.${name}`, message] as const),
    ];
    return found.flatMap(([path, message]) => (message === null ? [] : [{ path, message }]));
  });
}

function lineProblem(text: string, required: boolean): string | null {
  if (required && text.trim() === '') return 'This cannot be empty.';
  if (text.length > 140) return 'Give 140 characters at most.';
  const problem = textProblem(text, { lineBreaks: false });
  return problem === null ? null : `This text ${problem}.`;
}

type Found = { readonly kind: AccountNumbers['kind'] } & { readonly [name: string]: string | null };

function numberProblems(numbers: AccountNumbers): Found {
  const { kind } = numbers;
  switch (kind) {
    case 'iban':
      return {
        kind,
        iban: ibanProblem(numbers.iban),
        bic: numbers.bic === null ? null : bicProblem(numbers.bic, numbers.iban),
      };
    case 'us':
      return {
        kind,
        routingNumber: abaProblem(numbers.routingNumber),
        accountNumber: digits(numbers.accountNumber, 4, 17),
      };
    case 'gb':
      return {
        kind,
        sortCode: digits(numbers.sortCode, 6, 6),
        accountNumber: digits(numbers.accountNumber, 8, 8),
      };
    case 'jp':
      return {
        kind,
        bankCode: digits(numbers.bankCode, 4, 4),
        branchCode: digits(numbers.branchCode, 3, 3),
        accountNumber: digits(numbers.accountNumber, 7, 7),
      };
    case 'other': {
      const { lines } = numbers;
      const problem = textProblem(lines, { lineBreaks: true });
      if (problem !== null) return { kind, lines: `This text ${problem}.` };
      if (lines === '') return { kind, lines: 'This cannot be empty.' };
      return { kind, lines: lines.length > 500 ? 'Give 500 characters at most.' : null };
    }
    default:
      return numbers satisfies never;
  }
}

function digits(text: string, fewest: number, most: number): string | null {
  if (/^[0-9]+$/.test(text) && text.length >= fewest && text.length <= most) return null;
  return fewest === most ? `Give ${most} digits.` : `Give ${fewest} to ${most} digits.`;
}
