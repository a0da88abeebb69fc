import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { customerExternalIds, invoices, schedulePeriods, schedules } from '../../../src/db/schema/index.ts';
import { metered } from '../../../src/operations/core/budget.ts';
import { runImport } from '../../../src/operations/imports/run.ts';
import { makeCustomer } from '../../support/worker/api.ts';
import { fileOf, openScheduleFiles } from '../../support/worker/schedule-files.ts';

const NOW = Date.parse('2027-03-10T12:00:00Z');
const HEADING =
  'externalId,name,customerEmail,currency,unit,startsOn,nextNumber,description,quantity,unitPrice,taxes,netDays';
const HOSTING = 'crm-1,Hosting,ap@acme.test,EUR,months,2027-01-31,3,Hosting,2,49.00,VAT 20%,14';
const BACKUP = 'crm-1,,,,,,,Backup,1,5.00,VAT 20%,';

async function open() {
  const shop = await openScheduleFiles(NOW);
  const customerId = await makeCustomer(shop.api, { legalName: 'Acme GmbH', email: 'ap@acme.test' });
  return { ...shop, customerId };
}

it('shows the next invoice of each schedule before anything is made, and then makes each whole and mails nobody', async () => {
  const shop = await open();
  const planned = await shop.check(fileOf(HEADING, HOSTING, BACKUP));
  expect([planned.state, planned.counts]).toEqual([
    'ready',
    expect.objectContaining({ create: 2, wrong: 0 }),
  ]);
  const [first, second] = await shop.lines(planned.id);
  expect(first).toMatchObject({
    line: 2,
    state: 'create',
    externalId: 'crm-1',
    scheduleId: null,
    customerId: shop.customerId,
    currency: 'EUR',
    // 2 × 49.00 and 5.00, with 20 %.
    next: { on: '2027-03-31', amount: 12_360 },
    nextAtStripe: null,
    problems: [],
  });
  expect(second).toMatchObject({ line: 3, state: 'create', next: null });
  expect(await shop.made()).toEqual([]);
  const { after } = await shop.apply(planned.id);
  expect([after.state, after.counts.done]).toEqual(['done', 2]);
  const [made, ...others] = await shop.made();
  expect(others).toEqual([]);
  expect(made).toMatchObject({
    externalId: 'crm-1',
    customerId: shop.customerId,
    status: 'active',
    nextNumber: 3,
    amount: 10_300,
    // The 31st of March at nine in New York, where the clocks went on.
    checkAt: Date.parse('2027-03-31T13:00:00Z'),
  });
  const { body } = await shop.api('GET', `/schedules/${made?.id}/preview`);
  expect(body.data[0]).toMatchObject({ number: 3, invoicedOn: '2027-03-31', amount: 12_360 });
  const periods = await shop.ctx.db.select().from(schedulePeriods);
  expect(periods.map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, 'skipped'],
    [2, 'skipped'],
  ]);
  expect(await shop.mails()).toBe(0);
});

it('makes nothing twice of the same file, also after its schedule has changed, and no schedule is changed by a file', async () => {
  const shop = await open();
  const file = fileOf(HEADING, HOSTING, BACKUP);
  const planned = await shop.check(file);
  await shop.apply(planned.id);
  const again = await shop.check(file);
  expect(again.counts).toMatchObject({ same: 2, create: 0, wrong: 0 });
  const [made] = await shop.made();
  const terms = { lines: [{ price: 'fixed', description: 'Hosting', unitAmount: 9_900 }] };
  await shop.api('POST', `/schedules/${made?.id}/change`, { from: 'next', terms });
  expect((await shop.check(file)).counts).toMatchObject({ same: 2, create: 0, wrong: 0 });
  const other = await shop.check(fileOf(HEADING, HOSTING.replace('49.00', '50.00')));
  expect(await shop.lines(other.id)).toMatchObject([
    {
      state: 'wrong',
      problems: [
        {
          column: 'externalId',
          message:
            'crm-1 is here already, as “Hosting”, and says something else: a file changes no schedule. Change it on its page, or leave it out.',
        },
      ],
    },
  ]);
  expect(await shop.made()).toHaveLength(1);
});

it('reads what is exported: the same schedules are here already, and are made anew in another business', async () => {
  const shop = await open();
  const tiers = [
    { upTo: 100, unitAmount: 10 },
    { unitAmount: 0, unitAmountDecimal: '0.005', flatAmount: 500 },
  ];
  await shop.api('POST', '/schedules', {
    customerId: shop.customerId,
    name: '=Hosting',
    currency: 'USD',
    every: 3,
    unit: 'months',
    startsOn: '2027-04-30',
    day: 31,
    trialDays: 0,
    runs: 8,
    timing: 'arrears',
    netDays: 10,
    notes: 'Thank you.',
    collectPolicy: 'on_due_date',
    lines: [
      {
        price: 'fixed',
        description: 'Hosting; "large"',
        quantity: '2.5',
        unitAmountDecimal: '1.234',
        discount: { kind: 'percentage', percentage: '12.5' },
        taxRates: [
          { name: 'VAT', percentage: '19', inclusive: true },
          { name: 'City', percentage: '1.5', inclusive: true },
        ],
      },
      { price: 'fixed', description: 'Rebate', unitAmount: -100 },
      { price: 'graduated', description: 'Calls', meter: 'calls', tiers },
    ],
  });
  await shop.api('POST', '/schedules', {
    customerId: shop.customerId,
    name: 'In parts',
    unit: 'years',
    startsOn: '2027-06-01',
    paymentPlan: [
      { percentage: '50', afterDays: 0 },
      { percentage: '50', afterDays: 30 },
    ],
    lines: [{ price: 'fixed', description: 'Support', unitAmount: 120_000 }],
  });
  const file = await shop.csv('/schedules.csv');
  const here = await shop.check(file);
  expect(here.counts).toMatchObject({ same: 4, create: 0, wrong: 0 });
  const [before] = await shop.ctx.db.select().from(schedules).where(eq(schedules.name, '=Hosting'));
  const other = await open();
  const elsewhere = await other.check(file.replaceAll(shop.customerId, other.customerId));
  const inParts = (await other.lines(elsewhere.id)).find(({ state }) => state === 'wrong');
  expect([elsewhere.counts, inParts?.problems]).toEqual([
    expect.objectContaining({ create: 3, wrong: 1 }),
    [
      {
        column: 'beyondColumns',
        message:
          'It has what no column says (payment plan): create it by the API or on its page, and leave it out here.',
      },
    ],
  ]);
  const refused = await other.apply(elsewhere.id);
  expect([refused.applied.status, refused.applied.body.errors[0]?.message]).toEqual([
    400,
    `Nothing was taken over, since lines are wrong: ${inParts?.line}. Correct the file and send it again, or leave their schedules out.`,
  ]);
  expect(await other.made()).toEqual([]);
  await other.apply(elsewhere.id, { wrongLines: 'leave_out' });
  const [made] = await other.made();
  expect(made).toMatchObject({ externalId: before?.id, name: '=Hosting', amount: before?.amount, day: 31 });
  const [theirs, ours] = await Promise.all([
    shop.api('GET', `/schedules/${before?.id}`),
    other.api('GET', `/schedules/${made?.id}`),
  ]);
  expect(ours.body.terms).toEqual(theirs.body.terms);
});

it('tells what is wrong by line and column, with what to do', async () => {
  const shop = await open();
  const rows: readonly (readonly [string, string, string, string])[] = [
    [
      ',3,',
      ',,',
      'nextNumber',
      'Its invoice of 2027-01-31 is due already. Give nextNumber: 3 for that of 2027-03-31 as the next, or 1 to have what was missed made.',
    ],
    ['2027-01-31', '2027-02-31', 'startsOn', 'Give a day that exists as YYYY-MM-DD, such as 2026-03-31.'],
    ['months', 'month', 'unit', 'Give days, weeks, months or years.'],
    ['49.00', '49.0.0', 'unitPrice', '“49.0.0” is no price in EUR: write it as 1234.50.'],
    [
      'VAT 20%',
      'VAT',
      'taxes',
      '“VAT”: write each as VAT 20%, or as VAT 20% inclusive where prices have it.',
    ],
    [
      '20%',
      '120%',
      'taxes',
      '“VAT 120%”: write each as VAT 20%, or as VAT 20% inclusive where prices have it.',
    ],
    [
      'ap@acme.test',
      'nobody@acme.test',
      'customerEmail',
      'No customer has this address: import your customers first, or give an id.',
    ],
    [',14', ',400', 'netDays', 'Give from 0 (due at once) to 365 days, or leave it out for no due date.'],
    ['EUR', 'EURO', 'currency', 'Give an ISO 4217 code, such as EUR.'],
    [',3,', ',900000,', 'nextNumber', 'It has no period 900000: it is over before.'],
    [
      /^[^,]+/.exec(HOSTING)?.[0] ?? '',
      '',
      'externalId',
      'Give an id of yours, so that the same file makes nothing twice.',
    ],
  ];
  const file = fileOf(
    HEADING,
    ...rows.map(([from, to], at) =>
      to === '' ? HOSTING.replace(from, to) : HOSTING.replace(from, to).replace('crm-1', `crm-${at + 1}`),
    ),
  );
  const lines = await shop.lines((await shop.check(file)).id);
  expect(lines.map(({ line, problems }) => [line, problems])).toEqual(
    rows.map(([, , column, message], at) => [at + 2, [{ column, message }]]),
  );
  const refused = await shop.api('POST', '/schedule-imports', 'name,unit\nHosting,months\n', {
    'Content-Type': 'text/csv',
  });
  expect([refused.status, refused.body.errors]).toEqual([
    400,
    [
      {
        path: 'line 1, column 1',
        message:
          'No column says which schedule a line is of: give externalId, so that the same file makes nothing twice.',
      },
    ],
  ]);
});

it('keeps a schedule out whose other line is wrong, and says which, and what stands apart', async () => {
  const shop = await open();
  const planned = await shop.check(
    fileOf(
      HEADING,
      HOSTING,
      BACKUP.replace('5.00', 'five'),
      HOSTING.replace('crm-1', 'crm-2'),
      HOSTING.replace('49.00', '50.00'),
      HOSTING.replace('crm-1', 'crm-3'),
      HOSTING.replace('crm-1', 'crm-3').replace('2027-01-31', '2027-01-30'),
    ),
  );
  expect((await shop.lines(planned.id)).map(({ state, problems }) => [state, problems[0]?.message])).toEqual([
    ['skipped', 'It is right itself; line 3 of the same schedule is not.'],
    ['wrong', '“five” is no price in EUR: write it as 1234.50.'],
    ['create', undefined],
    ['wrong', 'crm-1 stands on line 2 already: the lines of a schedule stand together.'],
    ['skipped', 'It is right itself; line 7 of the same schedule is not.'],
    ['wrong', 'Line 6 says another startsOn of the same schedule: correct one of the two.'],
  ]);
});

it('and another file at the same time make each schedule once, and one cut off goes on', async () => {
  const shop = await open();
  const rows = Array.from({ length: 12 }, (_, at) => HOSTING.replace('crm-1', `crm-${at + 10}`));
  const files = [await shop.check(fileOf(HEADING, ...rows)), await shop.check(fileOf(HEADING, ...rows))];
  for (const { id } of files) await shop.api('POST', `/schedule-imports/${id}/apply`);
  await Promise.all(files.map(({ id: importId }) => metered(() => runImport(shop.ctx, { importId }))));
  await shop.work();
  // One that met the other at the same schedule looks again a minute later.
  const later = { ...shop.ctx, now: () => NOW + 180_000 };
  for (const { id: importId } of files) await metered(() => runImport(later, { importId }));
  const after = await Promise.all(files.map(({ id }) => shop.read(id)));
  expect(after.map(({ state, counts }) => [state, counts.done, counts.failed])).toEqual([
    ['done', 12, 0],
    ['done', 12, 0],
  ]);
  expect(await shop.made()).toHaveLength(12);
  expect(await shop.ctx.db.$count(invoices)).toBe(0);
});

it('takes a subscription at Stripe over once, paused, and shows what differs from Stripe’s next invoice', async () => {
  const shop = await openScheduleFiles(NOW, '/subscription-imports');
  const customerId = await makeCustomer(shop.api, {
    legalName: 'Acme GmbH',
    email: 'ap@acme.test',
  });
  await shop.ctx.db.insert(customerExternalIds).values({ customerId, key: 'Stripe', value: 'cus_A' });
  const heading =
    'id,Customer ID,Customer Description,Customer Email,Plan,Product,Quantity,Currency,Interval,Amount,Status,Created (UTC),' +
    'Start Date (UTC),Current Period Start (UTC),Current Period End (UTC),Coupon,Tax Percent,Canceled At (UTC),crm (metadata)';
  const row = (id: string, end: string, tax = '') =>
    `${id},cus_A,The one,ap@acme.test,price_1,Gold,2,eur,month,25.00,active,2026-01-31 10:00,2026-01-31 10:00,2027-02-28 15:00,${end},,${tax},,secret`;
  const file = fileOf(
    heading,
    row('sub_1', '2027-03-31 15:00'),
    row('sub_2', '2027-04-01 02:00', '19'),
    row('sub_3', '2027-03-31 15:00').replace('cus_A', 'cus_B'),
    row('sub_4', '2027-03-31 15:00').replace('active', 'canceled'),
  );
  const planned = await shop.check(file);
  expect(planned).toMatchObject({
    object: 'subscription_import',
    counts: { create: 2, wrong: 1, skipped: 1 },
  });
  const [first, second, third, fourth] = await shop.lines(planned.id);
  expect(first).toMatchObject({
    externalId: 'sub_1',
    customerId,
    currency: 'EUR',
    next: { on: '2027-03-31', amount: 5_000 },
    nextAtStripe: { on: '2027-03-31', amount: 5_000 },
    remarks: ['Stripe’s Amount is taken for the price of one: 2 × 25.00 EUR.'],
  });
  expect(second).toMatchObject({
    next: { on: '2027-03-31', amount: 5_950 },
    nextAtStripe: { on: '2027-04-01', amount: 5_000 },
    remarks: [
      'Stripe’s period ends on 2027-04-01 in UTC, which is 2027-03-31 where you are.',
      'Stripe’s Amount is taken for the price of one: 2 × 25.00 EUR.',
      'Our invoice has the tax of 19%, which Stripe’s Amount is without.',
      'Our invoice is of 2027-03-31, and Stripe’s of 2027-04-01.',
      'Our invoice comes to 59.50 EUR, and Stripe’s to 50.00 EUR.',
    ],
  });
  expect(third?.problems).toEqual([
    { column: 'Customer ID', message: expect.stringContaining('No customer here is linked to this one') },
  ]);
  expect(fourth).toMatchObject({
    state: 'skipped',
    remarks: ['It is canceled at Stripe: nothing is taken over.'],
  });
  await shop.apply(planned.id, { wrongLines: 'leave_out' });
  expect(await shop.made()).toMatchObject([
    {
      externalId: 'sub_1',
      status: 'paused',
      nextNumber: 1,
      anchor: '2027-03-31',
      checkAt: null,
      mails: false,
    },
    { externalId: 'sub_2', status: 'paused', anchor: '2027-03-31' },
  ]);
  expect((await shop.check(file)).counts).toMatchObject({ same: 2, create: 0 });
  // A later file of the same subscription has it renewed: it is here, whatever became of it there.
  const later = await shop.check(fileOf(heading, row('sub_1', '2027-04-30 15:00')));
  expect(later.counts).toMatchObject({ create: 0, same: 1, wrong: 0 });
  expect(await shop.mails()).toBe(0);
});
