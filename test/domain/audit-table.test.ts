import { describe, expect, it } from 'vitest';
import { ACTS } from '../../src/domain/act-names.ts';
import { actOf } from '../../src/domain/acts.ts';
import { AUDIT_ACTIONS, auditedBy } from '../../src/domain/audit.ts';
import type { Entry } from '../../src/domain/journal.ts';

const stream = { type: 'merchant', id: 'mer_1' } as const;
const of = { connectionId: 'con_1', by: 'Ann' } as const;
const values = { before: { a: 1 }, after: { a: 2 } };
const ofMember = { subjectType: 'member', subjectId: 'per_1', by: null, ...values };
const ofConnection = (action: string) => ({
  action,
  subjectType: 'connection',
  subjectId: 'con_1',
  by: 'Ann',
  before: null,
});
const ofEndpoint = { subjectType: 'webhook_endpoint', subjectId: 'whe_1', by: null };
const endpointId = 'whe_1';
const ofKey = { subjectType: 'api_key', subjectId: 'key_1', by: null, ...values };

/** Every entry that the log keeps, and how it is kept: one that is left out was changed by nobody. */
const TABLE: readonly (readonly [Entry, object])[] = [
  [
    { stream, type: 'api_key_created', data: { keyId: 'key_1', scopes: ['read'], expiresAt: null } },
    { action: 'api_key_created', ...ofKey },
  ],
  [
    { stream, type: 'api_key_rotated', data: { keyId: 'key_1', previousUntil: 5, expiresAt: null } },
    { action: 'api_key_rotated', ...ofKey },
  ],
  [
    { stream, type: 'api_key_revoked', data: { keyId: 'key_1' } },
    { action: 'api_key_revoked', ...ofKey },
  ],
  [
    { stream, type: 'connection_disconnected', data: { ...of, account: 'acct_1' } },
    {
      action: 'connection_disconnected',
      subjectType: 'connection',
      subjectId: 'con_1',
      by: 'Ann',
      before: { state: 'active', account: 'acct_1' },
      after: { state: 'disconnected' },
    },
  ],
  [
    { stream, type: 'card_testing_released', data: { blockId: 'blk_1', by: 'Ann', reason: 'Theirs.' } },
    {
      action: 'card_testing_released',
      subjectType: 'payment_block',
      subjectId: 'blk_1',
      by: 'Ann',
      before: null,
      after: { released: true },
    },
  ],
  [
    { stream, type: 'collection_settings_changed', data: { changed: ['hour'] } },
    {
      action: 'collection_settings_changed',
      subjectType: 'settings',
      subjectId: 'collection',
      by: null,
      ...values,
    },
  ],
  [
    { stream, type: 'money_paused', data: { ...of, reason: 'staff' } },
    {
      action: 'money_paused',
      subjectType: 'connection',
      subjectId: 'con_1',
      by: 'Ann',
      before: null,
      after: { paused: true, reason: 'staff' },
    },
  ],
  [
    { stream, type: 'money_resumed', data: of },
    {
      action: 'money_resumed',
      subjectType: 'connection',
      subjectId: 'con_1',
      by: 'Ann',
      before: null,
      after: { paused: false },
    },
  ],
  [
    {
      stream,
      type: 'finding_dismissed',
      data: { ...of, kind: 'unknown_object', subject: 'pay_1', reason: 'Gone.' },
    },
    {
      action: 'finding_dismissed',
      subjectType: 'finding',
      subjectId: 'pay_1',
      by: 'Ann',
      before: { kind: 'unknown_object', connectionId: 'con_1' },
      after: { dismissed: true },
    },
  ],
  [
    { stream: { type: 'customer', id: 'cus_1' }, type: 'customer_deleted', data: null },
    {
      action: 'customer_deleted',
      subjectType: 'customer',
      subjectId: 'cus_1',
      by: null,
      before: null,
      after: null,
    },
  ],
  [
    {
      stream: { type: 'payment', id: 'pay_1' },
      type: 'closed_by_hand',
      data: { by: 'Ann', reason: 'Gone.', state: 'processing', stripeSaid: 'processing' },
    },
    {
      action: 'payment_closed_by_hand',
      subjectType: 'payment',
      subjectId: 'pay_1',
      by: 'Ann',
      before: { state: 'processing' },
      after: { state: 'canceled' },
    },
  ],
  [
    {
      stream: { type: 'customer', id: 'cus_1' },
      type: 'stripe_customer_unlinked',
      data: { ...of, stripeCustomerId: 'cus_of_stripe' },
    },
    {
      action: 'stripe_customer_unlinked',
      subjectType: 'customer',
      subjectId: 'cus_1',
      by: 'Ann',
      before: { stripeCustomerId: 'cus_of_stripe' },
      after: { stripeCustomerId: null },
    },
  ],
  [
    { stream, type: 'profile_changed', data: { version: 8, changed: ['email'], restores: 3 } },
    {
      action: 'profile_changed',
      subjectType: 'settings',
      subjectId: 'profile',
      by: null,
      before: { version: 7 },
      after: { version: 8, changed: ['email'], restores: 3 },
    },
  ],
  [
    { stream, type: 'invoice_number_raised', data: { series: 'NW-', from: 5, to: 90 } },
    {
      action: 'invoice_number_raised',
      subjectType: 'settings',
      subjectId: 'numbers',
      by: null,
      before: { series: 'NW-', nextNumber: 5 },
      after: { series: 'NW-', nextNumber: 90 },
    },
  ],
  [
    { stream, type: 'connection_added', data: { ...of, account: 'acct_1', how: 'oauth' } },
    {
      ...ofConnection('connection_added'),
      after: { state: 'active', account: 'acct_1', how: 'oauth' },
    },
  ],
  [
    { stream, type: 'client_import_begun', data: { ...of, importId: 'imp_1', clients: 3 } },
    { ...ofConnection('client_import_begun'), after: { importId: 'imp_1' } },
  ],
  [
    { stream, type: 'client_import_canceled', data: { ...of, importId: 'imp_1' } },
    { ...ofConnection('client_import_canceled'), after: { importId: 'imp_1' } },
  ],
  [
    { stream, type: 'webhook_endpoint_added', data: { endpointId, types: ['invoice.paid'] } },
    { action: 'webhook_endpoint_added', ...ofEndpoint, ...values },
  ],
  [
    { stream, type: 'webhook_endpoint_changed', data: { endpointId, changed: ['url'] } },
    { action: 'webhook_endpoint_changed', ...ofEndpoint, ...values },
  ],
  [
    { stream, type: 'webhook_endpoint_switched', data: { endpointId, on: false, why: 'failing' } },
    {
      action: 'webhook_endpoint_switched',
      ...ofEndpoint,
      by: 'Quittance',
      before: { on: true },
      after: { on: false, why: 'failing' },
    },
  ],
  [
    { stream, type: 'webhook_secret_rotated', data: { endpointId, previousUntil: 5 } },
    { action: 'webhook_secret_rotated', ...ofEndpoint, ...values },
  ],
  [
    { stream, type: 'webhook_endpoint_removed', data: { endpointId } },
    { action: 'webhook_endpoint_removed', ...ofEndpoint, ...values },
  ],
  [
    { stream, type: 'webhook_endpoint_tested', data: { endpointId } },
    { action: 'webhook_endpoint_tested', ...ofEndpoint, ...values },
  ],
  [
    { stream, type: 'webhook_events_replayed', data: { endpointId, events: 3, eventId: null } },
    {
      action: 'webhook_events_replayed',
      ...ofEndpoint,
      before: null,
      after: { events: 3, eventId: null },
    },
  ],
  [
    { stream, type: 'member_invited', data: { invitationId: 'inv_1', role: 'finance', replaced: null } },
    { action: 'member_invited', subjectType: 'invitation', subjectId: 'inv_1', by: null, ...values },
  ],
  [
    { stream, type: 'invitation_ended', data: { invitationId: 'inv_1', how: 'declined' } },
    { action: 'invitation_ended', subjectType: 'invitation', subjectId: 'inv_1', by: null, ...values },
  ],
  [
    { stream, type: 'member_joined', data: { personId: 'per_1', role: 'finance', invitationId: 'inv_1' } },
    { action: 'member_joined', ...ofMember },
  ],
  [
    { stream, type: 'member_role_changed', data: { personId: 'per_1', from: 'finance', to: 'owner' } },
    { action: 'member_role_changed', ...ofMember },
  ],
  [
    { stream, type: 'member_removed', data: { personId: 'per_1', role: 'finance' } },
    { action: 'member_removed', ...ofMember },
  ],
  [
    { stream, type: 'member_left', data: { personId: 'per_1', role: 'finance' } },
    { action: 'member_left', ...ofMember },
  ],
];

/** What happens by itself, or is told by a timeline. */
const NOT_KEPT: readonly Entry[] = [
  { stream, type: 'webhook_failing_told', data: { endpointId, since: 5 } },
  { stream, type: 'stripe_refusals_ended', data: { refusalIds: [] } },
  {
    stream,
    type: 'stripe_refused',
    data: { refusalId: 'ref_1', subjectType: 'connection', subjectId: 'con_1', code: 'x', param: null },
  },
  { stream, type: 'card_testing_blocked', data: { blocks: [] } },
  {
    stream,
    type: 'account_changed',
    data: { connectionId: 'con_1', held: false, card: true, ach: true, why: null },
  },
  { stream: { type: 'payment', id: 'pay_1' }, type: 'session_unknown', data: {} },
  { stream: { type: 'customer', id: 'cus_1' }, type: 'autopay_off', data: null },
];

describe('the audit log', () => {
  it.each(TABLE.map(([entry, kept]) => [entry.type, entry, kept] as const))(
    'keeps %s whole',
    (_, entry, kept) => {
      expect(auditedBy(entry, values)).toEqual(kept);
    },
  );

  it('names no action that nothing is kept as, but what its own writers keep', () => {
    const byEntries = new Set(TABLE.map(([, kept]) => Reflect.get(kept, 'action')));
    expect(AUDIT_ACTIONS.filter((action) => !byEntries.has(action))).toEqual([
      'signed_in',
      'session_ended',
      'passkey_added',
      'passkey_renamed',
      'passkey_removed',
      ...ACTS,
    ]);
  });

  it('keeps what a person does to an invoice by hand, and nothing of what only follows', () => {
    const invoice = { type: 'invoice', id: 'inv_1' } as const;
    const kept = actOf({ stream: invoice, type: 'voided', data: null });
    expect(kept).toMatchObject({ action: 'invoice_voided', subjectType: 'invoice', subjectId: 'inv_1' });
    const refund = { refundId: 'ref_1', releasedBy: 'Ann' };
    const released = actOf({
      stream: { type: 'payment', id: 'pay_1' },
      type: 'refund_released',
      data: refund,
    });
    expect(released).toMatchObject({ action: 'refund_released', subjectType: 'payment' });
    expect(actOf({ stream: invoice, type: 'void_dropped', data: null })).toBeNull();
    expect(NOT_KEPT.map((entry) => actOf(entry))).toEqual(NOT_KEPT.map(() => null));
  });

  it.each(NOT_KEPT.map((entry) => [entry.type, entry] as const))('keeps nothing of %s', (_, entry) => {
    expect(auditedBy(entry, values)).toBeNull();
  });
});
