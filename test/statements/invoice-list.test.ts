import { describe, it } from 'vitest';
import { type InvoiceFilter, readInvoiceList } from '../../src/db/queries/portal-list.ts';
import { selectUnanswered } from '../../src/db/queries/unanswered-choices.ts';
import { readInvoiceSearch } from '../../src/domain/invoice/read-search.ts';
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
  const ask = { search: null, before: null, limit: 5, now: 500, most: 2, connectionId: 'con_1' };

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

  const details = (given: object) => ({ details: JSON.stringify({ customFields: [], ...given }) });
  const field = (place: string) =>
    details({ customFields: [{ name: 'Project', value: 'Harbour 7', shownOn: [place] }] });
  const none = { number_value: 9, amount_due: 9 };
  it.each([
    ['nw 12', { number_value: 12 }, [none, { ...none, series: 'NV-1200' }]],
    ['NW-0012', { number_value: 12 }, [none, { number_value: 13 }, { status: 'draft', number_value: 12 }]],
    ['2024/x7', { series: '=RE 2024/X7', number_value: 1 }, [{ ...none, series: '=RE 2024/X8' }]],
    ['5,00', {}, [{ amount_due: 501 }, { currency: 'JPY' }]],
    ['eur 1.234,50', { amount_due: 123_450, currency: 'EUR' }, [{ amount_due: 123_450, currency: 'USD' }]],
    ['2.00', { amount_paid: 300 }, [{ amount_paid: 301 }, { amount_paid: 300, status: 'paid' }]],
    ['500', { currency: 'JPY' }, [{ currency: 'USD' }]],
    ['4711', details({ purchaseOrder: 'PO-4711' }), [details({ purchaseOrder: 'PO-4712' })]],
    ['MÜLLER', details({ buyerReference: 'Frau Müller' }), [details({})]],
    ['müller', details({ contract: 'MÜLLER 7' }), [details({ contract: 'MULLER 7' })]],
    ['harbour  7', field('portal'), [field('pdf')]],
    ['100%', details({ contract: '100% ours' }), [details({ contract: '1000 ours' })]],
  ] as const)('finds by %s what is %o, and not its neighbours', (typed, own, strays) => {
    const mine = changed(invoice, own);
    const listed = async (db: Parameters<typeof readInvoiceList>[0]) =>
      (await readInvoiceList(db, OWNER, { ...ask, filter: 'all', search: readInvoiceSearch(typed) })).rows;
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

  it('has of each currency as many as are paid at once, those due first, and which of them are on their way', () => {
    const at = (id: string, number_value: number, change = {}) =>
      changed(invoice, { id, number_value, due_at: number_value, ...change });
    const rows = [at('inv_6', 20), at('inv_7', 30), at('inv_8', 40), at('inv_9', 50, { currency: 'JPY' })];
    const mine = changed(invoice, { due_at: 10 });
    const moving = changed(payment, { state: 'processing' });
    return reads(
      async (db) =>
        (await readInvoiceList(db, OWNER, { ...ask, filter: 'all' })).paidFirst.map((each) => [
          each.invoice.id,
          each.isMoving,
        ]),
      [mine, target, moving, ...rows],
      [
        { of: mine, in: [...NOT_OURS, { status: 'draft' }, { status: 'paid' }] },
        { of: moving, in: [{ state: 'session_open' }, { id: 'pay_2' }] },
        { of: target, in: [OTHER_INVOICE, OTHER_PAYMENT] },
      ],
    );
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
