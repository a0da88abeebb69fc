import { isMethodExpired } from './choose-method.ts';
import type { MethodOnFile } from './types.ts';

/**
 * Whether a payer who is present may be offered a method on file for an amount in this currency now (ms). Its
 * earlier failures do not count, since the payer sees and presses the button.
 */
export const mayOffer = (method: MethodOnFile, currency: string, timeZone: string, now: number): boolean =>
  method.state === 'usable' &&
  method.kind !== 'other' &&
  (method.kind !== 'us_bank_account' || currency === 'USD') &&
  !isMethodExpired(method, timeZone, now);
