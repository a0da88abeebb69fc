import { describe, it } from 'vitest';
import { selectMethodsFor, selectParentFor } from '../../src/db/queries/methods-for-invoice.ts';
import {
  selectAnyChild,
  selectConcerned,
  selectHasOwn,
  selectNamedParent,
  selectPaidByOthers,
  selectParentOf,
} from '../../src/db/queries/parents.ts';
import { slots } from '../../src/db/schema/index.ts';
import { askForChoice } from '../../src/operations/facts/ask-for-choice.ts';
import { recheckInvoices } from '../../src/operations/facts/recheck-invoices.ts';
import { reads, sent, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_INVOICE, OTHER_MODE, OTHER_PAYMENT, OWN, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const { merchant, connection, customer, invoice, method, payment } = OWN;
const slot = row(slots, { invoiceId: 'inv_1', paymentId: 'pay_1', takenAt: 1 });
const parent = changed(customer, { id: 'cus_9', legal_name: 'Group' });
const child = changed(customer, { parent_id: 'cus_9' });
const house = changed(merchant, { collect_policy: 'on_send' });
const parents = changed(method, { id: 'pm_9', customer_id: 'cus_9', stripe_payment_method_id: 'pm_s9' });
const owed = changed(invoice, { sent_at: 100 });

describe('who pays an invoice', () => {
  it('is its customer, where it has no parent', () =>
    reads(
      (db) => selectMethodsFor(db, 'inv_1'),
      [house, connection, parent, customer, invoice, method],
      [
        { of: method, in: [SIBLING, { customer_id: 'cus_9' }] },
        { of: invoice, in: [SIBLING, { id: 'inv_2' }] },
      ],
    ));

  it('is its customer, where it has something of its own switched on', () =>
    reads(
      (db) => selectMethodsFor(db, 'inv_1'),
      [house, connection, parent, child, invoice, method],
      [
        {
          of: method,
          in: [
            { state: 'unusable' },
            { state: 'pending_verification' },
            { refused_at: 1 },
            { kept_by: 'pay_1' },
            { kept_by: 'pay_1', payer_email: 'somebody@else.test' },
          ],
        },
      ],
    ));

  it('is its parent, where nothing of its own is switched on', async () => {
    const nothing = [house, connection, parent, child, invoice, parents];
    await reads((db) => selectMethodsFor(db, 'inv_1'), nothing, [
      { of: parents, in: [{ customer_id: 'cus_8' }] },
      { of: child, in: [{ parent_id: null }, { parent_id: 'cus_8' }] },
    ]);
    // It has a card, and its own word or the business’s policy says that it isn’t charged.
    for (const off of [{ autopay: 'off' }, { collect_policy: 'never' }]) {
      const refusing = changed(child, off);
      await reads(
        (db) => selectMethodsFor(db, 'inv_1'),
        [house, connection, parent, refusing, invoice, method, parents],
        [{ of: parents, in: [{ customer_id: 'cus_8' }] }],
      );
    }
    const ended = changed(connection, { state: 'disconnected' });
    await reads(
      (db) => selectMethodsFor(db, 'inv_1'),
      [house, ended, parent, child, invoice, method, parents],
      [{ of: parents, in: [{ customer_id: 'cus_8' }] }],
    );
  });

  it('is read with the parent itself', () =>
    reads(
      (db) => selectParentFor(db, 'inv_1'),
      [house, connection, parent, child, invoice],
      [
        { of: parent, in: [{ id: 'cus_8' }] },
        { of: child, in: [{ parent_id: null }, { id: 'cus_2' }] },
        { of: invoice, in: [SIBLING, { id: 'inv_2' }] },
      ],
    ));
});

describe('a change of what a parent pays with', () => {
  it('has its children’s open invoices checked as well', () =>
    writes(
      sent((db) => [recheckInvoices(db, 'cus_9', 500)]),
      [house, connection, parent, child, owed],
      [
        { of: owed, in: [SIBLING, { status: 'paid' }, { sent_at: null }] },
        { of: child, in: [{ parent_id: null }, { parent_id: 'cus_8' }] },
      ],
      'invoices',
    ));

  it('asks about those that it pays, and not about those of a child that pays by itself', () =>
    writes(
      sent((db) => [askForChoice(db, { customerId: 'cus_9', livemode: false }, 500)]),
      [house, connection, parent, child, owed],
      [
        { of: owed, in: [SIBLING, { status: 'paid' }, { sent_at: null }, OTHER_MODE] },
        { of: child, in: [{ parent_id: null }, { parent_id: 'cus_8' }] },
      ],
      'invoice_choices',
    ));
});

describe('a parent', () => {
  it('is named within its business and mode alone', () =>
    reads(
      (db) => selectNamedParent(db, SCOPE, 'cus_9'),
      [parent],
      [{ of: parent, in: [OTHER_BUSINESS, OTHER_MODE, { id: 'cus_8' }] }],
    ));

  it('is found by a child of the same business and mode', () =>
    reads(
      (db) => selectParentOf(db, SCOPE, 'cus_1'),
      [parent, child],
      [
        { of: parent, in: [OTHER_BUSINESS, OTHER_MODE, { id: 'cus_8' }] },
        { of: child, in: [{ parent_id: null }, { parent_id: 'cus_8' }, { id: 'cus_2' }] },
      ],
    ));

  it('has the children that name it', () =>
    reads(
      (db) => selectAnyChild(db, 'cus_9'),
      [parent, child],
      [{ of: child, in: [{ parent_id: null }, { parent_id: 'cus_8' }] }],
    ));

  it('is not needed by a customer with something of its own', () =>
    reads(
      (db) => selectHasOwn(db, 'cus_1'),
      [house, connection, customer, method],
      [{ of: method, in: [SIBLING, { state: 'unusable' }] }],
    ));

  it('pays what it began for them, until somebody else does', () => {
    const begun = changed(payment, { customer_id: 'cus_9' });
    return reads(
      (db) => selectPaidByOthers(db, 'cus_1'),
      [invoice, begun, slot],
      [
        { of: begun, in: [{ customer_id: 'cus_1' }, { id: 'pay_2' }] },
        { of: invoice, in: [SIBLING, { status: 'paid' }] },
        { of: slot, in: [OTHER_INVOICE, OTHER_PAYMENT] },
      ],
    );
  });

  it('is changed for the invoices that are open and were sent', async () => {
    for (const part of [0, 1] as const) {
      await reads(
        (db) => selectConcerned(db, 'cus_1', 10)[part],
        [owed],
        [{ of: owed, in: [SIBLING, { status: 'draft' }, { sent_at: null }] }],
      );
    }
  });
});
