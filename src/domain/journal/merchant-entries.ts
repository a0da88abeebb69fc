import { PAUSE_REASONS } from '../connection.ts';
import { fields, listOf, oneOf, text } from '../shape.ts';

/** Every entry of a merchant's stream, and what it holds. `by` is a member of staff, or a part of ours. */
export const MERCHANT_ENTRIES = {
  collection_settings_changed: fields({ changed: listOf(text) }),
  money_paused: fields({ connectionId: text, reason: oneOf(...PAUSE_REASONS), by: text }),
  money_resumed: fields({ connectionId: text, by: text }),
  connection_disconnected: fields({ connectionId: text, account: text, by: text }),
};
