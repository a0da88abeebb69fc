import { z } from 'zod';
import { id } from './fields.ts';

/** For which customer the portal is opened. */
export const chooseForm = z.object({ customer: id('cus') });
