import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { readPayment } from '../../../src/db/queries/payment.ts';
import {
  emails,
  invoices,
  journal,
  outbox,
  paymentMethods,
  payments,
  slots,
} from '../../../src/db/schema/index.ts';
import type { IntentFacts, Truth } from '../../../src/domain/payment/outcome.ts';
import { applyClose } from '../../../src/operations/payments/apply-close.ts';
import { claimOnly, invoiceRow, onlyPayment, readyInvoice } from '../../support/worker/guards.ts';
import { methodsOnFile, putOnFile } from '../../support/worker/methods.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let made: Awaited<ReturnType<typeof readyInvoice>>;
let paymentId: string;
beforeEach(async () => {
  shop = await openShop();
  made = await readyInvoice(shop);
  await claimOnly(shop, made.invoiceId);
  paymentId = (await onlyPayment(shop)).id;
});

const FAILED = { to: 'failed', reason: 'failed' } as const;
const CANCELED = { to: 'canceled', reason: 'expired' } as const;

const intent = (more: Partial<IntentFacts> = {}): IntentFacts => ({
  intentId: 'pi_1',
  status: 'requires_payment_method',
  currency: 'USD',
  amountReceived: 0,
  chargeId: 'ch_1',
  method: { kind: 'card', brand: 'visa', last4: '4242' },
  failureCode: 'generic_decline',
  adviceCode: 'try_again_later',
  chargedAt: null,
  livemode: false,
  fingerprint: null,
  stripePaymentMethodId: null,
  paymentId: null,
  wasTried: true,
  ...more,
});
const truth = (facts: IntentFacts | null): Truth => ({ sessionId: null, intent: facts, payerEmail: null });

type Asked = {
  readonly columns?: Partial<typeof payments.$inferInsert>;
  readonly facts?: IntentFacts | null;
  readonly refusedWith?: string;
};

async function close(
  how: typeof FAILED | typeof CANCELED,
  { columns = {}, facts = intent(), refusedWith }: Asked = {},
) {
  await shop.ctx.db
    .update(payments)
    .set({ updatedAt: shop.ctx.now(), ...columns })
    .where(eq(payments.id, paymentId));
  const snapshot = await readPayment(shop.ctx.db, paymentId);
  if (snapshot === null) throw new Error('no payment');
  const committed = await applyClose(shop.ctx, snapshot, truth(facts), how, refusedWith);
  expect(committed.kind).toBe('committed');
  return onlyPayment(shop);
}
const setInvoice = (columns: Partial<typeof invoices.$inferInsert>) =>
  shop.ctx.db.update(invoices).set(columns).where(eq(invoices.id, made.invoiceId));
const effects = async () =>
  (await shop.ctx.db.select().from(outbox).where(eq(outbox.merchantId, shop.scope.merchantId)))
    .filter(({ state }) => state === 'pending')
    .map(({ kind }) => kind);
const told = async () =>
  (await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, made.invoiceId)))
    .map(({ template }) => template)
    .filter((template) => template.startsWith('payment_failed'))
    .toSorted();

describe('a payment that ends without money', () => {
  it('frees its slots, is looked at no more, and keeps what Stripe said, once and in the journal', async () => {
    const payment = await close(FAILED);
    expect(payment).toMatchObject({
      state: 'failed',
      closeReason: 'failed',
      failureCode: 'generic_decline',
      adviceCode: 'try_again_later',
      closedAt: expect.any(Number),
      checkAt: null,
      stripePaymentIntentId: 'pi_1',
      stripeChargeId: 'ch_1',
    });
    expect(await shop.ctx.db.select().from(slots).where(eq(slots.paymentId, paymentId))).toEqual([]);
    const entries = await shop.ctx.db.select().from(journal).where(eq(journal.streamId, paymentId));
    expect(entries.at(-1)).toMatchObject({
      type: 'failed',
      data: { reason: 'failed', failureCode: 'generic_decline', adviceCode: 'try_again_later' },
    });
    const ofInvoice = await shop.ctx.db.select().from(journal).where(eq(journal.streamId, made.invoiceId));
    expect(ofInvoice.at(-1)).toMatchObject({ type: 'payment_failed', data: { paymentId } });
  });

  it('and was not tried says so of its invoice, and nothing of a failure', async () => {
    const payment = await close(CANCELED, { facts: null });
    expect(payment).toMatchObject({ state: 'canceled', failureCode: null, adviceCode: null });
    const ofInvoice = await shop.ctx.db.select().from(journal).where(eq(journal.streamId, made.invoiceId));
    expect(ofInvoice.at(-1)?.type).toBe('payment_closed');
    expect(await invoiceRow(shop, made.invoiceId)).toMatchObject({ paymentStatus: 'none' });
    const [entry] = (await shop.ctx.db.select().from(journal).where(eq(journal.streamId, paymentId))).slice(
      -1,
    );
    expect(entry?.data).not.toHaveProperty('adviceCode');
  });

  it('was refused by Stripe’s own code rather than by what the intent says, and its methods are read again', async () => {
    expect((await close(FAILED, { refusedWith: 'payment_method_detached' })).failureCode).toBe(
      'payment_method_detached',
    );
    expect(await effects()).toContain('sync_methods');
  });

  it('by an answer of the bank has no methods read again', async () => {
    await close(FAILED);
    expect(await effects()).not.toContain('sync_methods');
  });
});

describe('the invoice of a payment that ends without money', () => {
  it.each([
    ['failed', FAILED, 'none', 'failed'],
    ['failed while it was processing', FAILED, 'processing', 'failed'],
    ['canceled while it was processing', CANCELED, 'processing', 'none'],
    ['canceled after another had failed', CANCELED, 'failed', 'failed'],
  ] as const)('shows that it %s', async (_, how, before, after) => {
    await setInvoice({ paymentStatus: before });
    await close(how);
    expect(await invoiceRow(shop, made.invoiceId)).toMatchObject({ paymentStatus: after });
  });

  it('that another one has paid meanwhile shows nothing of it', async () => {
    await shop.ctx.db.delete(slots).where(eq(slots.paymentId, paymentId));
    await setInvoice({ status: 'paid', amountPaid: 12_000, paymentStatus: 'none' });
    await close(FAILED);
    expect(await invoiceRow(shop, made.invoiceId)).toMatchObject({ paymentStatus: 'none' });
  });

  it('is collected and has its verb finished, where it waits for either', async () => {
    const at = shop.ctx.now();
    const pendingVerb = { verb: 'void', commandId: 'void', requestedAt: at } as const;
    await setInvoice({ sentAt: at, pendingVerb });
    await close(FAILED);
    expect(await effects()).toEqual(expect.arrayContaining(['collect', 'finish_verb']));
  });
});

describe('whoever paid by a debit is told that it bounced, and the business too', () => {
  const BOTH = ['payment_failed', 'payment_failed_business'];
  it.each([
    ['a session’s debit', FAILED, { flow: 'session', via: 'link' }, BOTH],
    ['a debit of a method on file', FAILED, { flow: 'intent', via: 'portal', state: 'processing' }, BOTH],
    [
      'a card of a method on file, which the page said at once',
      FAILED,
      { flow: 'intent', via: 'portal' },
      [],
    ],
    ['a session that nobody paid', CANCELED, { flow: 'session', via: 'link' }, []],
    ['a charge by itself, of which collection tells', FAILED, { flow: 'session', via: 'autopay' }, []],
  ] as const)('%s', async (_, how, columns, templates) => {
    await close(how, { columns });
    expect(await told()).toEqual(templates);
  });
});

describe('the method of a payment that ends without money', () => {
  const declinedAt = async () => (await methodsOnFile(shop, made.customerId))[0]?.declinedAt ?? null;
  const withMethod = async () => {
    const { methodId } = await putOnFile(shop, made.customerId);
    return { columns: { paymentMethodId: methodId } };
  };

  it.each([
    ['declined', FAILED, 'generic_decline', true],
    ['canceled after a decline', CANCELED, 'insufficient_funds', true],
    ['failed for a reason that nobody named', FAILED, null, true],
    ['canceled before anybody was asked', CANCELED, null, false],
    ['failed technically', FAILED, 'processing_error', false],
  ] as const)('%s steps back: %s %s', async (_, how, failureCode, isMarked) => {
    await close(how, { ...(await withMethod()), facts: intent({ failureCode, adviceCode: null }) });
    expect((await declinedAt()) !== null).toBe(isMarked);
  });

  it('is that by which it was paid at Stripe, under whatever id', async () => {
    const { methodId } = await putOnFile(shop, made.customerId);
    await shop.ctx.db
      .update(paymentMethods)
      .set({ fingerprint: 'print' })
      .where(eq(paymentMethods.id, methodId));
    await close(FAILED, { facts: intent({ fingerprint: 'print' }) });
    expect(await declinedAt()).not.toBeNull();
  });
});
