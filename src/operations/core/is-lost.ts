import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import type { connections } from '../../db/schema/index.ts';

/** Stripe's code for an account that the key cannot access. https://docs.stripe.com/error-codes#account-invalid */
export const NO_ACCESS = 'account_invalid';

/**
 * True where Stripe cannot be asked about an account's objects any more: its connection was ended here, and Stripe denies
 * access. Until the same account is connected again, it says nothing.
 */
export const isLostFor = (
  { state }: Pick<typeof connections.$inferSelect, 'state'>,
  answer: StripeResult<unknown>,
): boolean =>
  state === 'disconnected' && answer.kind === 'refused' && answer.status === 403 && answer.code === NO_ACCESS;
