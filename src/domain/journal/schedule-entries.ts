import { fields, integer, nothing, oneOf, orNull, text, yesOrNo } from '../shape.ts';

/** Its customer did it, in the portal. */
const BY_CUSTOMER = fields({ by: oneOf('customer') });

/** Every entry of a schedule's stream, and what it holds. Periods by their numbers. */
export const SCHEDULE_ENTRIES = {
  /** Of one that a file made: which line of it, and a hash of what that said. */
  schedule_created: fields(
    { customerId: text, currency: text },
    { importId: text, line: integer, content: text },
  ),
  /** `from` a period on, or at once with what that gives back and asks for. */
  schedule_changed: fields({ version: integer, from: oneOf('next', 'now'), number: integer }),
  /** Its customer was mailed of the new price of that version. */
  schedule_price_told: fields({ version: integer }),
  /** Whether its customer is mailed of what becomes of it, from then on. */
  schedule_mails_set: fields({ mails: yesOrNo }),
  /** It is invoiced through that period, and goes on as another. */
  schedule_cadence_changed: fields({ through: integer, successorId: text }),
  schedule_paused: orNull(BY_CUSTOMER),
  /** What became of periods that fell due meanwhile. */
  schedule_resumed: fields({ missed: oneOf('skip', 'catch_up') }, { by: oneOf('customer') }),
  schedule_period_skipped: fields({ number: integer }),
  /** `period_end`: periods up to that one are still invoiced. */
  schedule_ended: fields({ when: oneOf('now', 'period_end'), through: integer }, { by: oneOf('customer') }),
  /** More periods were missed than are made without asking. */
  schedule_asked: fields({ through: integer }),
  schedule_answered: fields({ through: integer, missed: oneOf('skip', 'catch_up') }),
  /** Its invoice cannot be made, and a person is told why. */
  schedule_stopped: fields({ number: integer }),
  schedule_started_again: nothing,
  quantity_reported: fields({ number: integer, meter: text, quantity: text }),
  period_invoiced: fields({ number: integer, part: integer, invoiceId: orNull(text) }),
  period_made_again: fields({ number: integer, part: integer, invoiceId: text, attempt: integer }),
};
