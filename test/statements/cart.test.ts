import { describe, it } from 'vitest';
import { readCart, readOpenCart } from '../../src/db/queries/cart.ts';
import { selectClaims } from '../../src/db/queries/cart-statements.ts';
import { readCollectable } from '../../src/db/queries/collectable.ts';
import { failuresEver, triesWith } from '../../src/db/queries/declines.ts';
import { paymentBlocks, slots, sweeps } from '../../src/db/schema/index.ts';
import { reads } from './met.ts';
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
import { changed, row } from './rows.ts';

const { merchant, connection, customer, stripeCustomer, invoice, payment, target, method, refusal } = OWN;
const { entry, agreement, email, choice, dispute } = OWN;
const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const ENDED = { state: 'disconnected' };
const NOW = 1_000 * 24 * 3_600_000;
const DAY = 24 * 3_600_000;
const slot = row(slots, { invoiceId: 'inv_1', paymentId: 'pay_1' });
const sweep = row(sweeps, { connectionId: 'con_1', list: 'events', touchedAt: 700 });
const block = row(paymentBlocks, {
  id: 'blk_1',
  subjectType: 'link',
  subjectId: 'inv_1',
  until: NOW + 1,
  ...SCOPE,
});
const ofMerchant = changed(refusal, { subject_type: 'connection', subject_id: 'con_9' });
const ofInvoice = changed(entry, { stream_type: 'invoice', stream_id: 'inv_1' });
const house = [...NEIGHBOURS, merchant, connection, customer, stripeCustomer, invoice];
const ofHouse = [
  { of: stripeCustomer, in: [OTHER_CONNECTION, SIBLING] },
  { of: sweep, in: [OTHER_CONNECTION, { list: 'sessions' }] },
  { of: block, in: [OTHER_MODE, { released_at: 5 }, { subject_id: 'inv_2' }] },
  { of: ofMerchant, in: [OTHER_BUSINESS, { ended_at: 5 }] },
  { of: ofInvoice, in: [{ stream_type: 'customer' }, { stream_id: 'inv_2' }] },
];
const ofTaken = [
  { of: target, in: [OTHER_PAYMENT] },
  { of: slot, in: [OTHER_INVOICE] },
];
const rows = [...house, sweep, block, ofMerchant, ofInvoice, payment, target, slot, method];

describe('a cart', () => {
  const ask = { ids: ['inv_1'], owner: OWNER, paceSince: 50 };

  it('holds invoices of its owner, with what is theirs alone', () =>
    reads((db) => readCart(db, ask), rows, [
      { of: invoice, in: [...WHOSE, SIBLING, { id: 'inv_9' }, { status: 'draft' }] },
      ...ofHouse,
      ...ofTaken,
      { of: method, in: [SIBLING] },
    ]));

  it('moves money through the active connection of the business, in the mode', () =>
    reads(async (db) => (await readCart(db, ask))?.connection?.id, house, [
      { of: connection, in: [...WHOSE, ENDED] },
    ]));

  it('offers methods of the active connection that are not detached', () =>
    reads(async (db) => (await readCart(db, ask))?.methods, rows, [
      { of: method, in: [SIBLING, OTHER_CONNECTION, { state: 'detached' }] },
    ]));

  it('of everything that is open is its owner’s, in the currency', () =>
    reads((db) => readOpenCart(db, OWNER, { currency: 'USD', most: 5, paceSince: 50 }), rows, [
      { of: invoice, in: [...WHOSE, SIBLING, { status: 'paid' }, { currency: 'EUR' }] },
    ]));

  it('knows how many sessions began on the connection of late', async () => {
    const outside = [{ flow: 'intent' }, { claimed_at: 50 }];
    await reads(
      (db) => selectClaims(db, ['con_1'], 50),
      [payment],
      [{ of: payment, in: [OTHER_CONNECTION, ...outside] }],
    );
    await reads(async (db) => (await readCart(db, ask))?.claimsOfLate, rows, [
      { of: payment, in: [OTHER_CONNECTION, ...outside] },
    ]);
  });
});

describe('what is collected', () => {
  const chargedAt = (at: number) => JSON.stringify({ chargeAt: at });
  const dated = changed(invoice, { noticed_for: 900 });
  const notice = changed(email, { template: 'charge_notice', facts: chargedAt(900), created_at: 800 });
  const collected = [...rows.filter((each) => each !== invoice), dated, agreement, notice, choice];

  it('is decided by what is of the invoice, its customer and their methods', async () => {
    const read = (db: Parameters<typeof readCollectable>[0]) => readCollectable(db, 'inv_1', NOW);
    await reads(read, collected, [
      { of: dated, in: [{ id: 'inv_9' }] },
      ...ofHouse,
      ...ofTaken,
      { of: agreement, in: [SIBLING, { kind: 'bank_debit' }] },
      { of: notice, in: [OTHER_INVOICE, { template: 'payment_receipt', facts: null }] },
      { of: choice, in: [OTHER_INVOICE] },
    ]);
    await reads(async (db) => (await read(db))?.noticedAt, collected, [
      { of: notice, in: [OTHER_INVOICE, { template: 'invoice_sent' }, { facts: chargedAt(901) }] },
    ]);
    await reads(
      async (db) => (await read(db))?.hasOpenDispute,
      [...collected, dispute],
      [
        { of: dispute, in: [OTHER_PAYMENT, { closed_at: 5 }] },
        { of: payment, in: [SIBLING] },
      ],
    );
  });

  it('counts what a bank declined of the customer’s cards, and what is under way', async () => {
    const declined = changed(payment, {
      id: 'pay_8',
      state: 'failed',
      closed_at: NOW - DAY + 1,
      fingerprint: 'fp_1',
    });
    const read = (db: Parameters<typeof readCollectable>[0]) => readCollectable(db, 'inv_1', NOW);
    const others = [
      { fingerprint: 'fp_2' },
      { state: 'succeeded' },
      { state: 'canceled', failure_code: null },
    ];
    await reads(
      async (db) => (await read(db))?.spent,
      [...collected, declined],
      [
        { of: declined, in: others },
        { of: method, in: [SIBLING, { fingerprint: 'fp_2' }] },
      ],
    );
    await reads(
      async (db) => (await read(db))?.spent[0]?.last24h,
      [...collected, declined],
      [{ of: declined, in: [] }],
    );
    const open = changed(payment, { id: 'pay_7', fingerprint: 'fp_1', closed_at: null });
    await reads(
      async (db) => (await read(db))?.underWay,
      [...collected, open],
      [{ of: open, in: [{ fingerprint: 'fp_2' }, { closed_at: 5 }] }],
    );
    await reads((db) => failuresEver(db, 'fp_1'), [declined], [{ of: declined, in: others }]);
    const tries = (db: Parameters<typeof triesWith>[0]) => triesWith(db, 'fp_1', NOW);
    await reads(tries, [declined], [{ of: declined, in: [...others, { closed_at: NOW - 30 * DAY }] }]);
    await reads(tries, [open], [{ of: open, in: [{ fingerprint: 'fp_2' }, { closed_at: 5 }] }]);
    await reads(
      async (db) => (await tries(db)).last24h,
      [declined],
      [{ of: declined, in: [{ closed_at: NOW - DAY }] }],
    );
  });
});
