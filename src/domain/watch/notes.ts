import { fields, integer, orNull, text } from '../shape.ts';
import type { Samples } from './growth.ts';
import type { WayNote } from './telling.ts';

/** What the last tick found. */
export const readTick = fields({ at: integer, notReady: text });

const readWayNote = fields(
  { triedAt: integer, tries: integer },
  {
    failingSince: orNull(integer),
    reason: orNull(text),
    noticeId: orNull(text),
    transportId: orNull(text),
  },
);

/** How a way of telling is doing; null where it was never used. */
export function wayNoteOf(stored: unknown): WayNote | null {
  const read = readWayNote(stored);
  if (read === undefined) return null;
  const { failingSince = null, reason = null, noticeId = null, transportId = null } = read;
  return { ...read, failingSince, reason, noticeId, transportId };
}

/** A note of numbers by name, such as instants or sizes. */
export function numbersOf(stored: unknown): Samples {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
