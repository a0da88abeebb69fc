import { and, eq } from 'drizzle-orm';
import {
  bulkActs,
  clientImports,
  clientMappings,
  connections,
  customerImports,
  customers,
  disputes,
  invitations,
  invoices,
  outbox,
  payments,
  schedules,
  scheduleTerms,
  webhookDeliveries,
  webhookEndpoints,
  webhookEvents,
} from '../../../src/db/schema/index.ts';
import { insertImport } from '../../../src/db/writes/customer-imports.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { TERMS } from '../../support/worker/schedules.ts';
import type { Shop } from '../../support/worker/shop.ts';
import { hire, type StaffBrowser } from '../../support/worker/staff.ts';
import type { Ids, Row } from './route-row.ts';

/** Things of a business for one request, whatever became of those before: it is connected, and an import of clients runs. */
export async function freshIds(at: Shop): Promise<Ids> {
  const { ctx, connectionId } = at;
  const { merchantId } = at.scope;
  const { personId: memberId } = await hire(at, [[at, 'finance']]);
  const now = ctx.now();
  const invitationId = newId(ctx, 'ivt');
  const address = `${invitationId}@staff.test`;
  const role = 'finance' as const;
  const customerId = newId(ctx, 'cus');
  const customer = { legalName: 'Acme', email: `${customerId}@acme.test`, taxStatus: 'TAXED' };
  const lists = { billingEmails: [], customerAliases: [], address: {} };
  const [payerId, paymentId, jobId] = [newId(ctx, 'cus'), newId(ctx, 'pay'), newId(ctx, 'out')];
  const [bulkId, disputeId] = [newId(ctx, 'blm'), newId(ctx, 'dis')];
  const importId = newId(ctx, 'imp');
  const [endpointId, eventId] = [newId(ctx, 'whe'), newId(ctx, 'evt')];
  const hooks = { endpointId, eventId };
  const place = { orderingKey: `invoice/${eventId}`, seq: 1 };
  const invoiceImportId = newId(ctx, 'imp');
  const [scheduleImportId, subscriptionImportId] = [newId(ctx, 'imp'), newId(ctx, 'imp')];
  const clientImportId = newId(ctx, 'cim');
  // The other one is erased by a route, which an invoice would keep it from.
  const [draftId, billedId] = [newId(ctx, 'inv'), newId(ctx, 'cus')];
  const scheduleId = newId(ctx, 'sch');
  const formerConnectionId = newId(ctx, 'con');
  const former = { account: `acct_former${formerConnectionId.slice(4)}`, state: 'disconnected' as const };
  const connected = { state: 'active', disconnectedAt: null, pausedAt: null, pauseReason: null } as const;
  const read = {
    state: 'ready',
    run: 1,
    runStartedAt: now,
    readAt: now,
    usedAt: now,
    lastBatch: null,
  } as const;
  await ctx.db.batch([
    ctx.db.insert(invitations).values({
      id: invitationId,
      merchantId,
      address,
      written: address,
      role,
      createdAt: now,
      expiresAt: now + 60_000,
    }),
    ctx.db.update(connections).set(connected).where(eq(connections.id, connectionId)),
    ctx.db.insert(connections).values({
      id: formerConnectionId,
      ...at.scope,
      ...former,
      createdAt: 0,
      disconnectedAt: now,
      eventsWatermark: 0,
    }),
    ctx.db
      .insert(clientMappings)
      .values({ connectionId, ...read })
      .onConflictDoUpdate({ target: clientMappings.connectionId, set: read }),
    ctx.db
      .insert(customers)
      .values({ id: customerId, ...at.scope, ...customer, ...lists, createdAt: now, updatedAt: now }),
    ctx.db
      .insert(customers)
      .values({ id: payerId, ...at.scope, ...customer, ...lists, createdAt: now, updatedAt: now }),
    ctx.db.insert(outbox).values({
      id: jobId,
      merchantId,
      kind: 'collect',
      payload: { invoiceId: 'inv_none' },
      state: 'done',
      attempts: 1,
      dueAt: now,
      leaseUntil: 0,
      createdAt: now,
      doneAt: now,
    }),
    ctx.db.insert(bulkActs).values({
      id: bulkId,
      ...at.scope,
      act: 'send',
      personId: memberId,
      startedBy: address,
      invoices: 0,
      createdAt: now,
    }),
    ctx.db.insert(payments).values({
      id: paymentId,
      ...at.scope,
      connectionId,
      customerId: payerId,
      via: 'link',
      attempt: 1,
      currency: 'USD',
      amount: 100,
      amountReceived: 100,
      state: 'succeeded',
      request: '{}',
      claimedAt: now,
      expiresAt: now,
      succeededAt: now,
      closedAt: now,
      updatedAt: now,
    }),
    ctx.db.insert(disputes).values({
      id: disputeId,
      merchantId,
      connectionId,
      paymentId,
      stripeDisputeId: `dp_${disputeId}`,
      currency: 'USD',
      amount: 100,
      reason: 'general',
      state: 'won',
      createdAt: now,
      updatedAt: now,
    }),
    ctx.db
      .insert(customers)
      .values({ id: billedId, ...at.scope, ...customer, ...lists, createdAt: now, updatedAt: now }),
    ctx.db.insert(schedules).values({
      id: scheduleId,
      ...at.scope,
      customerId: billedId,
      name: 'Hosting',
      status: 'active',
      currency: 'USD',
      every: 1,
      unit: 'months',
      startsOn: '2199-01-31',
      trialDays: 0,
      anchor: '2199-01-31',
      timing: 'advance',
      timeZone: 'America/New_York',
      hour: 9,
      catchUpLimit: 3,
      termsVersion: 1,
      nextNumber: 1,
      createdAt: now,
      updatedAt: now,
    }),
    ctx.db
      .insert(scheduleTerms)
      .values({ scheduleId, version: 1, fromNumber: 1, terms: TERMS, createdAt: now }),
    ctx.db.insert(invoices).values({ id: draftId, ...at.scope, customerId: billedId, ...emptyDraft(now) }),
    ctx.db
      .insert(customerImports)
      .values({ id: importId, ...at.scope, state: 'ready', startedBy: address, createdAt: now }),
    ...(
      [
        [scheduleImportId, 'schedules'],
        [subscriptionImportId, 'subscriptions'],
      ] as const
    ).map(([id, kind]) =>
      insertImport(ctx.db, { id, ...at.scope, kind, state: 'ready', startedBy: address, createdAt: now }),
    ),
    ctx.db.insert(customerImports).values({
      id: invoiceImportId,
      ...at.scope,
      kind: 'invoices',
      state: 'ready',
      startedBy: address,
      createdAt: now,
    }),
    ctx.db.insert(webhookEvents).values({
      ...{
        id: eventId,
        ...at.scope,
        ...place,
        type: 'invoice.paid',
        objectId: 'inv_none',
        at: now,
        data: {},
      },
    }),
    ctx.db.insert(webhookEndpoints).values({
      ...{
        id: endpointId,
        ...at.scope,
        url: 'https://erp.test/hooks',
        types: ['invoice.deleted'],
        state: 'on',
      },
      ...{ keyNumber: 1, secretVersion: 1, createdAt: now, updatedAt: now },
    }),
    ctx.db
      .insert(webhookDeliveries)
      .values({ ...hooks, ...place, merchantId, state: 'delivered', begunAt: now }),
    ctx.db
      .update(clientImports)
      .set({ state: 'canceled', endedAt: now, dueAt: null })
      .where(and(eq(clientImports.connectionId, connectionId), eq(clientImports.state, 'running'))),
    ctx.db.insert(clientImports).values({
      id: clientImportId,
      connectionId,
      state: 'running',
      begunBy: address,
      begunAt: now,
      wave: 1,
    }),
  ]);
  const imports = { importId, invoiceImportId, scheduleImportId, subscriptionImportId, clientImportId };
  const invoiceIds = { draftId, paymentId, jobId, scheduleId, ...hooks, bulkId, disputeId };
  return { merchantId, memberId, invitationId, customerId, ...invoiceIds, ...imports, formerConnectionId };
}

const emptyDraft = (now: number) => ({
  currency: 'USD',
  status: 'draft' as const,
  timeZone: 'America/New_York',
  subtotal: 0,
  discountTotal: 0,
  taxTotal: 0,
  amountDue: 0,
  amountPaid: 0,
  taxes: [],
  paymentLink: true,
  createdAt: now,
  updatedAt: now,
});

type Asking = Pick<StaffBrowser, 'get' | 'post'>;

/** Asks for a route of the table. */
export function ask(browser: Asking, row: Row, ids: Ids, headers = {}, more = {}): Promise<Response> {
  const [method, route = ''] = row.route.split(' ', 2);
  const path = `/dashboard/${ids.merchantId}${row.path?.(ids) ?? (route === '/' ? '' : route)}`;
  return method === 'GET'
    ? browser.get(path, headers)
    : browser.post(path, { ...row.fields?.(ids), ...more }, headers);
}
