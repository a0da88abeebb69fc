import { z } from 'zod';
import { parseId } from '../../../domain/ids.ts';
import { text } from './fields.ts';

/** Which part of the list: all of it for a filter that does not exist, from its beginning for an id that is none. */
export const invoicesQuery = z.object({
  show: text()
    .pipe(z.enum(['all', 'to_pay', 'overdue', 'processing', 'paid', 'closed']))
    .catch('all'),
  before: text().transform((typed) => parseId('inv', typed)),
});
