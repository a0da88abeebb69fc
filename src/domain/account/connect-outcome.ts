/** Why an account was not connected. */
export const NOT_CONNECTED_WHY = [
  'denied', // its owner said no at Stripe
  'stripe_error', // Stripe came back with another error
  'code_refused', // the code was used before, or is too old
  'not_answered', // Stripe did not say what became of the code
  'other_mode', // a test account for live money, or the other way round
  'read_only', // it was given to be read alone
  'taken', // another business of this deployment is connected to it
  'already_connected', // this business is connected to an account
  'own_account', // it is the account of the deployment's own key
  'unreadable', // it cannot be read, so that nobody could see which one it is
  'declined', // a person said that it is the wrong one
] as const;
export type NotConnectedWhy = (typeof NOT_CONNECTED_WHY)[number];

/** What came of a way to Stripe and back. */
export type ConnectOutcome =
  /** A person still has to say that this is the account. */
  | { readonly kind: 'to_confirm'; readonly account: string; readonly name: string | null }
  | { readonly kind: 'connected'; readonly account: string; readonly connectionId: string }
  | {
      readonly kind: 'not_connected';
      readonly why: NotConnectedWhy;
      /** Stripe's own words, on one line; null where there are none. */
      readonly message: string | null;
    };
