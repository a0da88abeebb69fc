import { describe, it } from 'vitest';
import { type InvoiceFilter, readInvoiceList } from '../../src/db/queries/portal-list.ts';
import { selectUnanswered } from '../../src/db/queries/unanswered-choices.ts';
import { reads } from './met.ts';
import {
  OTHER_BUSINESS,
  OTHER_CONNECTION,
  OTHER_INVOICE,
  OTHER_MODE,
  OTHER_PAYMENT,
  OWN,
  OWNER,
  SIBLING,
} from './own.ts';
import { changed } from './rows.ts';

const { invoice, payment, target, method } = OWN;
const { choice, merchant, customer } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const NOT_OURS = [...WHOSE, SIBLING];

describe('the list of a customer', () => {
  const ask = { before: null, limit: 5, now: 500, connectionId: 'con_1' };

  it('holds their own issued invoices, with the newest receipt, and their method of the connection', () => {
    const paid = changed(payment, { state: 'succeeded' });
    return reads(
      (db) => readInvoiceList(db, OWNER, { ...ask, filter: 'all' }),
      [invoice, target, paid, method],
      [
        { of: invoice, in: [...NOT_OURS, { status: 'draft' }] },
        { of: paid, in: [{ state: 'failed' }, { id: 'pay_2' }] },
        { of: target, in: [OTHER_INVOICE, OTHER_PAYMENT] },
        { of: method, in: [SIBLING, OTHER_CONNECTION, { state: 'unusable' }, { state: 'detached' }] },
      ],
    );
  });

  it('begins after where a page begins', () => {
    const paid = changed(invoice, { status: 'paid' });
    const next = changed(paid, { id: 'inv_0', number_value: 2 });
    const asked = { ...ask, filter: 'all', before: 'inv_1' } as const;
    return reads(
      (db) => readInvoiceList(db, OWNER, asked),
      [next, paid],
      [{ of: next, in: [{ id: 'inv_2' }, { id: 'inv_3' }] }],
    );
  });

  it('of what is closed is filled by their own, before where the page begins', async () => {
    const closed = changed(invoice, { status: 'void', number_value: 9 });
    const asked = { ...ask, filter: 'closed', limit: 1 } as const;
    const at = (id: string, number_value: number, change = {}) =>
      changed(closed, { id, number_value, ...change });
    const siblings = [at('inv_8', 2, SIBLING), at('inv_7', 3, SIBLING)];
    const ids = (before: string | null) => async (db: Parameters<typeof readInvoiceList>[0]) => {
      const { rows, nextBefore } = await readInvoiceList(db, OWNER, { ...asked, before });
      return [...rows.map((row) => row.invoice.id), nextBefore];
    };
    await reads(ids(null), [closed, ...siblings], [{ of: closed, in: [SIBLING] }]);
    const newer = [at('inv_8', 2), at('inv_7', 3)];
    await reads(ids('inv_5'), [closed, ...newer], [{ of: closed, in: [SIBLING] }]);
    const [first, next] = [at('inv_5', 2), at('inv_4', 3)];
    await reads(ids('inv_5'), [closed, first, next], [{ of: closed, in: [SIBLING] }]);
  });

  const processing = { payment_status: 'processing' };
  it.each([
    ['to_pay', {}, [{ status: 'paid' }, { amount_paid: 500 }, processing, { payment_status: 'disputed' }]],
    ['overdue', { due_at: 500 }, [{ due_at: 501 }, { due_at: null }, { amount_paid: 500 }, processing]],
    ['processing', processing, [{ payment_status: 'none' }, { status: 'void' }]],
    ['paid', { status: 'paid' }, [{ status: 'open' }, { status: 'void' }]],
    ['closed', { status: 'void' }, [{ status: 'paid' }]],
    ['closed', { status: 'uncollectible' }, [{ status: 'paid' }]],
  ] as const)('of what is %s takes %o and not its neighbours', (filter: InvoiceFilter, own, strays) => {
    // Another invoice, whose currency is none of the sums': they count what is open whatever is asked for.
    const mine = changed(invoice, own);
    const listed = async (db: Parameters<typeof readInvoiceList>[0]) =>
      (await readInvoiceList(db, OWNER, { ...ask, filter })).rows;
    return reads(listed, [mine], [{ of: mine, in: [...strays, ...NOT_OURS] }]);
  });

  it.each([
    ['to pay', {}, [{ amount_paid: 500 }]],
    ['overdue', { due_at: 500 }, [{ amount_paid: 500 }]],
    ['under way', processing, [{ payment_status: 'none', amount_paid: 500 }]],
  ] as const)('sums what is %s', (_, own, strays) => {
    const mine = changed(invoice, own);
    const empty = changed(invoice, { id: 'inv_0', number_value: 2, amount_due: 0 });
    const summed = async (db: Parameters<typeof readInvoiceList>[0]) =>
      (await readInvoiceList(db, OWNER, { ...ask, filter: 'all' })).sums.map((sum) => ({
        ...sum,
        count: null,
      }));
    return reads(summed, [empty, mine], [{ of: mine, in: [...strays, ...NOT_OURS, { status: 'paid' }] }]);
  });

  it('counts the questions that wait for an answer', () =>
    reads(
      (db) => selectUnanswered(db, OWNER),
      [merchant, customer, invoice, choice],
      [
        { of: invoice, in: [...NOT_OURS, { status: 'paid' }] },
        { of: choice, in: [OTHER_INVOICE, SIBLING, { choice: 'charge' }] },
        // Its parent pays it by itself, and is asked.
        { of: customer, in: [{ parent_id: 'cus_9' }] },
      ],
    ));
});
