import type { BankAccount } from '../domain/profile/bank-account.ts';
import type { Writer } from './format.ts';
import type { InvoiceView } from './model.ts';

/** How to pay an invoice by bank transfer, as lines of text: the accounts, and the reference to give. */
export type TransferText = {
  readonly text: string;
  readonly reference: string;
  /** Older copies of the invoice show other accounts. */
  readonly isReplaced: boolean;
};

/** Null where the merchant says nothing of transfers. `quoted` puts the reference into its sentence. */
export function transferText(
  invoice: InvoiceView,
  writer: Writer,
  quoted: (reference: string) => string,
): TransferText | null {
  const { transfer, number } = invoice;
  if (transfer === null) return null;
  const { transferReference } = writer.words.invoice;
  const text =
    transfer.to.kind === 'text'
      ? transfer.to.text
      : transfer.to.accounts.map((account) => accountLines(account, writer.words).join('\n')).join('\n\n');
  if (text.trim() === '') return null;
  const reference = transferReference(quoted(transfer.reference ?? number));
  return { text, reference, isReplaced: transfer.isReplaced };
}

/** What is said below the accounts: that others held before, and the reference to give. */
export const afterTransfer = ({ isReplaced, reference }: TransferText, { words }: Writer): string =>
  [...(isReplaced ? [words.invoice.transferReplaced] : []), reference].join(words.sentenceGap);

/** An account as it is printed, a line each. */
export function accountLines(
  { holder, bankName, numbers }: BankAccount,
  words: Writer['words'],
): readonly string[] {
  const { account } = words.invoice;
  const bank = bankName === null || bankName.trim() === '' ? [] : [bankName];
  switch (numbers.kind) {
    case 'iban':
      return [
        holder,
        `IBAN ${grouped(numbers.iban)}`,
        ...(numbers.bic === null ? [] : [`BIC ${numbers.bic}`]),
        ...bank,
      ];
    case 'us':
      return [holder, ...bank, account.routing(numbers.routingNumber), account.number(numbers.accountNumber)];
    case 'gb': {
      const sortCode = numbers.sortCode.replace(/^(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3');
      return [holder, ...bank, account.sortCode(sortCode), account.number(numbers.accountNumber)];
    }
    case 'jp':
      return [
        [bankName ?? '', numbers.bankCode].filter(Boolean).join(' '),
        account.branch(numbers.branchCode),
        `${account.types[numbers.accountType]} ${numbers.accountNumber}`,
        holder,
      ];
    case 'other':
      return [holder, ...bank, numbers.lines];
    default:
      return numbers satisfies never;
  }
}

/** An IBAN in fours, as it is printed (ISO 13616). */
const grouped = (iban: string): string => iban.replaceAll(/(.{4})(?=.)/g, '$1 ');
