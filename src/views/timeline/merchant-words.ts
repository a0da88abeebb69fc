import type { PauseReason } from '../../domain/connection.ts';
import type { EntryData, EntryOf, EntryType } from '../../domain/journal.ts';
import type { OffReason } from '../../domain/webhooks/delivery.ts';
import { inWords } from './teller.ts';

type Words = { readonly [K in EntryType<'merchant'>]: (data: EntryData<'merchant', K>) => string };

const PAUSED: Record<PauseReason, string> = {
  catching_up: 'Stripe had not been read for a while',
  restored: 'payments at Stripe are not known here',
  staff: 'somebody paused them',
  disconnecting: 'the Stripe account is being disconnected',
};

const OFF: Record<OffReason, string> = {
  by_hand: 'by hand',
  failing: 'nothing got through for days',
  gone: 'it answered that it is gone',
};

const WORDS: Words = {
  collection_settings_changed: ({ changed }) => `Settings changed: ${changed.join(', ')}.`,
  profile_changed: ({ version, changed, restores }) =>
    restores === null
      ? `Business profile changed to version ${version}: ${changed.join(', ')}.`
      : `Business profile set back to version ${restores}, as version ${version}: ${changed.join(', ')}.`,
  invoice_number_raised: ({ series, from, to }) =>
    `Next invoice number of ${series === '' ? 'the series without a prefix' : series} raised from ${from} to ${to}.`,
  money_paused: ({ reason, by }) => `Payments paused by ${by}: ${PAUSED[reason]}.`,
  money_resumed: ({ by }) => `Payments resumed by ${by}.`,
  stripe_refused: ({ subjectType, subjectId, code, param }) =>
    `Stripe refuses ${subjectType} ${subjectId}: ${code}${param === null ? '' : ` (${param})`}.`,
  stripe_refusals_ended: ({ refusalIds }) => `Stripe no longer refuses: ${refusalIds.join(', ')}.`,
  card_testing_blocked: ({ blocks }) =>
    `No further card is taken, since too many were refused: ${blocks
      .map(({ subject, subjectId, declines }) => `${subject} ${subjectId} (${declines})`)
      .join(', ')}.`,
  card_testing_released: ({ blockId, by, reason }) =>
    `Cards are taken again: ${by} released ${blockId}, saying: ${reason}`,
  finding_dismissed: ({ kind, subject, by, reason }) =>
    `Finding dismissed by ${by} (${inWords(kind)}, ${subject}): ${reason}`,
  connection_added: ({ account, how, by }) =>
    how === 'again'
      ? `Stripe account ${account} connected again by ${by}.`
      : `Stripe account ${account} ${how === 'created' ? 'created' : 'connected'} by ${by}.`,
  account_changed: ({ held, card, ach, why }) =>
    held
      ? `Payments held: Stripe says that the account cannot take charges${why === null ? '' : ` (${why})`}.`
      : `The Stripe account takes ${[...(card ? ['cards'] : []), ...(ach ? ['ACH debits'] : [])].join(' and ')}.`,
  connection_disconnected: ({ account, by }) => `Stripe account ${account} disconnected by ${by}.`,
  client_import_begun: ({ clients, by }) => `Import of ${clients} mapped clients begun by ${by}.`,
  client_import_canceled: ({ importId, by }) => `Import ${importId} canceled by ${by}.`,
  bulk_act_begun: ({ act, invoices, by }) => `${invoices} invoices at once: ${act}, begun by ${by}.`,
  api_key_created: ({ keyId, scopes }) => `API key ${keyId} created (${scopes.join(', ')}).`,
  api_key_rotated: ({ keyId }) => `API key ${keyId} rotated.`,
  api_key_revoked: ({ keyId }) => `API key ${keyId} revoked.`,
  webhook_endpoint_added: ({ endpointId, types }) =>
    `Webhook endpoint ${endpointId} added (${types === null ? 'every type of event' : types.join(', ')}).`,
  webhook_endpoint_changed: ({ endpointId, changed }) =>
    `Webhook endpoint ${endpointId} changed: ${changed.join(', ')}.`,
  webhook_endpoint_switched: ({ endpointId, on, why }) =>
    `Webhook endpoint ${endpointId} switched ${on ? 'on' : `off: ${OFF[why]}`}.`,
  webhook_secret_rotated: ({ endpointId }) => `Webhook endpoint ${endpointId} given a new secret.`,
  webhook_endpoint_removed: ({ endpointId }) => `Webhook endpoint ${endpointId} deleted.`,
  webhook_endpoint_tested: ({ endpointId }) => `A test was sent to webhook endpoint ${endpointId}.`,
  webhook_failing_told: ({ endpointId }) => `Told that nothing reaches webhook endpoint ${endpointId}.`,
  webhook_events_replayed: ({ endpointId, events }) =>
    `${events} ${events === 1 ? 'event' : 'events'} sent again to webhook endpoint ${endpointId}.`,
  member_invited: ({ invitationId, role, replaced }) =>
    `Invitation ${invitationId} as ${inWords(role)} sent${replaced === null ? '' : `, in place of ${replaced}`}.`,
  invitation_ended: ({ invitationId, how }) => `Invitation ${invitationId} ${how}.`,
  member_joined: ({ personId, role }) => `${personId} joined as ${inWords(role)}.`,
  member_role_changed: ({ personId, from, to }) =>
    `${personId} is ${inWords(to)} now, and was ${inWords(from)}.`,
  member_removed: ({ personId }) => `${personId} was removed.`,
  member_left: ({ personId }) => `${personId} left.`,
};

export const merchantText = <K extends EntryType<'merchant'>>({
  type,
  data,
}: EntryOf<'merchant', K>): string => WORDS[type](data);
