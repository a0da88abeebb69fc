import type { TaxNote } from '../domain/invoice/tax-notes.ts';
import type { TaxWords } from './i18n/en/taxes.ts';

/** A note on an invoice's taxes in the reader's language; words that a law prescribes stay as it has them. */
export function taxNote({ notes }: TaxWords, note: TaxNote): string {
  switch (note.note) {
    case 'reverse_charge':
      return notes.reverseCharge;
    case 'intra_community':
      return notes.intraCommunity;
    case 'export':
      return notes.export;
    case 'outside_scope':
      return notes.outsideScope;
    case 'exempt_customer':
      return notes.exemptCustomer;
    case 'small_business':
      return notes.smallBusiness(note.law);
    case 'exempt':
      return notes.exempt(note.law);
    case 'words':
      return note.text;
    default:
      return note satisfies never;
  }
}
