import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  connections,
  disputes,
  emails,
  inbox,
  methodSetups,
  outbox,
  payments,
  refunds,
  stripeCustomers,
  unknownObjects,
} from '../../../src/db/schema/index.ts';
import { AGE_LIMITS, type Ageing } from '../../../src/domain/oldest-age.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { beginSetup } from '../../../src/operations/methods/begin-setup.ts';
import { readHealth } from '../../../src/operations/watch/health.ts';
import { raiseAlarms } from '../../../src/operations/watch/raise-alarms.ts';
import { onlyPayment, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { ownerOf } from '../../support/worker/methods.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How old each can be, said once more beside the code. */
const LIMITS: Readonly<Record<Ageing, Readonly<Record<string, number>>>> = {
  setup: { asked: DAY, unknown: DAY, open: DAY, verifying: 11 * DAY },
  refund: { requested: DAY, unknown: DAY, pending: 15 * DAY, requires_action: 46 * DAY },
  dispute: {
    warning_needs_response: 2 * DAY,
    needs_response: 2 * DAY,
    appeal_needs_response: 2 * DAY,
    warning_under_review: 76 * DAY,
    under_review: 76 * DAY,
    appeal_under_review: 76 * DAY,
  },
  connection: { catching_up: DAY, restored: DAY, disconnecting: DAY },
  stripe_customer: { requested: DAY },
  effect: { pending: 2 * DAY },
  event: { pending: 2 * DAY, quarantined: DAY },
  email: { queued: 2 * DAY, sending: 2 * DAY, unknown: 2 * DAY },
  unknown_object: { open: DAY },
};

let shop: Shop;
let invoice: { readonly invoiceId: string; readonly customerId: string };
beforeEach(async () => {
  shop = await openShop();
  const made = await readyInvoice(shop);
  invoice = made;
  await openSession(shop, made.payPath);
  const { db } = shop.ctx;
  // What the invoice itself has left open is not at stake, nor what another test's shop has.
  await db.batch([
    db.update(outbox).set({ state: 'done' }),
    db.update(emails).set({ state: 'sent' }),
    db.update(inbox).set({ state: 'handled' }),
    db.update(payments).set({ checkAt: null }),
    db.update(methodSetups).set({ checkAt: null }),
    db.update(refunds).set({ checkAt: null }),
    db.update(disputes).set({ closedAt: 0 }),
    db.update(connections).set({ pausedAt: null, pauseReason: null }),
    db.update(unknownObjects).set({ resolvedAt: 0 }),
    db.update(stripeCustomers).set({
      stripeCustomerId: sql`coalesce(${stripeCustomers.stripeCustomerId}, 'cus_' || ${stripeCustomers.customerId})`,
    }),
  ]);
});

/** Something that came to this state now. */
async function begin(what: Ageing, state: string): Promise<void> {
  const { db } = shop.ctx;
  const now = shop.ctx.now();
  const { id: paymentId } = await onlyPayment(shop);
  const { merchantId } = shop.scope;
  const { connectionId } = shop;
  const of = {
    merchantId,
    connectionId,
    paymentId,
    currency: 'USD',
    amount: 100,
    createdAt: now,
    updatedAt: now,
  };
  const set = (column: 'state', table: string, id: string) =>
    db.run(sql`update ${sql.raw(table)} set ${sql.raw(column)} = ${state} where id = ${id}`);
  switch (what) {
    case 'setup': {
      const setupId = newId(shop.ctx, 'set');
      const who = ownerOf(shop, invoice.customerId);
      must(await beginSetup(shop.ctx, { who, setupId, kind: 'card', locale: 'en' }));
      await db.update(methodSetups).set({ createdAt: now }).where(eq(methodSetups.id, setupId));
      return void (await set('state', 'method_setups', setupId));
    }
    case 'refund': {
      const id = newId(shop.ctx, 'ref');
      const paid = { state: 'succeeded', amountReceived: 12_000 } as const;
      await db.update(payments).set(paid).where(eq(payments.id, paymentId));
      await db.insert(refunds).values({ ...of, id, state: 'requested', checkAt: now });
      return void (await set('state', 'refunds', id));
    }
    case 'dispute': {
      const id = newId(shop.ctx, 'dis');
      const due = { reason: 'fraudulent', stripeDisputeId: `du_${id}`, evidenceDueAt: now };
      await db.insert(disputes).values({ ...of, ...due, id, state: 'needs_response' });
      return void (await set('state', 'disputes', id));
    }
    case 'connection':
      return void (await db.run(
        sql`update connections set pause_reason = ${state}, paused_at = ${now} where id = ${connectionId}`,
      ));
    case 'stripe_customer':
      return void (await db
        .update(stripeCustomers)
        .set({ stripeCustomerId: null, requestedAt: now })
        .where(eq(stripeCustomers.customerId, invoice.customerId)));
    case 'effect':
      return void (await db.insert(outbox).values({
        id: newId(shop.ctx, 'out'),
        merchantId,
        kind: 'collect',
        payload: { invoiceId: invoice.invoiceId },
        state: 'pending',
        attempts: 0,
        dueAt: now,
        leaseUntil: 0,
        createdAt: now,
      }));
    case 'event':
      return void (await db.insert(inbox).values({
        account: 'self',
        livemode: false,
        eventId: newId(shop.ctx, 'req'),
        type: 'payment_intent.succeeded',
        payload: '{}',
        state: state === 'pending' ? 'pending' : 'quarantined',
        attempts: 0,
        dueAt: now,
        receivedAt: now,
      }));
    case 'email': {
      const id = newId(shop.ctx, 'eml');
      await db.insert(emails).values({
        id,
        merchantId,
        cause: id,
        template: 'receipt',
        recipient: 'ap@payer.test',
        messageId: id,
        state: 'queued',
        createdAt: now,
      });
      return void (await set('state', 'emails', id));
    }
    case 'unknown_object':
      return void (await db.insert(unknownObjects).values({
        connectionId,
        paymentId: newId(shop.ctx, 'pay'),
        stripeId: 'pi_1',
        reason: 'unknown_payment',
        foundAt: now,
      }));
  }
}

async function alarms(what: Ageing): Promise<number> {
  const logged: string[] = [];
  await raiseAlarms({ ...shop.ctx, log: (event) => logged.push(event) });
  return logged.filter((event) => event === `${what}_unresolved`).length;
}

const late = async (): Promise<number> => {
  const { unresolvedRefunds, unresolvedSetups, overdue } = await readHealth(shop.ctx);
  return unresolvedRefunds + unresolvedSetups + overdue;
};

describe('every state that can be open has an oldest age', () => {
  it.each(AGE_LIMITS.map(({ what, state }) => [what, state] as const))(
    '(%s, %s): then an alarm is raised, once, and health counts it',
    async (what, state) => {
      const limit = LIMITS[what][state] ?? 0;
      await begin(what, state);
      const before = await late();
      shop.advance(limit - HOUR);
      expect(await alarms(what)).toBe(0);
      expect(await late()).toBe(before);
      shop.advance(2 * HOUR);
      expect(await late()).toBe(before + 1);
      expect(await alarms(what)).toBe(1);
      expect(await alarms(what)).toBe(0);
    },
  );

  it('and none is without one', () => {
    const said = Object.entries(LIMITS).flatMap(([what, of]) =>
      Object.keys(of).map((state) => `${what}/${state}`),
    );
    expect(AGE_LIMITS.map(({ what, state }) => `${what}/${state}`).toSorted()).toEqual(said.toSorted());
  });

  it('but a pause by a person, which lasts for as long as they want', async () => {
    await shop.ctx.db
      .update(connections)
      .set({ pausedAt: shop.ctx.now(), pauseReason: 'staff' })
      .where(eq(connections.id, shop.connectionId));
    shop.advance(100 * DAY);
    expect(await alarms('connection')).toBe(0);
  });
});
