import type { Mutation } from './mutation.ts';
import { COLLECTION } from './of-collection.ts';
import { LIMITS } from './of-limits.ts';
import { MESSAGES } from './of-messages.ts';
import { MONEY_BACK } from './of-money-back.ts';
import { PAYMENTS } from './of-payments.ts';
import { RECOVERY } from './of-recovery.ts';
import { SCHEDULES } from './of-schedules.ts';

/** Every mutation: each removes one guard of the code that moves money or notifies people. */
export const MUTATIONS: readonly Mutation[] = [
  ...PAYMENTS,
  ...COLLECTION,
  ...MONEY_BACK,
  ...MESSAGES,
  ...RECOVERY,
  ...LIMITS,
  ...SCHEDULES,
];
