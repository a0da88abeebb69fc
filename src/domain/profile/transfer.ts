import { accountKey, type BankAccount } from './bank-account.ts';

/** How an invoice can be paid by bank transfer: accounts as fields, or free text, never both. */
export type Transfer =
  | { readonly kind: 'accounts'; readonly accounts: readonly BankAccount[] }
  | { readonly kind: 'text'; readonly text: string };

type Holder = { readonly bankAccounts: readonly BankAccount[]; readonly bankDetails: string | null };

/**
 * What a new invoice in a currency names: its accounts that are for new invoices; the free text where there are none for
 * the currency.
 */
export function transferFor(currency: string, { bankAccounts, bankDetails }: Holder): Transfer | null {
  const accounts = bankAccounts.filter((account) => account.currency === currency && account.onNewInvoices);
  if (accounts.length > 0) return { kind: 'accounts', accounts };
  return bankDetails === null || bankDetails.trim() === '' ? null : { kind: 'text', text: bankDetails };
}

/**
 * What an invoice names that was issued before: what it was issued with, as long as all of that still takes money; else
 * what a new invoice names (docs/decisions/0050). Never some of each.
 */
export function transferOfIssued(
  currency: string,
  issued: Holder,
  now: Holder,
): { readonly transfer: Transfer | null; readonly isReplaced: boolean } {
  const was = transferFor(currency, issued);
  const today = transferFor(currency, now);
  // Nothing was named, so nothing that the payer holds is contradicted.
  if (was === null) return { transfer: today, isReplaced: false };
  return stillTakes(was, now)
    ? { transfer: was, isReplaced: false }
    : { transfer: today, isReplaced: today !== null };
}

/** Whether all of it still takes money. */
export function stillTakes(was: Transfer, now: Holder): boolean {
  switch (was.kind) {
    case 'text':
      return was.text.trim() === now.bankDetails?.trim();
    case 'accounts': {
      const keys = new Set(now.bankAccounts.map(accountKey));
      return was.accounts.every((account) => keys.has(accountKey(account)));
    }
    default:
      return was satisfies never;
  }
}
