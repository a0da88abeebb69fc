import { describe, expect, it } from 'vitest';
import { readOwnPayment } from '../../src/db/queries/own-payment.ts';
import {
  findPayment,
  readPayment,
  selectPaymentsToCheck,
  selectPaymentsToLookBackAt,
  selectPaymentToCheck,
} from '../../src/db/queries/payment.ts';
import { readPaymentMoney } from '../../src/db/queries/payment-money.ts';
import {
  selectDisputes,
  selectPayment,
  selectPayments,
  selectPaymentsOf,
  selectRefunds,
  selectTargets,
  selectTargetsOfPage,
} from '../../src/db/queries/payments-read.ts';
import { answerOf, reads } from './met.ts';
import {
  NEIGHBOURS,
  OTHER_BUSINESS,
  OTHER_CONNECTION,
  OTHER_INVOICE,
  OTHER_MODE,
  OTHER_PAYMENT,
  OWN,
  OWNER,
  SCOPE,
  SIBLING,
} from './own.ts';
import { changed } from './rows.ts';

const {
  merchant,
  connection,
  customer,
  invoice,
  payment,
  target,
  refund,
  dispute,
  credit,
  allocation,
  entry,
} = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const PAGE = { startingAfter: null, limit: 10 };
const ANY = { customerId: null, invoiceId: null, state: null };
const ofPayment = changed(entry, { stream_type: 'payment', stream_id: 'pay_1' });
const ofInvoice = changed(entry, { stream_type: 'invoice', stream_id: 'inv_1' });

describe('a payment', () => {
  it('is shown to its own customer, of this business and in this mode, with the own issued invoices', async () => {
    await reads(
      (db) => readOwnPayment(db, OWNER, 'pay_1'),
      [payment, target, invoice],
      [
        { of: payment, in: [...WHOSE, SIBLING, { id: 'pay_9' }] },
        { of: target, in: [OTHER_PAYMENT, OTHER_INVOICE] },
        { of: invoice, in: [...WHOSE, SIBLING, { status: 'draft' }, { number_value: null }] },
      ],
    );
  });

  it('is read by the business with what was refunded of it, and no other', async () => {
    const failed = ['failed', 'canceled', 'requested', 'unknown'].map((state) => ({ state }));
    const strays = [
      { of: payment, in: [...WHOSE, { id: 'pay_9' }] },
      { of: refund, in: [OTHER_PAYMENT, ...failed] },
    ];
    await reads((db) => selectPayment(db, SCOPE, 'pay_1'), [payment, refund], strays);
    await reads(
      (db) => selectPaymentsOf(db, SCOPE, 'inv_1'),
      [payment, target],
      [
        { of: payment, in: [...WHOSE, { id: 'pay_9' }] },
        { of: target, in: [OTHER_PAYMENT, OTHER_INVOICE] },
      ],
    );
    await reads((db) => selectTargets(db, 'pay_1'), [target], [{ of: target, in: [OTHER_PAYMENT] }]);
    await reads((db) => selectRefunds(db, 'pay_1'), [refund], [{ of: refund, in: [OTHER_PAYMENT] }]);
    await reads((db) => selectDisputes(db, 'pay_1'), [dispute], [{ of: dispute, in: [OTHER_PAYMENT] }]);
  });

  it.each([
    ['of the business', ANY, WHOSE],
    ['of a customer', { ...ANY, customerId: 'cus_1' }, [...WHOSE, SIBLING]],
    ['in a state', { ...ANY, state: 'processing' as const }, [...WHOSE, { state: 'failed' }]],
    ['for an invoice', { ...ANY, invoiceId: 'inv_1' }, WHOSE],
  ])('is on the page %s, before where the page begins', async (_, filters, strays) => {
    const page = { ...PAGE, startingAfter: 'pay_2' };
    const beyond = [{ id: 'pay_2' }, { id: 'pay_3' }];
    const named = filters.invoiceId === null ? [] : [{ of: target, in: [OTHER_INVOICE] }];
    await reads(
      (db) => selectPayments(db, SCOPE, filters, page),
      [payment, target],
      [{ of: payment, in: [...strays, ...(filters.invoiceId === null ? beyond : [])] }, ...named],
    );
    await reads(
      (db) => selectTargetsOfPage(db, SCOPE, filters, page),
      [payment, target],
      [
        { of: payment, in: strays },
        { of: target, in: [OTHER_PAYMENT] },
      ],
    );
  });

  it('is found on its connection, by whichever of Stripe’s ids it has', async () => {
    const none = { sessionId: null, intentId: null, chargeId: null, paymentId: null };
    const known = changed(payment, {
      stripe_session_id: 'cs_1',
      stripe_payment_intent_id: 'pi_1',
      stripe_charge_id: 'ch_1',
    });
    for (const [asked, column] of [
      [{ sessionId: 'cs_1' }, 'stripe_session_id'],
      [{ intentId: 'pi_1' }, 'stripe_payment_intent_id'],
      [{ chargeId: 'ch_1' }, 'stripe_charge_id'],
      [{ paymentId: 'pay_1' }, 'id'],
    ] as const) {
      await reads(
        (db) => findPayment(db, 'con_1', { ...none, ...asked }),
        [known],
        [{ of: known, in: [OTHER_CONNECTION, { [column]: 'other' }] }],
      );
    }
  });

  it('is checked when it is due, sound or missed', async () => {
    const limits = { sound: 4, latest: 2, missed: 2 };
    for (const due of [
      changed(payment, { check_at: 500 }),
      changed(payment, { check_at: 500, missed_checks: 1 }),
    ]) {
      await reads(
        (db) => selectPaymentsToCheck(db, 500, limits),
        [due],
        [{ of: due, in: [{ check_at: 501 }, { check_at: null }] }],
      );
    }
    await reads(
      (db) => selectPaymentToCheck(db, 'pay_1'),
      [payment],
      [{ of: payment, in: [{ id: 'pay_2' }] }],
    );
    const ended = changed(payment, { look_back_at: 500 });
    const ask = { now: 500, livemode: false, limit: 5 };
    await reads(
      (db) => selectPaymentsToLookBackAt(db, ask),
      [ended],
      [{ of: ended, in: [OTHER_MODE, { look_back_at: 501 }, { look_back_at: null }] }],
    );
  });

  it('that is not there is read as nothing', () =>
    reads(
      async (db) => (await readPayment(db, 'pay_1')) === null,
      [...NEIGHBOURS, merchant, connection, customer, payment],
      [{ of: payment, in: [{ id: 'pay_2' }] }],
    ));
});

describe('the money of a payment', () => {
  it('is what is of this payment, its invoices and their other payments', async () => {
    const rows = [...NEIGHBOURS, merchant, connection, customer, payment, invoice, target];
    const money = [refund, dispute, credit, allocation, entry, ofPayment, ofInvoice];
    const streams = [{ stream_id: 'other' }, { stream_type: 'merchant' }];
    await reads(
      (db) => readPaymentMoney(db, 'pay_1'),
      [...rows, ...money],
      [
        { of: target, in: [OTHER_PAYMENT] },
        { of: refund, in: [OTHER_PAYMENT] },
        { of: dispute, in: [OTHER_PAYMENT] },
        { of: credit, in: [OTHER_PAYMENT] },
        { of: allocation, in: [{ source_type: 'credit' }, { source_id: 'pay_2' }] },
        ...[entry, ofPayment, ofInvoice].map((each) => ({ of: each, in: streams })),
      ],
    );
  });

  it('is nothing of one that is not there, and the first of its streams where nothing was written', async () => {
    const money = (...held: Parameters<typeof answerOf>[0]) =>
      answerOf(held, (db) => readPaymentMoney(db, 'pay_1'));
    expect(await money()).toBeNull();
    expect(await money(OWN.payment, OWN.connection, OWN.merchant)).toBeNull();
    expect(await money(OWN.payment, OWN.merchant, OWN.customer)).toBeNull();
    const first = { seq: 0, hash: '' };
    const own = await money(OWN.payment, OWN.connection, OWN.merchant, OWN.customer);
    expect(own).toMatchObject({ head: first, customerHead: first, targets: [], credit: null });
  });
});
