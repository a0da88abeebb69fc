import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { invoices, journal, outbox } from '../../../src/db/schema/index.ts';
import { apiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { addApiKey, seedMerchant, testContext } from '../../support/worker/context.ts';

const ctx = testContext();
const PATH = '/settings/collection';

async function open(wishes: Parameters<typeof seedMerchant>[1] = {}) {
  const merchant = await seedMerchant(ctx, wishes);
  const { merchantId } = merchant;
  const replans = () =>
    ctx.db
      .select({ payload: outbox.payload })
      .from(outbox)
      .where(and(eq(outbox.merchantId, merchantId), eq(outbox.kind, 'replan_collection')));
  return { api: apiClient(ctx, merchant), merchant, replans };
}

describe('the settings of collecting', () => {
  it('are read as they are', async () => {
    const { api } = await open();
    const { status, body } = await api('GET', PATH);
    expect(status).toBe(200);
    expect(body).toEqual({
      object: 'collection_settings',
      policy: 'never',
      hour: 9,
      noticeDays: 3,
      retryDays: [3, 5, 7],
      remindDays: [3, 7, 14],
      debitRefundDays: 7,
      paymentLinks: true,
      partPayments: false,
      partMinimums: [],
      publicSavedMethod: false,
      linkKeeps: 'announced',
      contactsMail: 'each',
      monthlyStatements: false,
      attachmentsBy: 'mail',
      customersEditDetails: false,
      scheduleMails: true,
      scheduleNoticeDays: 14,
      scheduleRights: 'see',
      booksClosedUntil: null,
      receiptsBy: 'quittance',
      timeZone: 'America/New_York',
      updatedAt: expect.any(String),
    });
  });

  it('change where they are named and stay where they are not; open invoices are planned anew', async () => {
    const { api, merchant, replans } = await open();
    const changed = await api('PATCH', PATH, { policy: 'on_due_date', hour: 7, retryDays: [] });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ policy: 'on_due_date', hour: 7, retryDays: [], noticeDays: 3 });
    expect((await api('GET', PATH)).body).toEqual(changed.body);
    expect(await replans()).toEqual([{ payload: { merchantId: merchant.merchantId } }]);
    const entries = await ctx.db
      .select({ type: journal.type, data: journal.data })
      .from(journal)
      .where(and(eq(journal.streamType, 'merchant'), eq(journal.streamId, merchant.merchantId)));
    expect(entries).toEqual([
      { type: 'collection_settings_changed', data: { changed: ['policy', 'hour', 'retryDays'] } },
    ]);
  });

  it('say what a link keeps, which is journalled and takes no other word', async () => {
    const { api, merchant } = await open();
    expect((await api('PATCH', PATH, { linkKeeps: 'if_asked' })).body).toMatchObject({
      linkKeeps: 'if_asked',
    });
    expect((await api('PATCH', PATH, { linkKeeps: 'always' })).status).toBe(400);
    const entries = await ctx.db
      .select({ data: journal.data })
      .from(journal)
      .where(and(eq(journal.streamType, 'merchant'), eq(journal.streamId, merchant.merchantId)));
    expect(entries).toEqual([{ data: { changed: ['linkKeeps'] } }]);
  });

  it('that change nothing of what is planned, or nothing at all, plan nothing anew', async () => {
    const { api, replans } = await open();
    await api('PATCH', PATH, { publicSavedMethod: true, receiptsBy: 'stripe', debitRefundDays: 0 });
    await api('PATCH', PATH, { hour: 9, retryDays: [3, 5, 7] });
    await api('PATCH', PATH, {});
    expect(await replans()).toEqual([]);
  });

  it.each([
    [{ hour: 24 }, 'hour'],
    [{ hour: '9' }, 'hour'],
    [{ noticeDays: 31 }, 'noticeDays'],
    [{ retryDays: [3, 0] }, 'retryDays[1]'],
    [{ retryDays: [40, 40] }, 'retryDays'],
    [{ remindDays: [7, 3] }, 'remindDays[1]'],
    [{ debitRefundDays: -1 }, 'debitRefundDays'],
    [{ policy: 'sometimes' }, 'policy'],
    [{ receiptsBy: 'nobody' }, 'receiptsBy'],
    [{ timeZone: 'UTC' }, 'timeZone'],
  ])('%j is refused, and says where', async (change, path) => {
    const { api } = await open();
    const { status, body } = await api('PATCH', PATH, change);
    expect(status).toBe(400);
    expect(body.errors.map((error) => error.path)).toEqual([path]);
    expect((await api('GET', PATH)).body.policy).toBe('never');
  });

  it('do not charge automatically without a Stripe connection in the mode of the key', async () => {
    const { api, merchant } = await open();
    const live = apiClient(ctx, { apiKey: await addApiKey(ctx, merchant.merchantId, true) });
    const refused = await live('PATCH', PATH, { policy: 'on_send' });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'policy' }] } });
    expect(refused.body.errors[0]?.message).toContain('Connect a Stripe account');
    expect((await live('PATCH', PATH, { policy: 'never', hour: 8 })).status).toBe(200);
    expect((await api('PATCH', PATH, { policy: 'on_send' })).status).toBe(200);
  });

  it('do not charge automatically in a currency that Stripe does not take', async () => {
    const { api } = await open({ defaultCurrency: 'KPW' });
    const { status, body } = await api('PATCH', PATH, { policy: 'on_due_date' });
    expect(status).toBe(400);
    expect(body.errors[0]?.message).toContain('KPW');
  });

  it('are each business’s own', async () => {
    const [one, two] = [await open(), await open()];
    await one.api('PATCH', PATH, { hour: 3 });
    expect((await two.api('GET', PATH)).body).toMatchObject({ hour: 9 });
  });
});

describe('what is chosen for a customer', () => {
  it('overrides the default, and says what comes of it', async () => {
    const { api } = await open();
    const id = await makeCustomer(api);
    expect((await api('GET', `/customers/${id}`)).body.collection).toEqual({
      policy: null,
      autopay: 'default',
      autopayWhen: null,
      cap: null,
      otherCaps: [],
      partPayments: null,
      paymentPlan: null,
      effective: { policy: 'never', decidedBy: 'merchant' },
    });
    const collection = { policy: 'on_send', cap: { amount: 50_000, currency: 'usd' } };
    const body = { legalName: 'Payer', email: 'ap@payer.test', collection };
    const replaced = await api('PUT', `/customers/${id}`, body);
    expect(replaced.body.collection).toMatchObject({
      policy: 'on_send',
      cap: { amount: 50_000, currency: 'USD' },
      effective: { policy: 'on_send', decidedBy: 'merchant_for_customer' },
    });
  });

  it('says how its invoices are paid in parts', async () => {
    const { api } = await open();
    const paymentPlan = [{ percentage: '30', afterDays: 0 }, { afterMonths: 2 }];
    const partPayments = { allowed: true, minimums: [{ amount: 5_000, currency: 'USD' }] };
    const id = await makeCustomer(api, { collection: { paymentPlan, partPayments } });
    expect((await api('GET', `/customers/${id}`)).body.collection).toMatchObject({
      paymentPlan,
      partPayments,
    });
    const body = { legalName: 'Payer', email: 'ap@payer.test', collection: { paymentPlan: null } };
    expect((await api('PUT', `/customers/${id}`, body)).body.collection).toMatchObject({
      paymentPlan: null,
      partPayments,
    });
  });

  it('is unchanged if omitted, and cleared by null', async () => {
    const { api } = await open();
    const collection = { policy: 'on_due_date', cap: { amount: 50_000, currency: 'USD' } };
    const id = await makeCustomer(api, { collection });
    const put = (more: object) =>
      api('PUT', `/customers/${id}`, { legalName: 'Payer', email: 'ap@payer.test', ...more });
    expect((await put({})).body.collection).toMatchObject(collection);
    expect((await put({ collection: { cap: null } })).body.collection).toMatchObject({
      policy: 'on_due_date',
      cap: null,
    });
    expect((await put({ collection: { policy: null } })).body.collection).toMatchObject({ policy: null });
  });

  it.each([
    [{ collection: { policy: 'on_send' }, email: null }, 'collection.policy', 'no email'],
    [{ collection: { cap: { amount: 0, currency: 'USD' } } }, 'collection.cap.amount', 'zero'],
    [{ collection: { cap: { amount: -5, currency: 'USD' } } }, 'collection.cap.amount', 'positive'],
    [{ collection: { cap: { amount: 5, currency: 'XYZ' } } }, 'collection.cap.currency', 'ISO 4217'],
    [{ collection: { cap: { amount: 5 } } }, 'collection.cap.currency', 'required'],
    [
      { collection: { otherCaps: [{ amount: 0, currency: 'EUR' }] } },
      'collection.otherCaps.0.amount',
      'zero',
    ],
    [
      { collection: { cap: { amount: 5, currency: 'EUR' }, otherCaps: [{ amount: 5, currency: 'EUR' }] } },
      'collection.otherCaps.0.currency',
      'already',
    ],
    [{ collection: { autopay: 'on' } }, 'collection.autopay', 'Unknown field'],
    [
      {
        collection: {
          paymentPlan: [
            { percentage: '60', afterDays: 0 },
            { percentage: '41', afterDays: 9 },
          ],
        },
      },
      'collection.paymentPlan',
      'come to 101 %',
    ],
    [
      { collection: { paymentPlan: [{ amount: 5, afterDays: 0 }, { afterDays: 9 }] } },
      'collection.paymentPlan[0].amount',
      'give a percentage here',
    ],
    [
      { collection: { partPayments: { allowed: true, minimums: [{ amount: 30, currency: 'USD' }] } } },
      'collection.partPayments.minimums[0].amount',
      'less than can be charged',
    ],
  ])('%j is refused when it is set', async (more, path, words) => {
    const { api } = await open();
    const body = { legalName: 'Payer', email: 'ap@payer.test', ...more };
    const id = await makeCustomer(api);
    for (const refused of [
      await api('POST', '/customers', body),
      await api('PUT', `/customers/${id}`, body),
    ]) {
      expect(refused.status).toBe(400);
      expect(refused.body.errors).toHaveLength(1);
      expect(refused.body.errors[0]?.path).toBe(path);
      expect(refused.body.errors[0]?.message).toContain(words);
    }
  });

  it('cannot lose the address that a charge would be announced to', async () => {
    const { api } = await open();
    const id = await makeCustomer(api, { collection: { policy: 'on_send' } });
    const refused = await api('PUT', `/customers/${id}`, { legalName: 'Payer' });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'email' }] } });
    const never = { legalName: 'Payer', collection: { policy: 'never' } };
    expect((await api('PUT', `/customers/${id}`, never)).status).toBe(200);
  });

  it('needs a connection where it charges', async () => {
    const { api } = await open({ connected: false });
    const body = { legalName: 'Payer', email: 'ap@payer.test', collection: { policy: 'on_send' } };
    const refused = await api('POST', '/customers', body);
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'collection.policy' }] } });
  });
});

describe('what is chosen for an invoice', () => {
  it('is kept on the draft and shown with what happens next', async () => {
    const { api } = await open();
    const id = await makeCustomer(api);
    const draft = await makeDraft(api, id, { collectPolicy: 'on_due_date', dueDate: '2027-01-31' });
    expect(draft).toMatchObject({
      collectPolicy: 'on_due_date',
      collection: {
        stage: null,
        reason: null,
        collectAt: null,
        nextLookAt: null,
        noticedFor: null,
        reminders: 0,
        pausedByCustomer: false,
      },
    });
    const lines = [{ description: 'Work', unitAmount: 100 }];
    const replaced = await api('PUT', `/invoices/${draft.id}`, { customerId: id, lines });
    expect(replaced.body).toMatchObject({ collectPolicy: null });
  });

  it('shows when it is checked next once it was sent', async () => {
    const { api } = await open();
    const draft = await makeDraft(api, await makeCustomer(api));
    const sent = await api('POST', `/invoices/${draft.id}/send`);
    expect(sent.body.collection).toMatchObject({ nextLookAt: new Date(ctx.now()).toISOString() });
  });

  it.each([
    [{ dueDate: '1970-01-01' }, 'dueDate', '1970'],
    [{ dueDate: '2999-12-31' }, 'dueDate', '2999'],
    [{ collectPolicy: 'on_due_date' }, 'collectPolicy', 'due date'],
    [{ collectPolicy: 'on_send', currency: 'KPW' }, 'collectPolicy', 'KPW'],
    [{ collectPolicy: 'on_send', lines: [{ description: 'A', unitAmount: 1 }] }, 'collectPolicy', '1 minor'],
    [{ collectPolicy: 'tomorrow' }, 'collectPolicy', 'on_send'],
  ])('%j is refused when it is set', async (more, path, words) => {
    const { api } = await open();
    const customerId = await makeCustomer(api);
    const draft = await makeDraft(api, customerId);
    const body = { customerId, lines: [{ description: 'Work', unitAmount: 12_000 }], ...more };
    for (const refused of [
      await api('POST', '/invoices', body),
      await api('PUT', `/invoices/${draft.id}`, body),
    ]) {
      expect(refused.status).toBe(400);
      expect(refused.body.errors.map((error) => error.path)).toEqual([path]);
      expect(refused.body.errors[0]?.message).toContain(words);
    }
  });

  it('needs an address to notify, and an account to charge with', async () => {
    const nobody = await open();
    const customerId = await makeCustomer(nobody.api, { email: null });
    const lines = [{ description: 'Work', unitAmount: 12_000 }];
    const silent = await nobody.api('POST', '/invoices', { customerId, collectPolicy: 'on_send', lines });
    expect(silent.body.errors[0]?.message).toContain('no email address');
    const alone = await open({ connected: false });
    const body = { customerId: await makeCustomer(alone.api), collectPolicy: 'on_send', lines };
    expect((await alone.api('POST', '/invoices', body)).body.errors[0]?.message).toContain(
      'Connect a Stripe',
    );
    expect((await alone.api('POST', '/invoices', { ...body, collectPolicy: 'never' })).status).toBe(201);
  });

  it('may be set on a draft without lines yet', async () => {
    const { api } = await open();
    const customerId = await makeCustomer(api);
    const made = await api('POST', '/invoices', { customerId, collectPolicy: 'on_send', lines: [] });
    expect(made.status).toBe(201);
    const [row] = await ctx.db.select().from(invoices).where(eq(invoices.id, made.body.id));
    expect(row?.collectPolicy).toBe('on_send');
  });
});
