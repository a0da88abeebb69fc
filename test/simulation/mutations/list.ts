import type { Mutation } from './mutation.ts';
import { COLLECTION } from './of-collection.ts';
import { MESSAGES } from './of-messages.ts';
import { MONEY_BACK } from './of-money-back.ts';
import { PAYMENTS } from './of-payments.ts';

/** Every guard of the code that moves money or tells people of it, taken out one by one. */
export const MUTATIONS: readonly Mutation[] = [...PAYMENTS, ...COLLECTION, ...MONEY_BACK, ...MESSAGES];
