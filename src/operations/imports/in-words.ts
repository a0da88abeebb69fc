import type { Rejection } from '../../domain/rejection.ts';

/** Why what a line asks for was refused. */
export function inWords(rejection: Rejection): string {
  if (rejection.code === 'invalid') return rejection.problems.map(({ message }) => message).join(' ');
  if (rejection.code === 'stripe_customer_taken')
    return 'Another customer is linked to this Stripe customer.';
  if (rejection.code === 'stripe_customer_unusable')
    return `Stripe has no ${rejection.stripeCustomerId} that could be linked.`;
  if (rejection.code === 'not_found') return 'Its customer was deleted meanwhile.';
  return `It was refused: ${rejection.code.replaceAll('_', ' ')}.`;
}
