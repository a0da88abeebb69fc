import { describe, expect, it } from 'vitest';
import { readWaitingParts } from '../../src/db/queries/waiting-parts.ts';
import {
  attachments,
  cardDeclines,
  clientImports,
  clientMappings,
  connectAttempts,
  connections,
  customerImports,
  customers,
  emails,
  idempotencyKeys,
  inbox,
  invitations,
  invoices,
  keyMails,
  methodSetups,
  monthlyStatements,
  outbox,
  paymentBlocks,
  paymentMethods,
  payments,
  portalAttempts,
  portalSessions,
  refunds,
  schedules,
  signInMails,
  signIns,
  staffSessions,
  statementRuns,
  stripeCustomers,
  unknownObjectNames,
  usedChallenges,
  webhookEndpoints,
  webhookOverdue,
} from '../../src/db/schema/index.ts';
import { WAITS } from '../../src/jobs/scheduled.ts';
import { openBare } from './bare-d1.ts';
import { changed, type Row, row } from './rows.ts';

const NOW = Date.parse('2026-11-29T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const AGO = NOW - MINUTE;
const LATER = NOW + MINUTE;
const LONG_AGO = NOW - 400 * DAY;

/** Nothing waits for it. */
const connection = row(connections, {
  id: 'con_1',
  account: 'acct_1',
  state: 'active',
  livemode: false,
  accountDueAt: LATER,
});
const payment = row(payments, {
  id: 'pay_1',
  connectionId: 'con_1',
  state: 'session_open',
  claimedAt: AGO,
  checkAt: LATER,
});
const method = row(paymentMethods, { id: 'pm_1', connectionId: 'con_1', state: 'usable' });
const card = changed(method, { exp_year: 2026, exp_month: 11 });
const session = row(portalSessions, { id: 'ses_1', expiresAt: LATER, createdAt: AGO });
const verb = (requestedAt: number, sweptAt: number | null) =>
  JSON.stringify({ verb: 'void', requestedAt, sweptAt });
const event = row(inbox, {
  account: 'acct_1',
  eventId: 'evt_1',
  type: 'charge.succeeded',
  state: 'pending',
  receivedAt: AGO,
  dueAt: LATER,
});
const job = row(outbox, { id: 'out_1', state: 'pending', dueAt: LATER, createdAt: AGO });
const invoice = row(invoices, { id: 'inv_1', updatedAt: AGO });
const refund = row(refunds, { id: 'ref_1', state: 'pending', sentAt: AGO, checkAt: LATER });
const setup = row(methodSetups, { id: 'set_1', state: 'open', createdAt: AGO, checkAt: LATER });
const mapped = row(clientMappings, { connectionId: 'con_1', dueAt: LATER });
const client = row(clientImports, { id: 'imp_1', connectionId: 'con_1', dueAt: LATER });
const followed = row(stripeCustomers, {
  connectionId: 'con_1',
  customerId: 'cus_1',
  stripeCustomerId: 'cus_stripe',
  requestedAt: AGO,
  followAt: LATER,
});
const paused = changed(connection, { pause_reason: 'disconnecting', paused_at: NOW - 5 * MINUTE });

/** What makes a part of the tick have something to do, beside a row that nothing waits for. */
const WAITING: readonly (readonly [part: string, of: Row, change: Row['values']])[] = [
  ['sweepWork', job, { due_at: AGO }],
  ['sweepWork', event, { due_at: AGO }],
  ['sweepDue', invoice, { collect_look_at: AGO }],
  ['sweepVerbs', invoice, { pending_verb: verb(NOW - 5 * MINUTE, null), updated_at: NOW - 5 * MINUTE }],
  [
    'sweepVerbs',
    invoice,
    { pending_verb: verb(NOW - DAY, NOW - 61 * MINUTE), updated_at: NOW - 61 * MINUTE },
  ],
  ['sweepMadeAgain', row(unknownObjectNames, { invoiceId: 'inv_1' }), {}],
  ['finishDisconnects', connection, paused.values],
  ['notifyExpiringCards', method, card.values],
  ['raiseAlarms', changed(payment, { claimed_at: NOW - 30 * DAY }), {}],
  ['raiseAlarms', row(emails, { id: 'eml_1', state: 'queued', createdAt: AGO }), { created_at: LONG_AGO }],
  ['raiseAlarms', refund, { sent_at: LONG_AGO }],
  ['raiseAlarms', setup, { created_at: LONG_AGO }],
  ['reopenEvents', event, { state: 'skipped', reason: 'type_not_used' }],
  [
    'pruneIdempotencyKeys',
    row(idempotencyKeys, { apiKeyId: 'key_1', key: 'k', createdAt: AGO }),
    { created_at: NOW - 2 * DAY },
  ],
  ['pruneConnectAttempts', row(connectAttempts, { id: 'cat_1', createdAt: AGO }), { created_at: LONG_AGO }],
  ['prunePortal', session, { expires_at: LONG_AGO, created_at: LONG_AGO }],
  ['prunePortal', row(signIns, { id: 'sgn_1', requestedAt: AGO }), { requested_at: LONG_AGO }],
  ['prunePortal', row(signInMails, { id: 'sim_1', dueAt: AGO }), { due_at: LONG_AGO }],
  ['prunePortal', row(keyMails, { apiKeyId: 'key_1', dayStart: AGO }), { day_start: LONG_AGO }],
  ['prunePortal', row(portalAttempts, { key: 'k', windowStart: AGO }), { window_start: LONG_AGO }],
  ['prunePortal', row(staffSessions, { id: 'sts_1', seenAt: AGO }), { seen_at: LONG_AGO }],
  ['prunePortal', row(invitations, { id: 'inv_1', expiresAt: AGO }), { expires_at: LONG_AGO }],
  ['prunePortal', row(usedChallenges, { hash: 'h', expiresAt: AGO }), { expires_at: LONG_AGO }],
  ['pruneCardTesting', row(cardDeclines, { chargeId: 'ch_1', declinedAt: AGO }), { declined_at: LONG_AGO }],
  ['pruneCardTesting', row(paymentBlocks, { id: 'blk_1', until: AGO }), { until: LONG_AGO }],
  ['sweepWords', row(customers, { id: 'cus_1', searchWords: ['ada'] }), { search_words: null }],
  ['sweepSchedules', row(schedules, { id: 'sch_1', livemode: false, checkAt: LATER }), { check_at: AGO }],
  ['sweepImports', row(customerImports, { id: 'cim_1', dueAt: LATER }), { due_at: AGO }],
  [
    'sweepAttachments',
    row(attachments, { id: 'att_1', invoiceId: 'inv_1', state: 'uploading', checkAt: LATER }),
    { check_at: AGO },
  ],
  ['sweepEndpoints', row(webhookEndpoints, { id: 'whe_1', state: 'on', lookAt: LATER }), { look_at: AGO }],
  ['sweepOverdue', row(webhookOverdue, { toldUntil: '2026-11-28/', lookAt: LATER }), { look_at: AGO }],
  ['sweepPayments', payment, { check_at: AGO }],
  ['lookBack', changed(payment, { check_at: null }), { look_back_at: AGO }],
  ['sweepRefunds', refund, { check_at: AGO }],
  ['sweepSetups', setup, { check_at: AGO }],
  ['sweepCustomers', followed, { follow_at: AGO }],
  ['sweepStatements', row(statementRuns, { month: '2026-10', dueAt: LATER }), { due_at: AGO }],
  ['sweepStatements', row(monthlyStatements, { month: '2026-10', dueAt: LATER }), { due_at: AGO }],
  ['sweepAccounts', connection, { account_due_at: AGO }],
  ['sweepMappings', mapped, { due_at: AGO }],
  ['sweepMappings', client, { due_at: AGO }],
];

const bare = openBare();

async function waitingAmong(rows: readonly Row[], now = NOW): Promise<readonly string[]> {
  const { store, open, tables } = await bare;
  for (const name of tables) store.exec(`DELETE FROM ${name}`);
  for (const { table, values } of rows) {
    const names = Object.keys(values);
    const marks = names.map(() => '?').join(', ');
    store.look(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...Object.values(values));
  }
  const db = open();
  const asked = Object.entries(WAITS).map(([part, waits]) => [
    part,
    waits({ db, now: () => now, livemode: false }),
  ]);
  return [...(await readWaitingParts(db, Object.fromEntries(asked)))];
}

const beside = (of: Row): readonly Row[] => (of.table === 'connections' ? [of] : [connection, of]);

describe('a tick asks once which of its parts have something to do', () => {
  const cases = WAITING.map(([part, of, change]) => ({ part, of, change, by: of.table }));
  it.each(cases)('$part has, by $by', async ({ part, of, change }) => {
    if (Object.keys(change).length > 0) expect(await waitingAmong(beside(of))).not.toContain(part);
    expect(await waitingAmong(beside(changed(of, change)))).toEqual([part]);
  });

  it('each of them is among these', () => {
    expect(new Set(WAITING.map(([part]) => part))).toEqual(new Set(Object.keys(WAITS)));
  });

  it('nothing waits on an empty database', async () => {
    expect(await waitingAmong([])).toEqual([]);
    // No card is about to expire then.
    expect(await waitingAmong([connection, card], Date.parse('2026-12-01T00:00:00Z'))).toEqual([
      'sweepAccounts',
    ]);
  });
});
