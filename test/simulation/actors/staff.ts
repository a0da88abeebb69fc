import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { makeId } from '../../../src/domain/ids.ts';
import { disconnect } from '../../../src/operations/connections/disconnect.ts';
import { createCustomer } from '../../../src/operations/customers/create.ts';
import {
  markUncollectible,
  recordPayment,
  voidInvoice,
} from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { createDraft } from '../../../src/operations/invoices/create-draft.ts';
import type { DraftInput } from '../../../src/operations/invoices/draft-input.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { rotateLink } from '../../../src/operations/invoices/rotate-link.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import type { Random } from '../kernel/random.ts';
import { connect, type Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { retryUntilAnswered } from './retry.ts';

export type Wanted = {
  readonly merchant: Merchant;
  readonly customerId: string;
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  readonly dueDate: string;
  /** What it is sent with at once; else whatever comes. */
  readonly policy?: 'on_send' | 'never';
};

/** Creates a customer with an email address; calls back when it exists. */
export function makeCustomer(
  world: World,
  merchant: Merchant,
  random: Random,
  stripeCustomerId: string | null,
  then: (id: string) => void,
): void {
  const customerId = makeId('cus', world.scheduler.now(), random.bytes(9));
  const customer = {
    legalName: 'Payer Inc',
    email: `${customerId}@payer.test`,
    label: null,
    contactName: null,
    billingEmails: random.chance(0.2) ? [`a-${customerId}@payer.test`, `b-${customerId}@payer.test`] : [],
    telephone: null,
    url: null,
    taxStatus: 'TAXED',
    address: { line1: '2 Mill Lane', town: 'Salem', country: 'US' },
    customerAliases: [],
    locale: null,
    externalIds: stripeCustomerId === null ? [] : [{ key: 'Stripe', value: stripeCustomerId }],
    collectPolicy: null,
  };
  retryUntilAnswered(
    world,
    'create customer',
    ({ ctx }) => createCustomer(ctx, { scope: merchant.scope, customerId, commandId: customerId, customer }),
    (asked) => {
      if (asked.answered) then(customerId);
    },
  );
}

/** What comes to an amount: one line, or several with one below zero, discounts on the whole, tax and a deposit. */
function itemsOf(amount: number, random: Random): Pick<DraftInput, 'lines' | 'whole'> {
  const line = (unitAmount: number, more: Partial<DraftInput['lines'][number]> = {}) => ({
    description: 'Work',
    quantity: '1',
    unitAmount,
    discount: null,
    taxRates: [],
    ...more,
  });
  if (random.chance(0.6)) return { lines: [line(amount)] };
  const [returned, off, deposit] = [random.int(5_000), random.int(1_000), random.int(20_000)];
  const tax = [{ name: 'Sales tax', percentage: '0.01', inclusive: true }];
  const whole = {
    adjustments: [
      { kind: 'discount', description: 'As agreed', value: { kind: 'amount', amount: off } },
    ] as const,
    withholdings: [],
    deposits: deposit === 0 ? [] : [{ number: 'DEP-1', issuedOn: '2026-01-01', total: deposit, taxes: [] }],
    roundToCoin: false,
  };
  return {
    lines: [
      line(amount + off + deposit, { taxRates: tax }),
      line(returned),
      line(returned, { quantity: '-1', description: 'Returned' }),
    ],
    whole,
  };
}

/** Some are paid in parts: on days that are agreed, in any parts, or both. */
function partsOf(
  { amount, policy }: Wanted,
  random: Random,
): Pick<DraftInput, 'plan' | 'parts'> & Partial<DraftInput> {
  if (policy !== undefined || amount < 10_000 || !random.chance(0.3)) return {};
  const parts = random.chance(0.4) ? { allowed: true, least: random.pick([null, 5_000]) } : null;
  if (random.chance(0.2)) return { parts };
  const [first, step, count] = [random.int(3), random.between(1, 9), random.between(2, 4)];
  const plan = Array.from({ length: count }, (_, at) => ({
    share:
      at === count - 1
        ? ({ kind: 'rest' } as const)
        : ({ kind: 'percentage', percentage: String(random.between(15, 30)) } as const),
    due: { kind: 'after', count: first + at * step, unit: 'days' } as const,
  }));
  return { dueDate: null, plan, parts };
}

const POLICIES = [null, null, null, 'on_send', 'on_due_date', 'never'] as const;
const CHARGED = ['on_send', 'on_send', 'on_send', null] as const;

/** Creates an invoice and sends or only finalizes it; calls back when its links work. */
export function makeInvoice(world: World, wanted: Wanted, random: Random, then: (id: string) => void): void {
  const { merchant } = wanted;
  const invoiceId = makeId('inv', world.scheduler.now(), random.bytes(9));
  const draft = {
    customerId: wanted.customerId,
    currency: parseCurrency(wanted.currency),
    dueDate: parseLocalDate(wanted.dueDate),
    notes: null,
    paymentLink: true,
    collectPolicy: wanted.policy ?? random.pick(world.spots.areOfCharging ? CHARGED : POLICIES),
    ...itemsOf(wanted.amount, world.random.fork(`items ${invoiceId}`)),
    ...partsOf(wanted, world.random.fork(`parts ${invoiceId}`)),
  };
  // Where it counts who comes first, most links are given out by hand, and the invoice is sent later.
  const sends = wanted.policy !== undefined || random.chance(world.spots.has('expire') ? 0.3 : 0.85);
  retryUntilAnswered(
    world,
    'create draft',
    ({ ctx }) =>
      createDraft(ctx, { scope: merchant.scope, invoiceId, commandId: `${invoiceId}/draft`, draft }),
    (made) => {
      if (!made.answered) return;
      retryUntilAnswered(
        world,
        sends ? 'send' : 'finalize',
        ({ ctx }) =>
          sends
            ? sendInvoice(ctx, { scope: merchant.scope, invoiceId, commandId: `${invoiceId}/send`, to: null })
            : finalizeInvoice(ctx, { scope: merchant.scope, invoiceId, commandId: `${invoiceId}/finalize` }),
        (asked) => {
          if (asked.answered) then(invoiceId);
        },
      );
    },
  );
}

const VERBS = ['void', 'void', 'mark_uncollectible', 'record_payment', 'record_payment'] as const;

/** Runs a verb that forbids money, possibly while a payer pays. Its answer is recorded as a promise to check. */
export function forbid(
  world: World,
  merchant: Merchant,
  invoiceId: string,
  amount: number,
  random: Random,
): void {
  const verb = random.pick(VERBS);
  const commandId = `${invoiceId}/${verb}/${random.int(1e9)}`;
  const ask = { invoiceId, commandId };
  const share = random.chance(0.6) ? amount : Math.max(1, Math.floor(amount / 3));
  retryUntilAnswered(
    world,
    verb,
    ({ ctx }) => {
      if (verb === 'void') return voidInvoice(ctx, { scope: merchant.scope, ...ask });
      if (verb === 'mark_uncollectible') return markUncollectible(ctx, { scope: merchant.scope, ...ask });
      const payment = {
        amount: share,
        method: 'cash',
        reference: null,
        receivedOn: '2026-01-01',
        recordedBy: 'Ann',
      } as const;
      return recordPayment(ctx, { scope: merchant.scope, ...ask, payment });
    },
    (asked) => {
      if (!asked.answered || asked.result.kind !== 'done') return;
      // What is left of an invoice may still be paid by its link.
      if (verb === 'record_payment' && share !== amount) return;
      world.answered.push({ what: verb, subject: invoiceId, at: world.scheduler.now() });
    },
  );
}

/** Sends an invoice that was only finalized, or was sent before. */
export function send(world: World, merchant: Merchant, invoiceId: string): void {
  const commandId = `${invoiceId}/send later`;
  retryUntilAnswered(world, 'send', ({ ctx }) =>
    sendInvoice(ctx, { scope: merchant.scope, invoiceId, commandId, to: null }),
  );
}

/** Replaces an invoice's links. */
export function rotate(world: World, merchant: Merchant, invoiceId: string, random: Random): void {
  const commandId = `${invoiceId}/rotate/${random.int(1e9)}`;
  retryUntilAnswered(world, 'rotate', ({ ctx }) =>
    rotateLink(ctx, { scope: merchant.scope, invoiceId, commandId }),
  );
}

/**
 * Ends a business's connection to Stripe: from then on nothing is charged on it. Some close the page while it is being
 * done, and the request with it.
 */
export function endConnection(world: World, merchant: Merchant): void {
  const { connectionId } = merchant;
  const { scheduler } = world;
  const random = world.random.fork(`end ${connectionId}`);
  retryUntilAnswered(
    world,
    'disconnect',
    ({ ctx }) => {
      const task = scheduler.current();
      if (task !== null && random.chance(0.6)) {
        scheduler.at(scheduler.now() + 30 + random.wait(40), 'page closed', () => scheduler.kill(task));
      }
      return disconnect(ctx, { connectionId, by: 'Ann' });
    },
    (asked) => {
      if (!asked.answered || asked.result.kind !== 'done') return;
      world.answered.push({ what: 'disconnect', subject: connectionId, at: scheduler.now() });
      // Some connect the same account again: what was paid before is the earlier connection's.
      const later = scheduler.now() + random.int(3_600_000);
      if (random.chance(0.5))
        scheduler.at(later, 'connected again', () => reconnect(world, merchant, random));
    },
    0.7,
  );
}

function reconnect(world: World, { id: merchantId, account }: Merchant, random: Random): void {
  const active = world.store.look(
    `SELECT id FROM connections WHERE state = 'active' AND (merchant_id = ? OR account = ?)`,
    merchantId,
    account,
  );
  if (active.length > 0 || world.revoked.has(account)) return;
  const atMs = world.scheduler.now();
  connect(world.store, { id: makeId('con', atMs, random.bytes(9)), merchantId, account, atMs });
}
