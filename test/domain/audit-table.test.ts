import { describe, expect, it } from 'vitest';
import { isUseWorthNoting } from '../../src/domain/api-key/life.ts';
import { beyondGrant } from '../../src/domain/api-key/scopes.ts';
import { auditedBy } from '../../src/domain/audit.ts';
import type { Entry } from '../../src/domain/journal.ts';

const stream = { type: 'merchant', id: 'mer_1' } as const;
const of = { connectionId: 'con_1', by: 'Ann' } as const;
const values = { before: { a: 1 }, after: { a: 2 } };
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
];

describe('the audit log', () => {
  it.each(TABLE.map(([entry, kept]) => [entry.type, entry, kept] as const))(
    'keeps %s whole',
    (_, entry, kept) => {
      expect(auditedBy(entry, values)).toEqual(kept);
    },
  );
});

describe('a key', () => {
  it('is noted once an hour, however late in time', () => {
    expect(isUseWorthNoting(10_000_000, 10_000_001)).toBe(false);
    expect(isUseWorthNoting(10_000_000, 13_600_000)).toBe(true);
  });

  it('lacks one scope as it lacks two', () => {
    const giver = { scopes: ['read'], expiresAt: null } as const;
    expect(beyondGrant(giver, { scopes: ['money'], expiresAt: null })).toEqual({
      kind: 'scopes',
      missing: ['money'],
    });
  });
});
