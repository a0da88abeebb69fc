import { localDateAt } from '../../domain/calendar.ts';
import type { Figures } from '../../operations/resources/list-figures.ts';
import type { Speaker } from '../../views/format.ts';

/** A customer's figures, with the day of the last payment as the business reads it. */
export const figuresShown = (figures: readonly Figures[], timeZone: string, speaker: Speaker) =>
  figures.map(({ lastPaidAt, ...rest }) => ({
    ...rest,
    lastPaidOn: lastPaidAt === null ? null : speaker.date(localDateAt(Date.parse(lastPaidAt), timeZone)),
  }));
