import { z } from 'zod';
import type { TypedDeposits } from '../../../domain/methods/deposits.ts';
import { text } from './fields.ts';

/** Two amounts or a code as they were typed: the set-up decides which is needed. */
export const verifyForm = z.object({ first: text(), second: text(), code: text() });

export const NOTHING_TYPED: TypedDeposits = { first: '', second: '', code: '' };
