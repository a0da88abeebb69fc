import { isMethodExpired } from './choose-method.ts';
import type { MethodOnFile } from './types.ts';

/**
 * Whether a payer who is there may be offered a method on file for an amount in this currency now (ms). What it
 * failed before is no matter: they see what they press.
 */
export const mayOffer = (method: MethodOnFile, currency: string, timeZone: string, now: number): boolean =>
  method.state === 'usable' &&
  method.kind !== 'other' &&
  (method.kind !== 'us_bank_account' || currency === 'USD') &&
  !isMethodExpired(method, timeZone, now);
