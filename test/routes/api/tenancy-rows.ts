import { sql } from 'drizzle-orm';
import { type Context, newId } from '../../../src/operations/core/context.ts';
import { type ApiClient, makeCustomer, makeDraft } from '../../support/worker/api.ts';
import { addBlock } from '../../support/worker/blocks.ts';
import { addKey, type Seeded } from '../../support/worker/context.ts';

/** One of each thing of a business that a path of the API can name. */
export type Theirs = Readonly<Record<keyof typeof PREFIX, string>>;

/** What stands for each in the table below, and how its ids begin. */
export const PREFIX = {
  customer: 'cus',
  draft: 'inv',
  open: 'inv',
  creditNote: 'cno',
  attachment: 'att',
  block: 'blk',
  payment: 'pay',
  refund: 'ref',
  method: 'pm',
  import: 'imp',
  invoiceImport: 'imp',
  scheduleImport: 'imp',
  subscriptionImport: 'imp',
  clientImport: 'cim',
  key: 'key',
  connection: 'con',
  job: 'out',
  schedule: 'sch',
  endpoint: 'whe',
  event: 'evt',
} as const;

const CHANGE = {
  from: 'next',
  terms: { lines: [{ price: 'fixed', description: 'Stolen', unitAmount: 100 }] },
};

type Row = [method: string, path: string, body?: object];

/** Every call whose path names something of a business. The test beside it fails for one that is not here. */
export const CALLS: Row[] = [
  ['GET', '/customers/:customer'],
  ['PUT', '/customers/:customer', { legalName: 'Stolen' }],
  ['PATCH', '/customers/:customer', { legalName: 'Stolen' }],
  ['DELETE', '/customers/:customer'],
  ['GET', '/customers/:customer/figures'],
  ['GET', '/customers/:customer/parent-change'],
  ['GET', '/customers/:customer/credits'],
  ['POST', '/customers/:customer/credits', { amount: 100, currency: 'USD' }],
  ['GET', '/customers/:customer/timeline'],
  ['GET', '/customers/:customer/messages'],
  ['GET', '/customers/:customer/export'],
  ['GET', '/customers/:customer/stripe-link'],
  ['PUT', '/customers/:customer/stripe-link', { stripeCustomerId: 'cus_stolen' }],
  ['DELETE', '/customers/:customer/stripe-link'],
  ['POST', '/customers/:customer/erase', { stripeCustomer: 'keep' }],
  ['POST', '/customers/:customer/addresses/export', { address: 'ada@payer.test' }],
  ['POST', '/customers/:customer/addresses/erase', { address: 'ada@payer.test' }],
  ['POST', '/customers/:customer/portal-sessions', {}],
  ['GET', '/customers/:customer/payment-methods'],
  [
    'POST',
    '/customers/:customer/payment-method-setups',
    { kind: 'card', returnUrl: 'https://intruder.test/back' },
  ],
  ['POST', '/customers/:customer/payment-methods/:method/default'],
  ['POST', '/customers/:customer/payment-methods/:method/confirm'],
  ['DELETE', '/customers/:customer/payment-methods/:method'],
  ['GET', '/customer-imports/:import'],
  ['GET', '/customer-imports/:import/lines'],
  ['POST', '/customer-imports/:import/apply', {}],
  ['POST', '/customer-imports/:import/cancel'],
  ['GET', '/invoice-imports/:invoiceImport'],
  ['GET', '/invoice-imports/:invoiceImport/lines'],
  ['POST', '/invoice-imports/:invoiceImport/apply', {}],
  ['POST', '/invoice-imports/:invoiceImport/cancel'],
  ['GET', '/schedule-imports/:scheduleImport'],
  ['GET', '/schedule-imports/:scheduleImport/lines'],
  ['POST', '/schedule-imports/:scheduleImport/apply', {}],
  ['POST', '/schedule-imports/:scheduleImport/cancel'],
  ['GET', '/subscription-imports/:subscriptionImport'],
  ['GET', '/subscription-imports/:subscriptionImport/lines'],
  ['POST', '/subscription-imports/:subscriptionImport/apply', {}],
  ['POST', '/subscription-imports/:subscriptionImport/cancel'],
  ['GET', '/mapping/clients/:customer/candidates'],
  ['GET', '/mapping/imports/:clientImport'],
  ['GET', '/mapping/imports/:clientImport/clients?state=waiting'],
  ['POST', '/mapping/imports/:clientImport/cancel'],
  ['GET', '/invoices/:draft'],
  ['DELETE', '/invoices/:draft'],
  ['GET', '/invoices/:open/messages'],
  ['GET', '/invoices/:draft/timeline'],
  ['GET', '/invoices/:open/timeline'],
  ['GET', '/invoices/:open/part-preview?from=outside&amount=100'],
  ['POST', '/invoices/:draft/finalize'],
  ['POST', '/invoices/:draft/send', { to: ['intruder@elsewhere.test'] }],
  ['POST', '/invoices/:open/send'],
  ['POST', '/invoices/:open/start-collecting'],
  ['POST', '/invoices/:open/void'],
  ['POST', '/invoices/:open/mark-uncollectible'],
  ['POST', '/invoices/:open/record-payment', { amount: 100 }],
  ['POST', '/invoices/:open/reverse-payment', { offlinePaymentId: 'off_1' }],
  ['POST', '/invoices/:open/apply-credit'],
  ['POST', '/invoices/:open/credit-notes', { amount: 100 }],
  ['POST', '/invoices/:open/reissue', {}],
  ['POST', '/invoices/:open/attachments?name=a.txt', {}],
  ['GET', '/invoices/:open/attachments'],
  ['GET', '/invoices/:open/attachments/:attachment/content'],
  ['DELETE', '/invoices/:open/attachments/:attachment'],
  ['GET', '/credit-notes/:creditNote'],
  ['POST', '/invoices/:open/rotate-link'],
  ['GET', '/schedules/:schedule'],
  ['GET', '/schedules/:schedule/preview'],
  ['GET', '/schedules/:schedule/periods'],
  ['POST', '/schedules/:schedule/pause'],
  ['POST', '/schedules/:schedule/mails', { mails: false }],
  ['POST', '/schedules/:schedule/cadence', { unit: 'years' }],
  ['POST', '/schedules/:schedule/preview-cadence', { unit: 'years' }],
  ['POST', '/schedules/:schedule/resume', { missed: 'skip' }],
  ['POST', '/schedules/:schedule/answer', { missed: 'skip' }],
  ['POST', '/schedules/:schedule/start-again'],
  ['POST', '/schedules/:schedule/skip'],
  ['POST', '/schedules/:schedule/end', { when: 'now' }],
  ['POST', '/schedules/:schedule/change', CHANGE],
  ['POST', '/schedules/:schedule/preview-change', CHANGE],
  ['POST', '/schedules/:schedule/quantities', { meter: 'seats', quantity: '1' }],
  ['POST', '/schedules/:schedule/periods/1/make-again'],
  ['GET', '/payments/:payment'],
  ['GET', '/payments/:payment/timeline'],
  ['POST', '/payments/:payment/refunds', {}],
  ['POST', '/payments/:payment/close', { reason: 'Gone.' }],
  ['GET', '/refunds/:refund'],
  ['POST', '/refunds/:refund/release'],
  ['POST', '/payment-blocks/:block/release', { reason: 'Mine.' }],
  ['POST', '/findings/unknown_object/:payment/dismiss', { reason: 'Looked at.' }],
  ['POST', '/connections/:connection/connect'],
  ['GET', '/api-keys/:key'],
  ['POST', '/api-keys/:key/rotate', {}],
  ['POST', '/api-keys/:key/revoke'],
  ['GET', '/stopped-work/dead_effect/:job'],
  ['GET', '/webhook-endpoints/:endpoint'],
  ['PATCH', '/webhook-endpoints/:endpoint', { url: 'https://intruder.test/hooks' }],
  ['DELETE', '/webhook-endpoints/:endpoint'],
  ['POST', '/webhook-endpoints/:endpoint/rotate', {}],
  ['POST', '/webhook-endpoints/:endpoint/test'],
  ['POST', '/webhook-endpoints/:endpoint/replay', { since: '2026-01-01T00:00:00Z' }],
  ['GET', '/webhook-endpoints/:endpoint/deliveries'],
  ['GET', '/webhook-endpoints/:endpoint/deliveries/:event'],
  ['POST', '/webhook-endpoints/:endpoint/deliveries/:event/replay'],
];

/**
 * What is tried apart: a draft is replaced for a customer of one's own, and a kind, or a version's number of one's own profile,
 * names nothing of anybody's.
 */
export const APART = [
  'PUT /invoices/{}',
  'GET /stopped-work/{}',
  'POST /stopped-work/{}/run-again',
  'GET /settings/profile/versions/{}',
  'POST /settings/profile/versions/{}/restore',
];

/** Makes one of each, by the business's own key where that can. */
export async function makeTheirs(ctx: Context, owner: Seeded, mine: ApiClient): Promise<Theirs> {
  const hooks = await mine('POST', '/webhook-endpoints', { url: 'https://theirs.test/hooks' });
  const customer = await makeCustomer(mine, { externalIds: [{ key: 'Xero', value: 'secret' }] });
  const draft = (await makeDraft(mine, customer)).id;
  const open = (await makeDraft(mine, customer)).id;
  await mine('POST', `/invoices/${open}/finalize`);
  const noted = await mine('POST', `/invoices/${open}/credit-notes`, { amount: 100 });
  const text = { 'Content-Type': 'text/plain' };
  const attached = await mine('POST', `/invoices/${open}/attachments?name=a.txt`, 'theirs', text);
  const { apiKeyId: key } = await addKey(ctx, owner.scope);
  const csv = { 'Content-Type': 'text/csv' };
  const sent = await mine('POST', '/customer-imports', 'name,email\nAcme,ap@acme.test\n', csv);
  const csvOfInvoices = 'number,issueDate,customerId,gross\nA-1,2024-01-01,cus_1,10\n';
  const taken = await mine('POST', '/invoice-imports', csvOfInvoices, csv);
  const csvOfSchedules = 'externalId,customerId,unit,startsOn,unitPrice\ns,cus_1,months,2199-01-01,10\n';
  const scheduleFile = await mine('POST', '/schedule-imports', csvOfSchedules, csv);
  const csvOfStripe =
    'id,Customer ID,Currency,Interval,Amount,Status,Current Period End (UTC)\nsub_1,cus_1,usd,month,1,active,x\n';
  const stripeFile = await mine('POST', '/subscription-imports', csvOfStripe, csv);
  const connection = owner.connectionId ?? '';
  const ids = {
    payment: newId(ctx, 'pay'),
    refund: newId(ctx, 'ref'),
    method: newId(ctx, 'pm'),
    clientImport: newId(ctx, 'cim'),
    job: newId(ctx, 'out'),
  };
  const at = ctx.now();
  const { merchantId } = owner;
  const statements = [
    sql`INSERT INTO payments (id, merchant_id, connection_id, customer_id, livemode, via, attempt, currency, amount, state,
      request, stripe_payment_intent_id, stripe_charge_id, amount_received, claimed_at, expires_at, succeeded_at, closed_at,
      updated_at, flow) VALUES (${ids.payment}, ${merchantId}, ${connection}, ${customer}, 0, 'autopay', 1, 'USD', 1000,
      'succeeded', '{}', 'pi_theirs', 'ch_theirs', 1000, ${at}, ${at}, ${at}, ${at}, ${at}, 'intent')`,
    sql`INSERT INTO refunds (id, merchant_id, connection_id, payment_id, stripe_refund_id, currency, amount, state, created_at,
      updated_at) VALUES (${ids.refund}, ${merchantId}, ${connection}, ${ids.payment}, 're_theirs', 'USD', 100, 'succeeded',
      ${at}, ${at})`,
    sql`INSERT INTO payment_methods (id, merchant_id, connection_id, customer_id, stripe_payment_method_id, type, summary,
      state, is_default, position, created_at, updated_at) VALUES (${ids.method}, ${merchantId}, ${connection}, ${customer},
      'pm_theirs', 'card', '{"type":"card","brand":"visa","last4":"4242"}', 'usable', 0, 1, ${at}, ${at})`,
    sql`INSERT INTO client_imports (id, connection_id, state, begun_by, begun_at, wave) VALUES (${ids.clientImport},
      ${connection}, 'running', 'Ada', ${at}, 1)`,
    sql`INSERT INTO outbox (id, merchant_id, kind, payload, state, due_at, created_at, done_at) VALUES (${ids.job},
      ${merchantId}, 'tell_voided', '{"invoiceId":"inv_none"}', 'dead', ${at}, ${at}, ${at})`,
  ];
  for (const statement of statements) await ctx.db.run(statement);
  const scheduled = await mine('POST', '/schedules', {
    customerId: customer,
    name: 'Hosting',
    unit: 'months',
    startsOn: '2199-01-01',
    ...CHANGE.terms,
  });
  const block = await addBlock(ctx, owner, open);
  const heard = await mine('GET', `/webhook-endpoints/${hooks.body.id}/deliveries`);
  const creditNote = noted.body.id;
  const attachment = attached.body.id;
  return {
    customer,
    draft,
    open,
    creditNote,
    attachment,
    block,
    schedule: scheduled.body.id,
    key,
    connection,
    import: sent.body.id,
    endpoint: hooks.body.id,
    event: heard.body.data[0]?.id ?? '',
    invoiceImport: taken.body.id,
    scheduleImport: scheduleFile.body.id,
    subscriptionImport: stripeFile.body.id,
    ...ids,
  };
}
