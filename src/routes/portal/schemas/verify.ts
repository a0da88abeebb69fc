import { z } from 'zod';
import type { TypedDeposits } from '../../../domain/methods/deposits.ts';
import { text } from './fields.ts';

/** Two amounts or a code as they were typed: which is asked for is known once the set-up is read. */
export const verifyForm = z.object({ first: text(), second: text(), code: text() });

export const NOTHING_TYPED: TypedDeposits = { first: '', second: '', code: '' };
