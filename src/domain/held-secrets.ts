import type { NamedKey } from './link-keys.ts';

/** The secrets that a version of the Worker runs with, by their fingerprints. */
export type HeldSecrets = {
  /** The first makes links. */
  readonly linkKeys: readonly NamedKey[];
  readonly webhook: readonly string[];
  readonly connect: readonly string[];
  readonly mail: readonly string[];
  readonly alarm: readonly string[];
  readonly operator: readonly string[];
  readonly stripe: string;
};

/** A link key as the deployment tells it. */
export type ShownLinkKey = NamedKey & {
  readonly listed: boolean;
  readonly makesLinks: boolean;
  /** The invoices whose links may carry its number, at most: to be paid, and others, whose links show what was paid. */
  readonly needed: { readonly open: number; readonly closed: number };
  /** Businesses' webhook endpoints whose secret is derived from it. */
  readonly endpoints: number;
};

/** What the person who changes a key has to know, without any secret: `GET /operator/v1/keys`. */
export type KeysReport = Omit<HeldSecrets, 'linkKeys'> & {
  readonly linkKeys: readonly ShownLinkKey[];
  readonly livemode: boolean;
  /** A customer of the own account at Stripe, by which its keys are told from another's; null where there is none yet. */
  readonly stripeCustomer: string | null;
};
