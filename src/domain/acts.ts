import type { Act } from './act-names.ts';
import type { Audited } from './audit.ts';
import { type Entry, type EntryType, isOn } from './journal.ts';

const OF_INVOICE: { readonly [K in EntryType<'invoice'>]?: Act } = {
  draft_created: 'invoice_drafted',
  draft_updated: 'invoice_draft_changed',
  draft_deleted: 'invoice_draft_deleted',
  finalized: 'invoice_finalized',
  finalized_and_sent: 'invoice_sent',
  sent: 'invoice_sent',
  collecting_started: 'invoice_collecting_started',
  reminded: 'invoice_reminded',
  link_rotated: 'invoice_link_rotated',
  void_requested: 'invoice_void_asked',
  voided: 'invoice_voided',
  mark_uncollectible_requested: 'invoice_uncollectible_asked',
  marked_uncollectible: 'invoice_marked_uncollectible',
  record_payment_requested: 'offline_payment_asked',
  offline_payment_recorded: 'offline_payment_recorded',
  reverse_payment_requested: 'offline_payment_reversal_asked',
  offline_payment_reversed: 'offline_payment_reversed',
  apply_credit_requested: 'credit_asked',
  credit_applied: 'credit_applied',
  credit_note_requested: 'credit_note_asked',
  credit_note_issued: 'credit_note_issued',
  collecting_paused: 'autopay_of_invoice_paused',
  collecting_resumed: 'autopay_of_invoice_resumed',
};
const OF_SCHEDULE: { readonly [K in EntryType<'schedule'>]?: Act } = {
  schedule_created: 'schedule_created',
  schedule_changed: 'schedule_changed',
  schedule_mails_set: 'schedule_mails_set',
  schedule_cadence_changed: 'schedule_cadence_changed',
  schedule_paused: 'schedule_paused',
  schedule_resumed: 'schedule_resumed',
  schedule_period_skipped: 'schedule_period_skipped',
  schedule_ended: 'schedule_ended',
  schedule_answered: 'schedule_answered',
  schedule_started_again: 'schedule_started_again',
  period_made_again: 'schedule_period_made_again',
};
const OF_CUSTOMER: { readonly [K in EntryType<'customer'>]?: Act } = { method_link_sent: 'method_link_sent' };
const OF_PAYMENT: { readonly [K in EntryType<'payment'>]?: Act } = {
  claimed: 'payment_charged',
  refund_requested: 'refund_requested',
  refund_released: 'refund_released',
  evidence_submitted: 'evidence_submitted',
};

/**
 * What the audit log says of an entry that a member of staff caused with their own hands: the journal says what, and this who,
 * and from where. Null for what only follows from it.
 */
export function actOf(entry: Entry): Audited | null {
  const { id: subjectId } = entry.stream;
  const rest = { subjectId, by: null, before: null, after: null };
  if (isOn(entry, 'invoice')) {
    const action = OF_INVOICE[entry.type];
    return action === undefined ? null : { action, subjectType: 'invoice', ...rest };
  }
  if (isOn(entry, 'schedule')) {
    const action = OF_SCHEDULE[entry.type];
    return action === undefined ? null : { action, subjectType: 'schedule', ...rest };
  }
  if (isOn(entry, 'customer')) {
    const action = OF_CUSTOMER[entry.type];
    return action === undefined ? null : { action, subjectType: 'customer', ...rest };
  }
  if (isOn(entry, 'payment')) {
    const action = OF_PAYMENT[entry.type];
    return action === undefined ? null : { action, subjectType: 'payment', ...rest };
  }
  return null;
}
