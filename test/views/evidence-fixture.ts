import type { EvidenceDocument } from '../../src/domain/payment/evidence-document.ts';
import { statement } from './statement-fixture.ts';

/** What speaks for a disputed payment, as a document. */
export function evidence(overrides: Partial<EvidenceDocument> = {}): EvidenceDocument {
  const { merchant, customer } = statement();
  return {
    title: 'Evidence for dispute du_1QXg1oqbV8bYtZc',
    locale: 'en',
    currency: 'USD',
    merchant,
    customer,
    parties: { from: 'Business', to: 'Customer' },
    preparedOn: '2027-01-20',
    facts: [
      ['Dispute at Stripe', 'du_1QXg1oqbV8bYtZc'],
      ['Disputed', '$1,569.20'],
      ['Reason given', 'The cardholder says that they didn’t make this payment.'],
      ['To be answered by', '29 Jan 2027, 18:59 Eastern Time'],
    ],
    sections: [
      {
        heading: 'Invoice NW-2026-0042',
        explained: null,
        rows: [
          ['Issued', '31 Dec 2026'],
          ['Sold', '1.5 × Brand guidelines, second edition: $1,569.20'],
          ['First opened by its link', '31 Dec 2026, 09:14 Eastern Time'],
        ],
        texts: [],
      },
      {
        heading: 'What the customer agreed to',
        explained: 'In the words that they read, with who agreed, when, and from which address.',
        rows: [],
        texts: [
          {
            head: 'Agreed to by ada@lindqvist.example on 2 Jan 2027, 10:00 Eastern Time, from 203.0.113.7:',
            text: 'You authorize Northwind Studio LLC to charge your card for invoices as they fall due.\n\nYou can end this at any time.',
          },
        ],
      },
      {
        heading: 'What the customer was mailed',
        explained: 'Each message with what the receiving mail server said of it last.',
        rows: [['31 Dec 2026, 09:00 Eastern Time', 'Invoice to ada@lindqvist.example: Delivered']],
        texts: [],
      },
      {
        heading: 'How this can be checked',
        explained: null,
        rows: [['Newest entry', `inv_01jf7q3w9e, entry 12: ${'0123456789abcdef'.repeat(4)}`]],
        texts: [],
      },
    ],
    ...overrides,
  };
}
