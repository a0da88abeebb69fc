/** How Stripe says a capability stands. `absent`: the account has others, and never asked for this one. */
export type Capability = 'active' | 'pending' | 'inactive' | 'absent' | 'unknown';

/** Who bears what: Stripe's fees are taken from the account itself, or from the platform. */
export type FeesPayer = 'account' | 'platform' | 'unknown';

/** Something that Stripe wants of the account's owner, by Stripe's own name, such as `representative.first_name`. */
export type Requirement = {
  readonly name: string;
  /**
   * `past_due`: what is missing already costs the account something. `due`: it will at the deadline. `later`: a notice.
   * `in_review`: given, and Stripe is looking at it.
   */
  readonly when: 'past_due' | 'due' | 'later' | 'in_review';
  /** ms since the epoch; null where Stripe names none. */
  readonly deadline: number | null;
  /** Why what was given before was not taken, in Stripe's words. */
  readonly problem: string | null;
};

/** How Stripe's webhooks reach this deployment, of the account's events; null where the key may not read that. */
export type EndpointsFound = {
  /** No endpoint of ours is told of this account at all. */
  readonly isMissing: boolean;
  /** An endpoint is there that is told of the own account alone, where a connected one's events are needed. */
  readonly isOwnOnly: boolean;
  readonly isDisabled: boolean;
  /** Types of events that we use and no endpoint is told of. */
  readonly missingTypes: readonly string[];
};

/** An account as Stripe last described it. */
export type AccountStatus = {
  /** `acct_…`, also of the deployment's own account. */
  readonly accountId: string;
  readonly name: string | null;
  /** ISO 3166, upper case. */
  readonly country: string | null;
  readonly currency: string | null;
  readonly chargesEnabled: boolean;
  /** The deployment's own account by a test key: Stripe takes its charges before anybody has activated it. */
  readonly isOwnTest?: boolean;
  readonly payoutsEnabled: boolean;
  readonly detailsSubmitted: boolean;
  readonly card: Capability;
  readonly ach: Capability;
  readonly requirements: readonly Requirement[];
  /** Stripe's code for why the account is restricted, such as `requirements.past_due`; null where it is not. */
  readonly disabledReason: string | null;
  readonly feesPayer: FeesPayer;
  readonly endpoints: EndpointsFound | null;
};

/** Whether a connection is to the deployment's own account by a test key. https://docs.stripe.com/get-started/account/activate */
export const isOwnTest = (of: { readonly account: string; readonly livemode: boolean }): boolean =>
  of.account === 'self' && !of.livemode;
