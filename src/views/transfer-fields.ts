import type { BankAccount } from '../domain/profile/bank-account.ts';
import type { Speech } from './i18n/speech.ts';

/** A value of a transfer as a bank's form asks for it. */
export type TransferField = {
  readonly label: string;
  /** In the groups that it is read by; one where it has none. */
  readonly groups: readonly string[];
};

/** An account, field by field, in the order of the forms of its country. */
export function accountFields(
  { holder, bankName, numbers }: BankAccount,
  { words }: Speech,
): readonly TransferField[] {
  const { hosted, pages } = words;
  const { transfer: labels } = hosted;
  const field = (label: string, ...groups: readonly string[]): TransferField => ({ label, groups });
  const whose = field(labels.holder, holder);
  const bank = bankName === null || bankName.trim() === '' ? [] : [field(labels.bank, bankName)];
  switch (numbers.kind) {
    case 'iban':
      return [
        whose,
        field('IBAN', ...inFours(numbers.iban)),
        ...(numbers.bic === null ? [] : [field('BIC', numbers.bic)]),
        ...bank,
      ];
    case 'us':
      return [
        whose,
        field(labels.routingNumber, numbers.routingNumber),
        field(labels.accountNumber, numbers.accountNumber),
        ...bank,
      ];
    case 'gb':
      return [
        whose,
        field(labels.sortCode, ...(numbers.sortCode.match(/../g) ?? [])),
        field(labels.accountNumber, numbers.accountNumber),
        ...bank,
      ];
    case 'jp':
      return [
        ...bank,
        field(labels.bankCode, numbers.bankCode),
        field(labels.branch, numbers.branchCode),
        field(labels.accountType, pages.invoice.account.types[numbers.accountType]),
        field(labels.accountNumber, numbers.accountNumber),
        whose,
      ];
    case 'other':
      return [whose, ...bank];
    default:
      return numbers satisfies never;
  }
}

/** What an account has beside its fields: the lines of a country that has no fields here. */
export const accountText = ({ numbers }: BankAccount): string =>
  numbers.kind === 'other' ? numbers.lines : '';

const inFours = (iban: string): readonly string[] => iban.match(/.{1,4}/g) ?? [iban];
