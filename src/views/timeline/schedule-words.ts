import type { EntryOn } from '../../domain/journal.ts';

/** What happened to a billing schedule. */
export function scheduleText(entry: EntryOn<'schedule'>): string {
  switch (entry.type) {
    case 'schedule_created':
      return 'The schedule was created.';
    case 'schedule_changed':
      return entry.data.from === 'now'
        ? 'Its terms were changed at once.'
        : `Its terms were changed from period ${entry.data.number} on.`;
    case 'schedule_price_told':
      return 'The customer was told of the new price.';
    case 'schedule_cadence_changed':
      return `Its cadence was changed: it ends with period ${entry.data.through}, and goes on as ${entry.data.successorId}.`;
    case 'schedule_mails_set':
      return entry.data.mails
        ? 'From here on the customer is emailed about it.'
        : 'From here on the customer isn’t emailed about it.';
    case 'schedule_paused':
      return entry.data === null ? 'It was paused.' : 'The customer paused it in the portal.';
    case 'schedule_resumed':
      if (entry.data.by === 'customer')
        return 'The customer resumed it in the portal; what fell due meanwhile was skipped.';
      return entry.data.missed === 'skip'
        ? 'It was resumed. Periods that fell due meanwhile were skipped.'
        : 'It was resumed. Periods that fell due meanwhile are invoiced.';
    case 'schedule_period_skipped':
      return `Period ${entry.data.number} was skipped.`;
    case 'schedule_ended':
      if (entry.data.by === 'customer')
        return `The customer ended it in the portal, with period ${entry.data.through}.`;
      return entry.data.when === 'now' ? 'It was ended.' : `It ends with period ${entry.data.through}.`;
    case 'schedule_asked':
      return `Periods up to ${entry.data.through} were missed: somebody has to decide what becomes of them.`;
    case 'schedule_answered':
      return entry.data.missed === 'skip'
        ? `Periods up to ${entry.data.through} were skipped.`
        : `Periods up to ${entry.data.through} are invoiced.`;
    case 'schedule_stopped':
      return `It stopped: the invoice of period ${entry.data.number} can’t be made.`;
    case 'schedule_started_again':
      return 'It was started again.';
    case 'quantity_reported':
      return `${entry.data.quantity} of ${entry.data.meter} were reported for period ${entry.data.number}.`;
    case 'period_invoiced':
      return `Period ${entry.data.number} was invoiced.`;
    case 'period_made_again':
      return `The invoice of period ${entry.data.number} was made again.`;
  }
}
