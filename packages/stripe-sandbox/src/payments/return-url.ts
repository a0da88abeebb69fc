import { invalidRequest } from '../core/api-error.ts';

interface Sent {
  return_url?: string | undefined;
  use_stripe_sdk?: boolean | undefined;
}
interface Choice {
  automatic_payment_methods?:
    | { enabled: boolean; allow_redirects?: 'always' | 'never' | undefined }
    | undefined;
}

/**
 * Whether an intent was made for methods that redirect. Where nothing was said of automatic methods none does: the
 * sandbox's account has only cards and US bank accounts, which is how the official CLI's triggers expect it.
 */
export function mayRedirect({ automatic_payment_methods: automatic }: Choice): boolean {
  return automatic?.enabled === true && automatic.allow_redirects !== 'never';
}

/** Where methods that redirect were asked for, Stripe wants to know where the payer comes back to. */
export function requireReturnUrl(redirects: boolean, sent: Sent): void {
  if (!redirects || sent.return_url !== undefined || sent.use_stripe_sdk) return;
  throw invalidRequest(
    "This intent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: 'return_url' },
  );
}
