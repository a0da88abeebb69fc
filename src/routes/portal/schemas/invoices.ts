import { z } from 'zod';
import { parseId } from '../../../domain/ids.ts';
import { text } from './fields.ts';

/** The part of the list: unfiltered for an unknown filter, the first page for an invalid id; `q` is what is looked for. */
export const invoicesQuery = z.object({
  show: text()
    .pipe(z.enum(['all', 'to_pay', 'overdue', 'processing', 'paid', 'closed']))
    .catch('all'),
  before: text().transform((typed) => parseId('inv', typed)),
  q: text(),
});
