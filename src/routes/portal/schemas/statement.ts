import { z } from 'zod';
import { parseLocalDate } from '../../../domain/calendar.ts';
import type { StatementPeriod } from '../../../operations/portal/statement.ts';
import { text, textOrNull } from './fields.ts';

/** The dates as they were typed. */
export const typedPeriod = z.object({ from: text(), to: text() });

/** The requested period; null for the default one. */
export const statementQuery = z
  .object({ from: textOrNull, to: textOrNull })
  .transform(({ from, to }, context): StatementPeriod | null => {
    if (from === null && to === null) return null;
    const period = readPeriod(from ?? '', to ?? '');
    if (period !== null) return period;
    context.addIssue({ code: 'custom', input: { from, to } });
    return z.NEVER;
  });

/** Parses a typed period; null if a date is invalid, or they are the wrong way round. */
function readPeriod(from: string, to: string): StatementPeriod | null {
  const [first, last] = [parseLocalDate(from.trim()), parseLocalDate(to.trim())];
  return first === null || last === null || first > last ? null : { from: first, to: last };
}
