import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, localDateAt } from '../../../src/domain/calendar.ts';
import { recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { readInvoice } from '../../../src/operations/resources/read-invoice.ts';
import { setCustomer } from '../../support/worker/collecting.ts';
import { cash, invoiceRow } from '../../support/worker/guards.ts';
import { draftInParts, mustDraftInParts, partsOf, planOf } from '../../support/worker/instalments.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  customerId = (await shop.invoice(100)).customerId;
});

const THREE = planOf(['30', 0], ['30', 30], [null, 60]);
const today = () => localDateAt(shop.ctx.now(), 'America/New_York');
const problemsOf = async (asked: Parameters<typeof draftInParts>[2]) => {
  const drafted = await draftInParts(shop, customerId, asked);
  if (drafted.kind !== 'refused' || drafted.rejection.code !== 'invalid') return drafted;
  return drafted.rejection.problems;
};

async function issue(asked: Parameters<typeof draftInParts>[2]): Promise<string> {
  const invoiceId = await mustDraftInParts(shop, customerId, asked);
  must(await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/issue` }));
  return invoiceId;
}

const read = async (invoiceId: string) => must(await readInvoice(shop.ctx, { scope: shop.scope, invoiceId }));
const record = (invoiceId: string, amount: number) =>
  recordPayment(shop.ctx, {
    scope: shop.scope,
    invoiceId,
    commandId: `cash/${amount}/${crypto.randomUUID()}`,
    payment: cash(amount),
  });

describe('an invoice with a plan', () => {
  it('has its parts frozen when it is issued, and is due with the first that is not covered', async () => {
    const invoiceId = await issue({ amount: 100_001, plan: THREE });
    const days = [0, 30, 60].map((count) => addDays(today(), count));
    expect(await partsOf(shop, invoiceId)).toEqual([
      { amount: 30_000, dueDate: days[0] },
      { amount: 30_000, dueDate: days[1] },
      { amount: 40_001, dueDate: days[2] },
    ]);
    expect(await read(invoiceId)).toMatchObject({
      dueDate: days[0],
      amountDueNow: 30_000,
      amountRemaining: 100_001,
      instalments: [
        { position: 1, amountRemaining: 30_000, state: 'due' },
        { position: 2, amountRemaining: 30_000, state: 'upcoming' },
        { position: 3, amountRemaining: 40_001, state: 'upcoming' },
      ],
      paymentPlan: [
        { percentage: '30', afterDays: 0 },
        { percentage: '30' },
        { percentage: null, amount: null },
      ],
    });
    must(await record(invoiceId, 35_000));
    expect(await read(invoiceId)).toMatchObject({
      dueDate: days[1],
      amountDueNow: 25_000,
      instalments: [{ state: 'paid' }, { amountCovered: 5_000, amountRemaining: 25_000 }, {}],
    });
    must(await record(invoiceId, 65_001));
    expect(await read(invoiceId)).toMatchObject({ status: 'paid', dueDate: days[2], amountDueNow: 0 });
  });

  it('takes the plan of its customer, unless it has one of its own or a due date', async () => {
    await setCustomer(shop, customerId, { paymentPlan: planOf(['50', 0], [null, 31]) });
    expect(await partsOf(shop, await issue({}))).toMatchObject([{ amount: 50_000 }, { amount: 50_000 }]);
    expect(await partsOf(shop, await issue({ plan: THREE }))).toHaveLength(3);
    expect(await partsOf(shop, await issue({ plan: null }))).toEqual([]);
    const dated = await issue({ dueDate: '2030-01-31' });
    expect(await partsOf(shop, dated)).toEqual([]);
    expect(await invoiceRow(shop, dated)).toMatchObject({ dueDate: '2030-01-31' });
  });

  it('is refused in words where its plan cannot be', async () => {
    const said = async (asked: Parameters<typeof draftInParts>[2], path: string, words: RegExp) =>
      expect(await problemsOf(asked)).toEqual([{ path, message: expect.stringMatching(words) }]);
    await said({ plan: planOf(['60', 0], ['41', 30]) }, 'paymentPlan', /come to 101 %/);
    await said(
      { plan: planOf(['101', 0], [null, 30]) },
      'paymentPlan[0].percentage',
      /above 0 and below 100/,
    );
    await said({ plan: planOf(['30', 30], [null, 30]) }, 'paymentPlan[1]', /order of their days/);
    await said(
      { plan: planOf([40_000, 0], [50_000, 30]) },
      'paymentPlan',
      /900\.00 USD, and the invoice to 1000\.00 USD/,
    );
    await said({ plan: planOf([120_000, 0], [null, 30]) }, 'paymentPlan', /more than the invoice/);
    await said(
      { plan: planOf([99_970, 0], [null, 30]) },
      'paymentPlan[1]',
      /0\.30 USD, and 0\.50 USD is the least/,
    );
    await said({ plan: planOf(['100', 0]) }, 'paymentPlan', /at least two parts/);
    await said({ plan: THREE, dueDate: '2030-01-31' }, 'dueDate', /Leave it out/);
  });

  it('is not issued, and takes no number, where it comes to something else by then', async () => {
    const invoiceId = await mustDraftInParts(shop, customerId, { plan: planOf([40_000, 0], [60_000, 30]) });
    await shop.ctx.db.run(
      `UPDATE invoices SET amount_due = 90000, subtotal = 90000, sums = json_set(sums, '$.payable', 90000) WHERE id = '${invoiceId}'`,
    );
    const issued = await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'issue' });
    expect(issued).toMatchObject({ kind: 'refused', rejection: { code: 'invalid' } });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'draft', numberValue: null });
    expect(await partsOf(shop, invoiceId)).toEqual([]);
  });
});
