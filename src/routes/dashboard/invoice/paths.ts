import { z } from 'zod';
import { idOf } from '../forms.ts';

/** An invoice below the business's invoices. What stands beside it, such as a list, has no such id. */
export const INVOICE = '/:invoice{inv_[0-9a-z]{26}}';

export const ofInvoice = z.object({ invoice: idOf('inv') });
