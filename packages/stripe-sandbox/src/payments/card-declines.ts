import { invalidRequest, noSuchObject } from '../core/api-error.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { traitsOf } from './payment-method.ts';
import type { CardTraits, Decline } from './traits.ts';

/** From now on the issuer declines a saved card so, whatever its number; null for no more. */
export function setCardDecline(scope: Scope, id: string, decline: Decline | null): CardTraits {
  if (!find(scope, 'payment_method', id)) throw noSuchObject('PaymentMethod', id);
  const traits = traitsOf(scope, id);
  if (traits.type !== 'card') throw invalidRequest(`${id} is no card: only an issuer declines.`);
  const changed: CardTraits = { ...traits, decline };
  save(scope, '_payment_method', id, changed);
  return changed;
}
