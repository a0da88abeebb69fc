import { expect, it } from 'vitest';
import { parentChangeText } from '../../../src/domain/customer/parent-words.ts';

type Change = Parameters<typeof parentChangeText>[0];
const [ACME, GLOBEX] = [{ name: 'Acme' }, { name: 'Globex' }];
const change = (more: Partial<Change>) =>
  parentChangeText({
    from: null,
    to: ACME,
    paidByNow: 'itself',
    paidByThen: 'parent',
    openInvoices: 0,
    stopped: 0,
    moving: 0,
    ...more,
  });

const PARENT =
  'Acme pays the invoices of this customer, by its own payment methods and its own choice of automatic payment.';
const ITSELF =
  'This customer has a payment method of its own that is charged automatically, and goes on paying by itself.';
const NOBODY = 'Nothing is charged automatically: this customer has nothing of its own switched on.';

it.each<[string, Partial<Change>, string]>([
  ['a parent that pays', {}, PARENT],
  ['one that goes on by itself', { paidByThen: 'itself' }, ITSELF],
  ['none', { from: ACME, to: null, paidByThen: 'nobody' }, NOBODY],
  [
    'a parent that is new to an open invoice',
    { openInvoices: 1 },
    `${PARENT} Acme is told before anything of the 1 open invoice is charged, and nothing is earlier than that says.`,
  ],
  [
    'another parent than before',
    { from: GLOBEX, openInvoices: 2 },
    `${PARENT} Acme is told before anything of the 2 open invoices is charged, and nothing is earlier than that says.`,
  ],
  ['the same parent', { from: ACME, paidByNow: 'parent', openInvoices: 2 }, PARENT],
  ['a parent while the customer pays by itself', { paidByThen: 'itself', openInvoices: 2 }, ITSELF],
  [
    'no parent where nobody pays then',
    { from: ACME, to: null, paidByNow: 'parent', paidByThen: 'nobody', openInvoices: 3 },
    `${NOBODY} The 3 open invoices stay open until somebody pays them, and are reminded of.`,
  ],
  [
    'no parent where nothing is open',
    { from: ACME, to: null, paidByNow: 'parent', paidByThen: 'nobody' },
    NOBODY,
  ],
  ['nobody before and after', { paidByNow: 'nobody', paidByThen: 'nobody', openInvoices: 3 }, NOBODY],
  [
    'no parent where the customer pays by itself then',
    { from: ACME, to: null, paidByNow: 'parent', paidByThen: 'itself', openInvoices: 3 },
    ITSELF,
  ],
  ['payments under way', { stopped: 1 }, `${PARENT} 1 payment under way will be closed.`],
  [
    'debits under way',
    { stopped: 2, moving: 1 },
    `${PARENT} 2 payments under way will be closed. 1 bank debit goes on, since a debit cannot be stopped.`,
  ],
  ['two debits', { moving: 2 }, `${PARENT} 2 bank debits go on, since a debit cannot be stopped.`],
])('staff are told what becomes of charges with %s', (_, more, said) => {
  expect(change(more)).toBe(said);
});
