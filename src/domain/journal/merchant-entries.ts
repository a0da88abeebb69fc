import { PAUSE_REASONS } from '../connection.ts';
import { FINDING_KINDS } from '../finding.ts';
import { fields, listOf, oneOf, orNull, text } from '../shape.ts';
import { REFUSAL_SUBJECTS } from '../stripe-refusal.ts';

/** Every entry of a merchant's stream, and what it holds. `by` is a member of staff, or a part of ours. */
export const MERCHANT_ENTRIES = {
  collection_settings_changed: fields({ changed: listOf(text) }),
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
  finding_dismissed: fields({
    connectionId: text,
    kind: oneOf(...FINDING_KINDS),
    subject: text,
    by: text,
    reason: text,
  }),
  connection_disconnected: fields({ connectionId: text, account: text, by: text }),
};
