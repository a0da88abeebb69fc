import { ACTS } from './act-names.ts';
import { type Entry, type EntryOn, isOn } from './journal.ts';
import type { Json } from './json.ts';

/** What the audit log keeps; every other entry is told by the timelines. */
export const AUDIT_ACTIONS = [
  'api_key_created',
  'api_key_rotated',
  'api_key_revoked',
  'collection_settings_changed',
  'profile_changed',
  'invoice_number_raised',
  'money_paused',
  'money_resumed',
  'connection_added',
  'connection_disconnected',
  'finding_dismissed',
  'card_testing_released',
  'payment_closed_by_hand',
  'customer_deleted',
  'member_invited',
  'invitation_ended',
  'member_joined',
  'member_role_changed',
  'member_removed',
  'member_left',
  'signed_in',
  'session_ended',
  'passkey_added',
  'passkey_renamed',
  'passkey_removed',
  'stripe_customer_unlinked',
  'client_import_begun',
  'client_import_canceled',
  'webhook_endpoint_added',
  'webhook_endpoint_changed',
  'webhook_endpoint_switched',
  'webhook_secret_rotated',
  'webhook_endpoint_removed',
  'webhook_endpoint_tested',
  'webhook_events_replayed',
  ...ACTS,
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_SUBJECTS = [
  'api_key',
  'settings',
  'connection',
  'finding',
  'payment_block',
  'payment',
  'invoice',
  'customer',
  'invitation',
  'member',
  'session',
  'passkey',
  'webhook_endpoint',
  'schedule',
] as const;

/** An audited change, without secrets and without what people wrote: the journal has their reasons. */
export type Audited = {
  readonly action: AuditAction;
  readonly subjectType: (typeof AUDIT_SUBJECTS)[number];
  readonly subjectId: string;
  /** Who answers for it, as it was given. */
  readonly by: string | null;
  readonly before: Json;
  readonly after: Json;
};

/** The values of a change that its entry only names. */
export type Values = { readonly before: Json; readonly after: Json };

const NO_VALUES: Values = { before: null, after: null };

/** A journal entry → what the audit log says of it; null for what is no change of a kind that it keeps. */
export function auditedBy(entry: Entry, values: Values = NO_VALUES): Audited | null {
  if (isOn(entry, 'merchant')) return ofMerchant(entry, values);
  if (isOn(entry, 'payment') && entry.type === 'closed_by_hand') {
    const { state, by } = entry.data;
    const change = { before: { state }, after: { state: 'canceled' } };
    return {
      action: 'payment_closed_by_hand',
      subjectType: 'payment',
      subjectId: entry.stream.id,
      by,
      ...change,
    };
  }
  if (isOn(entry, 'customer') && entry.type === 'customer_deleted') {
    const subject = { subjectType: 'customer', subjectId: entry.stream.id } as const;
    return { action: 'customer_deleted', ...subject, by: null, ...NO_VALUES };
  }
  if (isOn(entry, 'customer') && entry.type === 'stripe_customer_unlinked') {
    const { stripeCustomerId, by } = entry.data;
    const change = { before: { stripeCustomerId }, after: { stripeCustomerId: null } };
    return {
      action: entry.type,
      subjectType: 'customer',
      subjectId: entry.stream.id,
      by,
      ...change,
    };
  }
  return null;
}

function ofMerchant(entry: EntryOn<'merchant'>, values: Values): Audited | null {
  switch (entry.type) {
    case 'api_key_created':
    case 'api_key_rotated':
    case 'api_key_revoked':
      return { action: entry.type, subjectType: 'api_key', subjectId: entry.data.keyId, by: null, ...values };
    case 'collection_settings_changed':
      return { action: entry.type, subjectType: 'settings', subjectId: 'collection', by: null, ...values };
    case 'profile_changed': {
      const { version, changed, restores } = entry.data;
      const change = { before: { version: version - 1 }, after: { version, changed, restores } };
      return { action: entry.type, subjectType: 'settings', subjectId: 'profile', by: null, ...change };
    }
    case 'invoice_number_raised': {
      const { series, from, to } = entry.data;
      const change = { before: { series, nextNumber: from }, after: { series, nextNumber: to } };
      return { action: entry.type, subjectType: 'settings', subjectId: 'numbers', by: null, ...change };
    }
    case 'money_paused': {
      const { connectionId: subjectId, reason, by } = entry.data;
      const after = { paused: true, reason };
      return { action: entry.type, subjectType: 'connection', subjectId, by, before: null, after };
    }
    case 'money_resumed': {
      const { connectionId: subjectId, by } = entry.data;
      const after = { paused: false };
      return { action: entry.type, subjectType: 'connection', subjectId, by, before: null, after };
    }
    case 'connection_added': {
      const { connectionId: subjectId, account, how, by } = entry.data;
      const after = { state: 'active', account, how };
      return { action: entry.type, subjectType: 'connection', subjectId, by, before: null, after };
    }
    case 'connection_disconnected': {
      const { connectionId: subjectId, account, by } = entry.data;
      const change = { before: { state: 'active', account }, after: { state: 'disconnected' } };
      return { action: entry.type, subjectType: 'connection', subjectId, by, ...change };
    }
    case 'finding_dismissed': {
      const { kind, subject: subjectId, connectionId, by } = entry.data;
      const change = { before: { kind, connectionId }, after: { dismissed: true } };
      return { action: entry.type, subjectType: 'finding', subjectId, by, ...change };
    }
    case 'client_import_begun':
    case 'client_import_canceled': {
      const { connectionId: subjectId, importId, by } = entry.data;
      const after = { importId };
      return { action: entry.type, subjectType: 'connection', subjectId, by, before: null, after };
    }
    case 'card_testing_released': {
      const { blockId: subjectId, by } = entry.data;
      const after = { released: true };
      return { action: entry.type, subjectType: 'payment_block', subjectId, by, before: null, after };
    }
    case 'member_invited':
    case 'invitation_ended': {
      const subject = { subjectType: 'invitation', subjectId: entry.data.invitationId } as const;
      return { action: entry.type, ...subject, by: null, ...values };
    }
    case 'member_joined':
    case 'member_role_changed':
    case 'member_removed':
    case 'member_left': {
      const subject = { subjectType: 'member', subjectId: entry.data.personId } as const;
      return { action: entry.type, ...subject, by: null, ...values };
    }
    case 'webhook_endpoint_added':
    case 'webhook_endpoint_changed':
    case 'webhook_secret_rotated':
    case 'webhook_endpoint_removed':
    case 'webhook_endpoint_tested':
      return ofEndpoint(entry.type, entry.data.endpointId, values);
    case 'webhook_endpoint_switched': {
      const { endpointId, on, why } = entry.data;
      const change = { before: { on: !on }, after: { on, why } };
      return { ...ofEndpoint(entry.type, endpointId, change), by: why === 'by_hand' ? null : 'Quittance' };
    }
    case 'webhook_events_replayed': {
      const { endpointId, events, eventId } = entry.data;
      return ofEndpoint(entry.type, endpointId, { before: null, after: { events, eventId } });
    }
    case 'webhook_failing_told':
    case 'bulk_act_begun':
    case 'stripe_refused':
    case 'stripe_refusals_ended':
    case 'card_testing_blocked':
    case 'account_changed':
      return null;
  }
}

const ofEndpoint = (action: AuditAction, subjectId: string, values: Values): Audited => ({
  action,
  subjectType: 'webhook_endpoint',
  subjectId,
  by: null,
  ...values,
});
