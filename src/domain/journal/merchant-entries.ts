import { API_SCOPES } from '../api-key/scopes.ts';
import { PAUSE_REASONS } from '../connection.ts';
import { FINDING_KINDS } from '../finding.ts';
import { BLOCK_SUBJECTS } from '../payment/card-testing.ts';
import { fields, integer, listOf, oneOf, orNull, text, yesOrNo } from '../shape.ts';
import { ROLES } from '../staff/roles.ts';
import { REFUSAL_SUBJECTS } from '../stripe-refusal.ts';
import { OFF_REASONS } from '../webhooks/delivery.ts';

/** A link, a customer or a business from which no further card is taken until then (ms). */
export const newBlock = fields({
  id: text,
  subject: oneOf(...BLOCK_SUBJECTS),
  subjectId: text,
  declines: integer,
  until: integer,
});

const role = oneOf(...ROLES);

/** Every entry of a merchant's stream, and what it holds. `by` is a member of staff, or a part of ours. */
export const MERCHANT_ENTRIES = {
  collection_settings_changed: fields({ changed: listOf(text) }),
  profile_changed: fields({ version: integer, changed: listOf(text), restores: orNull(integer) }),
  invoice_number_raised: fields({ series: text, from: integer, to: integer }),
  money_paused: fields({ connectionId: text, reason: oneOf(...PAUSE_REASONS), by: text }),
  money_resumed: fields({ connectionId: text, by: text }),
  stripe_refused: fields({
    refusalId: text,
    subjectType: oneOf(...REFUSAL_SUBJECTS),
    subjectId: text,
    code: text,
    param: orNull(text),
  }),
  stripe_refusals_ended: fields({ refusalIds: listOf(text) }),
  card_testing_blocked: fields({ blocks: listOf(newBlock) }),
  card_testing_released: fields({ blockId: text, by: text, reason: text }),
  finding_dismissed: fields({
    connectionId: text,
    kind: oneOf(...FINDING_KINDS),
    subject: text,
    by: text,
    reason: text,
  }),
  connection_added: fields({
    connectionId: text,
    account: text,
    how: oneOf('oauth', 'created', 'again'),
    by: text,
  }),
  account_changed: fields({
    connectionId: text,
    held: yesOrNo,
    card: yesOrNo,
    ach: yesOrNo,
    why: orNull(text),
  }),
  connection_disconnected: fields({ connectionId: text, account: text, by: text }),
  client_import_begun: fields({ importId: text, connectionId: text, clients: integer, by: text }),
  client_import_canceled: fields({ importId: text, connectionId: text, by: text }),
  /** Done to many invoices at once; each has its own entry. */
  bulk_act_begun: fields({
    bulkId: text,
    act: oneOf('send', 'remind', 'finalize', 'void'),
    invoices: integer,
    by: text,
  }),
  api_key_created: fields({ keyId: text, scopes: listOf(oneOf(...API_SCOPES)), expiresAt: orNull(integer) }),
  api_key_rotated: fields({ keyId: text, previousUntil: integer, expiresAt: orNull(integer) }),
  api_key_revoked: fields({ keyId: text }),
  /** Where a business's own systems are told of events: its address may hold a secret, and is not said. Null: every type. */
  webhook_endpoint_added: fields({ endpointId: text, types: orNull(listOf(text)) }),
  webhook_endpoint_changed: fields({
    endpointId: text,
    changed: listOf(oneOf('url', 'description', 'types')),
  }),
  webhook_endpoint_switched: fields({ endpointId: text, on: yesOrNo, why: oneOf(...OFF_REASONS) }),
  webhook_secret_rotated: fields({ endpointId: text, previousUntil: integer }),
  webhook_endpoint_removed: fields({ endpointId: text }),
  webhook_endpoint_tested: fields({ endpointId: text }),
  webhook_failing_told: fields({ endpointId: text, since: integer }),
  webhook_events_replayed: fields({ endpointId: text, events: integer, eventId: orNull(text) }),
  /** A new invitation to an address replaces the one before. */
  member_invited: fields({ invitationId: text, role, replaced: orNull(text) }),
  invitation_ended: fields({ invitationId: text, how: oneOf('declined', 'withdrawn') }),
  member_joined: fields({ personId: text, role, invitationId: text }),
  member_role_changed: fields({ personId: text, from: role, to: role }),
  member_removed: fields({ personId: text, role }),
  member_left: fields({ personId: text, role }),
};
