import { invalidRequest } from '../core/api-error.ts';
import type { Scope } from '../core/scope.ts';
import { readWorlds } from '../core/worlds.ts';
import type { Redirects } from './redirects.ts';

interface Sent {
  return_url?: string | undefined;
  use_stripe_sdk?: boolean | undefined;
}
/**
 * Where methods that redirect were asked for, Stripe wants to know where the payer comes back to. Whether it does where
 * nothing was said of them is a matter of the sandbox's world: its account has none, and the official CLI's triggers send
 * no address.
 */
export function requireReturnUrl(scope: Scope, redirects: Redirects, sent: Sent): void {
  if (sent.return_url !== undefined || sent.use_stripe_sdk || !asks(scope, redirects)) return;
  throw invalidRequest(
    "This intent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: 'return_url' },
  );
}

function asks(scope: Scope, redirects: Redirects): boolean {
  switch (redirects) {
    case 'wanted':
      return true;
    case 'refused':
      return false;
    case 'unsaid':
      return readWorlds(scope.store).returnUrl === 'always';
  }
}
