import { z } from 'zod';
import { id } from './fields.ts';

export const paymentPath = z.object({ id: id('pay') });
