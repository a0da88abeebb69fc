import { canMove, isMethodExpired } from './choose-method.ts';
import type { MethodOnFile } from './types.ts';

/**
 * Whether a payer who is present may be offered a method on file for an amount in this currency now (ms). Its
 * earlier failures do not count, since the payer sees and presses the button. One that somebody else paid with by link is
 * not offered before the customer has confirmed it.
 */
export const mayOffer = (method: MethodOnFile, currency: string, timeZone: string, now: number): boolean =>
  method.state === 'usable' &&
  method.kind !== 'other' &&
  method.link !== 'refused' &&
  method.link !== 'not_confirmed' &&
  canMove(method, currency) &&
  !isMethodExpired(method, timeZone, now);
