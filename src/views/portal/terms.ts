import { isolate } from '../text.ts';
import type { SettingsWriter } from './settings-writer.ts';

/** A text to agree to, as it is shown and stored. */
export type Terms = { readonly version: string; readonly locale: string; readonly text: string };

/** Editions of the wording; a change of a text in the dictionary takes a new one here. */
const EDITION = { bankDebit: 'bank-debit-2026-12', autopay: 'autopay-2026-12' } as const;

type Merchant = {
  /** Both names where they differ: it's known by one, and bound by the other. */
  readonly agreementName: string;
  readonly email: string | null;
  readonly telephone: string | null;
};

/**
 * The authorisation to debit a bank account, with what Nacha requires: who may debit which account for what and when,
 * how it is revoked, and a contact. https://docs.stripe.com/payments/ach-direct-debit#mandates
 */
export function bankDebitTerms(writer: SettingsWriter, merchant: Merchant): Terms {
  const contact = [merchant.email, merchant.telephone].filter((way) => way !== null).join(', ');
  const text = writer.own.terms.bankDebit(isolate(merchant.agreementName), contact);
  return { version: EDITION.bankDebit, locale: writer.speech.language, text };
}

/** The same with the account's details, as it is stored: of its number only the last digits. */
export const bankDebitTermsFor = (
  writer: SettingsWriter,
  merchant: Merchant,
  given: { readonly holderName: string; readonly accountNumber: string; readonly routingNumber: string },
): Terms => {
  const terms = bankDebitTerms(writer, merchant);
  // Full-width digits are digits, and a line break in a name begins no paragraph of its own.
  const digits = (text: string): string => text.normalize('NFKC').replaceAll(/\D/g, '');
  const account = writer.own.terms.bankDebitGiven(
    isolate(given.holderName.replaceAll(/\s+/g, ' ').trim()),
    digits(given.accountNumber).slice(-4),
    digits(given.routingNumber),
  );
  return { ...terms, text: `${terms.text}\n${account}` };
};

/** The terms that turning autopay on agrees to. */
export const autopayTerms = (writer: SettingsWriter, merchant: Merchant): Terms => ({
  version: EDITION.autopay,
  locale: writer.speech.language,
  text: writer.own.terms.autopay(isolate(merchant.agreementName)),
});

/** The same with the customer's choices, as it is stored. */
export const autopayTermsWith = (
  writer: SettingsWriter,
  merchant: Merchant,
  chosen: {
    readonly when: 'on_send' | 'on_due_date';
    readonly method: string;
    readonly caps: readonly { readonly amount: number; readonly currency: string }[];
  },
): Terms => {
  const terms = autopayTerms(writer, merchant);
  const most = chosen.caps.map(({ currency, amount }) => writer.amount(currency, amount)).join(', ');
  const cap = chosen.caps.length === 0 ? null : most;
  const choices = writer.own.terms.autopayChoices(writer.own.autopay.when[chosen.when], chosen.method, cap);
  return { ...terms, text: `${terms.text}\n${choices}` };
};
