import { z } from 'zod';
import { id } from './fields.ts';

/** Chooses the customer of the session. */
export const chooseForm = z.object({ customer: id('cus') });
