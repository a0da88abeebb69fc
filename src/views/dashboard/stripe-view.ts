import type { WayState } from '../../domain/account/readiness.ts';
import type { FeesPayer } from '../../domain/account/status.ts';
import type { DECISIONS } from './words/stripe-requirements.ts';

/** Something that Stripe wants, in words; its date as people read it. */
export type WantedView = {
  readonly name: string;
  readonly by: string | null;
  readonly problem: string | null;
  /** What is missing already costs the account something. */
  readonly isOverdue: boolean;
};

/** An account that the business was connected to. */
export type EarlierView = {
  readonly id: string;
  /** Null for the deployment's own account, as long as it was not read. */
  readonly accountId: string | null;
  readonly name: string | null;
  readonly until: string | null;
};

type Common = {
  /** The Stripe page of the business: every form posts below it. */
  readonly base: string;
  readonly mayConnect: boolean;
  readonly said: string | null;
  /** Why the last press was refused. */
  readonly problem: string | null;
};

export type UnconnectedView = Common & {
  /** This deployment connects accounts; otherwise it has a key of its own. */
  readonly isPlatform: boolean;
  readonly earlier: readonly EarlierView[];
};

export type ConnectedView = Common & {
  /** Null for the deployment's own account, as long as it was not read. */
  readonly accountId: string | null;
  readonly isOwn: boolean;
  readonly name: string | null;
  readonly isTest: boolean;
  /** Payments are paused until what happened at Stripe is known, and go on by themselves. */
  readonly isCatchingUp: boolean;
  readonly state: 'ready' | 'held' | 'unread' | 'paused' | 'disconnecting';
  /** What Stripe has decided, where giving what it wants does not help. */
  readonly decision: keyof typeof DECISIONS | null;
  readonly failure: string | null;
  readonly read: string | null;
  readonly ways: { readonly card: WayState; readonly ach: WayState; readonly payouts: WayState } | null;
  readonly blocking: readonly WantedView[];
  readonly upcoming: readonly WantedView[];
  readonly inReview: readonly WantedView[];
  readonly feesPayer: FeesPayer;
  readonly webhooks: {
    readonly why: 'missing' | 'own_only' | 'disabled' | 'types';
    readonly types: readonly string[];
  } | null;
  /** Stripe's own pages ask for what it wants. */
  readonly goesOnAtStripe: boolean;
  readonly mapHref: string | null;
};
