import type { TaxNote } from '../domain/invoice/tax-notes.ts';
import type { Words } from './i18n/en/index.ts';

/** What the law wants said of an invoice's taxes: in the reader's language, or in the words that are prescribed. */
export function taxNoteLine(note: TaxNote, { taxes: { notes } }: Words): string {
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
