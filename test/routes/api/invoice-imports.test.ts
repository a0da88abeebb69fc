import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { emails, invoices, offlinePayments, outbox } from '../../../src/db/schema/index.ts';
import { metered } from '../../../src/operations/core/budget.ts';
import { runImport } from '../../../src/operations/imports/run.ts';
import { showInvoice } from '../../../src/operations/resources/show-invoice.ts';
import { makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { invoiceFile, openFiles } from '../../support/worker/invoice-files.ts';

const NOW = Date.parse('2026-11-10T12:00:00Z');
const HEADING =
  'number,issueDate,dueDate,currency,customerEmail,description,net,taxRate,tax,gross,paid,paidOn,paidBy';
const OPEN = 'OLD-17,2024-03-01,2024-03-31,EUR,ap@acme.test,Hosting,100.00,19,19.00,119.00,,,';

async function open() {
  const shop = await openFiles(NOW);
  const customerId = await makeCustomer(shop.api, { legalName: 'Acme GmbH', email: 'ap@acme.test' });
  const numbered = async (number: string) => {
    const { body } = await shop.api('GET', `/invoices?number=${encodeURIComponent(number)}`);
    return body.data?.[0];
  };
  const count = () => shop.ctx.db.$count(invoices, eq(invoices.merchantId, shop.merchant.merchantId));
  return { ...shop, customerId, numbered, count };
}

describe('a file of another system’s invoices', () => {
  it('is taken over with its numbers, dates and amounts, and mails nobody', async () => {
    const shop = await open();
    const { planned, after } = await shop.take(
      invoiceFile(
        HEADING,
        OPEN,
        'OLD-18,2024-04-01,,EUR,ap@acme.test,Work,50.00,19,9.51,59.51,20,2024-04-20,Bank transfer',
        'OLD-18,2024-04-01,,EUR,ap@acme.test,"Books, two",10.00,7,0.70,10.70,20,2024-04-20,Bank transfer',
        '2024/A,2024-05-01,,EUR,ap@acme.test,All,,,,33.33,33.33,2024-05-02,PayPal',
      ),
    );
    expect([planned.counts, after.state, after.counts.done]).toEqual([
      expect.objectContaining({ create: 4, wrong: 0 }),
      'done',
      4,
    ]);
    const [first, second, third] = [
      await shop.numbered('OLD-17'),
      await shop.numbered('OLD-18'),
      await shop.numbered('2024/A'),
    ];
    expect(first).toMatchObject({
      number: 'OLD-17',
      status: 'open',
      issueDate: '2024-03-01',
      dueDate: '2024-03-31',
      customerId: shop.customerId,
      total: 11_900,
      taxTotal: 1_900,
      amountRemaining: 11_900,
      overdue: true,
      sentAt: null,
    });
    expect(second).toMatchObject({
      status: 'open',
      total: 7_021,
      amountPaid: 2_000,
      amountRemaining: 5_021,
      taxes: [
        { name: 'Tax', percentage: '19', taxable: 5_000, amount: 951 },
        { name: 'Tax', percentage: '7', taxable: 1_000, amount: 70 },
      ],
    });
    expect(third).toMatchObject({
      status: 'paid',
      total: 3_333,
      paidAt: expect.stringContaining('2024-05-02'),
    });
    const payments = await shop.ctx.db.select().from(offlinePayments).orderBy(offlinePayments.receivedOn);
    expect(payments.map(({ method, reference, receivedOn }) => [method, reference, receivedOn])).toEqual([
      ['bank_transfer', null, '2024-04-20'],
      ['other', 'PayPal', '2024-05-02'],
    ]);
    expect(await shop.ctx.db.select().from(emails)).toEqual([]);
    expect(await shop.ctx.db.select().from(outbox)).toEqual([]);
  });

  it('sent again changes nothing, and with another amount is refused with both', async () => {
    const shop = await open();
    await shop.take(invoiceFile(HEADING, OPEN));
    const again = await shop.take(invoiceFile(HEADING, OPEN));
    expect([again.planned.counts.same, again.after.counts]).toEqual([1, again.planned.counts]);
    const other = await shop.check(
      invoiceFile(HEADING, OPEN.replace('100.00', '90.00').replace('119.00', '109.00')),
    );
    expect(await shop.lines(other.id)).toMatchObject([
      {
        line: 2,
        state: 'wrong',
        problems: [
          {
            column: 'number',
            message: expect.stringMatching(/taken over before, over 119\.00 EUR of 2024-03-01.*109\.00 EUR/),
          },
        ],
      },
    ]);
    expect(await shop.count()).toBe(1);
  });

  it('with seven wrong lines among hundreds takes nothing, and the others only if they are to be left out', async () => {
    const shop = await open();
    const rows = Array.from(
      { length: 240 },
      (_, at) => `N-${at + 1},2024-03-01,,EUR,ap@acme.test,Work,10.00,19,1.90,11.90,,,`,
    );
    const wrong = [3, 40, 41, 99, 150, 200, 239];
    for (const at of wrong) rows[at] = (rows[at] ?? '').replace('11.90', '11.91');
    const planned = await shop.check(invoiceFile(HEADING, ...rows));
    expect(planned.counts).toMatchObject({ create: 233, wrong: 7 });
    const told = await shop.lines(planned.id, '&state=wrong');
    expect(told.map(({ line }) => line)).toEqual(wrong.map((at) => at + 2));
    expect(told[0]?.problems).toEqual([
      {
        column: 'gross',
        message: 'net and tax come to 11.90 EUR, and gross is 11.91 EUR: correct the one that is wrong.',
      },
    ]);
    const apply = `/invoice-imports/${planned.id}/apply`;
    const refused = await shop.api('POST', apply);
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [
        {
          path: 'wrongLines',
          message: expect.stringContaining('lines are wrong: 5, 42, 43, 101, 152, 202, 241.'),
        },
      ],
    ]);
    expect(await shop.count()).toBe(0);
    await shop.api('POST', apply, { wrongLines: 'leave_out' });
    expect(await shop.work()).toBeGreaterThan(1);
    expect((await shop.read(planned.id)).counts).toMatchObject({ done: 233, wrong: 7, create: 0 });
    expect(await shop.count()).toBe(233);
  });

  it('and another one at the same time take each number once', async () => {
    const shop = await open();
    const rows = Array.from(
      { length: 60 },
      (_, at) => `N-${at + 1},2024-03-01,,EUR,ap@acme.test,Work,10.00,19,1.90,11.90,,,`,
    );
    const other = rows.map((row, at) => (at < 5 ? row.replace('Work', 'Other work') : row));
    const imports = [
      await shop.check(invoiceFile(HEADING, ...rows)),
      await shop.check(invoiceFile(HEADING, ...other)),
    ];
    for (const { id } of imports) await shop.api('POST', `/invoice-imports/${id}/apply`);
    await Promise.all(imports.map(({ id: importId }) => metered(() => runImport(shop.ctx, { importId }))));
    await shop.work();
    const after = await Promise.all(imports.map(({ id }) => shop.read(id)));
    expect(await shop.count()).toBe(60);
    expect(after.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(after.reduce((sum, { counts }) => sum + counts.done, 0)).toBe(115);
    expect(after.reduce((sum, { counts }) => sum + counts.failed, 0)).toBe(5);
  });

  it('moves the next number behind its own, and says so before', async () => {
    const shop = await open();
    const { planned } = await shop.take(
      invoiceFile(HEADING, OPEN.replace('OLD-17', 'NW-041'), OPEN.replace('OLD-17', 'NW-0007')),
    );
    expect(planned.series).toEqual([
      { series: 'NW-', highest: 41, nextNumber: 1, nextAfter: 42, next: 'NW-0042', isPresent: true },
    ]);
    expect(await shop.numbered('NW-041')).toMatchObject({ number: 'NW-041' });
    const draft = await makeDraft(shop.api, shop.customerId);
    const issued = (await shop.api('POST', `/invoices/${draft.id}/finalize`)).body;
    expect(issued.number).toBe('NW-0042');
    await shop.api('POST', `/invoices/${issued.id}/credit-notes`);
    const taken = await shop.check(
      invoiceFile(HEADING, OPEN.replace('OLD-17', 'CN-NW-0001'), OPEN.replace('OLD-17', 'NW-0042')),
    );
    expect((await shop.lines(taken.id)).map(({ problems }) => problems[0]?.message)).toEqual([
      'CN-NW-0001 is the number of a credit note here.',
      expect.stringContaining('NW-0042 was issued here'),
    ]);
  });

  it('in UTF-16, with formulas and with days in closed books, is read as it was meant', async () => {
    const shop = await open();
    await shop.api('PATCH', '/settings/collection', { booksClosedUntil: '2026-06-30' });
    const text = invoiceFile(
      HEADING.replaceAll(',', ';'),
      `OLD-1;2024-03-01;;EUR;ap@acme.test;'=SUM(A1);;;;"1.234,50";;;`,
      '=1+1;2024-03-01;;EUR;ap@acme.test;Work;;;;1;;;',
    );
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), true);
    const { planned } = await shop.take(new Uint8Array(view.buffer), { wrongLines: 'leave_out' });
    expect(planned.counts).toMatchObject({ create: 1, wrong: 1 });
    const { body } = await shop.api('GET', `/invoices/${(await shop.numbered('OLD-1'))?.id}`);
    expect([body.total, body.lines?.[0]?.description]).toEqual([123_450, '=SUM(A1)']);
  });

  it('says whose an invoice is by id, by another system’s id, by name or alias', async () => {
    const shop = await open();
    const named = await makeCustomer(shop.api, {
      legalName: 'Müller & Söhne KG',
      email: 'm@mueller.test',
      customerAliases: ['Muller Sons'],
      externalIds: [{ key: 'crm', value: '77' }],
    });
    const heading = 'number,issueDate,customerId,externalId:crm,customerName,gross';
    const planned = await shop.check(
      invoiceFile(
        heading,
        `A-1,2024-01-01,${named},,,10`,
        'A-2,2024-01-01,,77,,10',
        'A-3,2024-01-01,,,MULLER & SOHNE KG,10',
        'A-4,2024-01-01,,,Muller Sons,10',
        'A-5,2024-01-01,,,Muller,10',
        'A-6,2024-01-01,cus_other,,,10',
        'A-7,2024-01-01,,,,10',
      ),
    );
    const lines = await shop.lines(planned.id);
    expect(lines.map(({ customerId, problems }) => customerId ?? problems[0]?.column)).toEqual([
      named,
      named,
      named,
      named,
      'customerName',
      'customerId',
      null,
    ]);
  });
});

describe('an open invoice that was taken over', () => {
  const taken = async (choice: object = {}) => {
    const shop = await open();
    await shop.take(invoiceFile(HEADING, OPEN), choice);
    const id = (await shop.numbered('OLD-17'))?.id ?? '';
    return { shop, id };
  };

  it('has a page, and is not collected until somebody says so', async () => {
    const { shop, id } = await taken();
    const page = await showInvoice(shop.ctx, id, { allLines: true });
    expect(page?.view).toMatchObject({ number: 'OLD-17' });
    const { body: owed } = await shop.api('GET', `/customers/${shop.customerId}/figures`);
    expect(owed.figures).toMatchObject([{ currency: 'EUR', open: 11_900, overdue: 11_900 }]);
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, id));
    expect(row).toMatchObject({ sentAt: null, nextCheckAt: null });
    const started = await shop.api('POST', `/invoices/${id}/start-collecting`);
    expect([started.status, started.body.sentAt]).toEqual([200, new Date(NOW).toISOString()]);
    expect((await shop.api('POST', `/invoices/${id}/start-collecting`)).status).toBe(200);
    expect(await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, id))).toEqual([]);
    const timeline = await shop.api('GET', `/invoices/${id}/timeline`);
    expect(JSON.stringify(timeline.body)).toContain('from line 2 of old.csv');
  });

  it('is collected at once where that was chosen for the file', async () => {
    const { shop, id } = await taken({ collect: true });
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, id));
    expect(row).toMatchObject({ sentAt: NOW, nextCheckAt: NOW });
  });

  it('can be paid, credited and voided as any other', async () => {
    const { shop, id } = await taken();
    const paid = await shop.api('POST', `/invoices/${id}/record-payment`, {
      amount: 1_900,
      method: 'cash',
      recordedBy: 'Kim',
    });
    expect([paid.status, paid.body.amountRemaining]).toEqual([200, 10_000]);
    const credited = await shop.api('POST', `/invoices/${id}/credit-notes`, { amount: 10_000 });
    expect([credited.status, credited.body.taxTotal]).toEqual([201, 1_597]);
    expect((await shop.api('GET', `/invoices/${id}`)).body).toMatchObject({ status: 'paid' });
  });
});

it('comes as JSON in minor units as well, and a second business has numbers of its own', async () => {
  const shop = await open();
  const invoice = {
    number: '17-a',
    issueDate: '2024-03-01',
    currency: 'EUR',
    customerEmail: 'ap@acme.test',
    lines: [
      {
        description: 'Work',
        quantity: '8',
        unitPrice: '13.125',
        discount: 500,
        net: 10_000,
        tax: 1_900,
        taxRate: '19',
      },
      { description: 'Taken off', net: -1_000, tax: -190, taxRate: '19' },
    ],
    paid: 10_710,
    paidOn: '2024-03-05',
  };
  const sent = await shop.api('POST', '/invoice-imports/from-json', {
    source: 'Old books',
    invoices: [invoice],
  });
  expect([sent.status, sent.body.lines]).toEqual([201, 2]);
  await shop.work();
  await shop.api('POST', `/invoice-imports/${sent.body.id}/apply`);
  await shop.work();
  const taken = await shop.numbered('17-a');
  expect(taken).toMatchObject({ status: 'paid', total: 10_710, taxTotal: 1_710, discountTotal: 500 });
  expect((await shop.api('GET', `/invoices/${taken?.id}`)).body).toMatchObject({
    subtotal: 9_500,
    lines: [
      { quantity: '8', unitAmountDecimal: '13.125', discountAmount: 500, amount: 10_000 },
      { quantity: '1', amount: -1_000 },
    ],
  });
  const other = await open();
  expect(await other.numbered('17-a')).toBeUndefined();
  const { after } = await other.take(invoiceFile(HEADING, OPEN.replace('OLD-17', '17-a')));
  expect(after.counts.done).toBe(1);
});
