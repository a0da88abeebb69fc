import { canMove, isMethodExpired, isTaken } from './choose-method.ts';
import type { MethodOnFile, Takes } from './types.ts';

type Offering = {
  readonly currency: string;
  readonly timeZone: string;
  readonly now: number;
  /** In which ways the account can be paid. */
  readonly takes: Takes;
};

/**
 * Whether a payer who is present may be offered a method on file for an amount in this currency now (ms). Its
 * earlier failures do not count, since the payer sees and presses the button. One that somebody else paid with by link is
 * not offered before the customer has confirmed it.
 */
export const mayOffer = (method: MethodOnFile, { currency, timeZone, now, takes }: Offering): boolean =>
  method.state === 'usable' &&
  method.kind !== 'other' &&
  method.link !== 'refused' &&
  method.link !== 'not_confirmed' &&
  canMove(method, currency) &&
  isTaken(method, takes) &&
  !isMethodExpired(method, timeZone, now);
