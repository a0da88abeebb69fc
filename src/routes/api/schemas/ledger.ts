import { z } from '@hono/zod-openapi';
import { shownInstant } from './fields.ts';
import { signedMinor } from './invoice-whole.ts';
import { cardOrAccount } from './payment.ts';

const day = z.string().openapi({ format: 'date' });

const method = z
  .discriminatedUnion('kind', [
    ...cardOrAccount,
    z.strictObject({ kind: z.literal('offline'), label: z.string() }),
    z.strictObject({ kind: z.literal('other'), label: z.string() }),
  ])
  .nullable();

const headline = z
  .strictObject({
    kind: z.enum(['draft', 'due', 'processing', 'paid', 'refunded', 'credited', 'void', 'closed']),
    amount: signedMinor,
  })
  .openapi({ description: 'The amount that its customer reads first, and what it is.' });

const next = z
  .strictObject({
    kind: z
      .enum([
        'nothing',
        'pay',
        'processing',
        'charge',
        'retry',
        'charging',
        'pay_instead',
        'disputed',
        'waiting',
      ])
      .openapi({
        description:
          '`charge`, `retry`: it is charged by itself. `pay_instead`: others are, and this one is not: see `why`. `waiting`: ' +
          'something that is not the customer’s holds it.',
      }),
    why: z
      .enum(['above_limit', 'no_limit', 'not_chosen', 'paused'])
      .nullable()
      .openapi({ description: 'Why its customer has to pay although automatic payment is on.' }),
    on: day.nullable().openapi({ description: 'The day of the charge; null where it is not set yet.' }),
    at: shownInstant.nullable(),
    amount: z.int().nullable().openapi({ description: 'What is charged.' }),
    method: method.openapi({
      description: 'What is charged, as planned now; null where that is open. Lists never say it.',
    }),
  })
  .openapi({ description: 'What happens next, and whether its customer has to do anything.' });

const sums = {
  total: signedMinor.openapi({ description: 'What is to be paid in all.' }),
  discounts: signedMinor.openapi({ description: 'Off lines and off the whole; `total` is without it.' }),
  withheld: signedMinor.openapi({ description: 'Tax that its customer withholds; `total` is without it.' }),
  deposited: signedMinor.openapi({ description: 'Deposits that are deducted; `total` is without them.' }),
  credited: z.int().openapi({ description: 'What credit notes took off what was due.' }),
  paid: z.int().openapi({
    description: 'By payments and credit, less what banks took back. What was refunded stays in it.',
  }),
  processing: z.int().openapi({ description: 'Of `due`, what is on its way.' }),
  refunded: z.int().openapi({ description: 'Of `paid`, what went back, or is on its way back.' }),
  refunding: z.int().openapi({ description: 'Of `refunded`, what has not arrived yet.' }),
  givenBack: z.int().openapi({
    description: 'Of `paid`, what credit notes gave back as credit, or outside of Stripe.',
  }),
  due: signedMinor.openapi({ description: 'What is still owed.' }),
  dueAfter: signedMinor.openapi({ description: '`due` less `processing`.' }),
  closed: signedMinor.openapi({
    description: 'What nobody is asked for any more: it is void, or written off.',
  }),
  headline,
  next,
};

export const shownLedgerSums = z.strictObject(sums).openapi('LedgerSums', {
  description:
    'The money of the invoice, as page, mails, PDF and portal say it. `credited` + `paid` + `due` + `closed` is `total`.',
});

const movement = z
  .strictObject({
    kind: z
      .enum([
        'payment',
        'offline_payment',
        'credit',
        'credit_note',
        'taken_back',
        'reversed',
        'refund',
        'as_credit',
        'outside',
      ])
      .openapi({
        description:
          '`credit`: out of what its customer had as credit. `taken_back`: by the payer’s bank. `as_credit`, `outside`: how a ' +
          'credit note gave back what was paid, where that was no refund.',
      }),
    state: z.enum(['done', 'pending']).openapi({ description: '`pending`: on its way.' }),
    amount: z.int().openapi({ description: 'What of it is for this invoice, above zero.' }),
    on: day,
    at: shownInstant.nullable().openapi({ description: 'Null where only the day is known.' }),
    method,
    document: z.strictObject({
      kind: z.enum(['payment', 'offline_payment', 'credit', 'credit_note', 'refund']),
      id: z.string(),
      number: z.string().nullable().openapi({ description: 'Of a credit note.' }),
      paymentId: z.string().nullable().openapi({ description: 'Of a refund, the payment that it is of.' }),
      reference: z.string().nullable().openapi({ description: 'Of a payment that was recorded by hand.' }),
    }),
  })
  .openapi('Movement');

export const shownLedger = z
  .strictObject({
    ...sums,
    movements: z
      .array(movement)
      .readonly()
      .openapi({ description: 'All that moved its money, oldest first: the newest two hundred.' }),
    earlier: signedMinor.openapi({ description: 'What older movements that are not listed come to.' }),
  })
  .openapi('Ledger');
