import type { AccountStatus, Capability, Requirement } from './status.ts';

/** How a way to be paid stands: `off` where the account never asked for it. */
export type WayState = 'works' | 'pending' | 'restricted' | 'off';

export type Readiness = {
  /** Something can be charged: money moves. What Stripe wants later does not change that. */
  readonly isReady: boolean;
  readonly card: WayState;
  readonly ach: WayState;
  readonly payouts: 'works' | 'restricted';
  /** What keeps charges or payouts off now, or was refused; the most urgent first. */
  readonly blocking: readonly Requirement[];
  /** What Stripe will want, with its date where it names one: a notice. */
  readonly upcoming: readonly Requirement[];
  readonly inReview: readonly Requirement[];
  /** Its owner has not completed the onboarding. */
  readonly isOnboarding: boolean;
};

/**
 * The one definition of *ready*, by capability and method: it decides about money, and is what pages and the API show. A
 * capability that Stripe does not describe is taken for what `charges_enabled` says, since old accounts list none. The own
 * account is asked for live charges there: by a test key it can be paid before it was activated.
 * https://docs.stripe.com/connect/account-capabilities
 */
export function readinessOf(status: AccountStatus): Readiness {
  const { requirements } = status;
  const card = status.isOwnTest === true ? 'works' : wayOf(status.card, status.chargesEnabled);
  const ach =
    status.isOwnTest === true && status.ach !== 'absent' ? 'works' : wayOf(status.ach, status.chargesEnabled);
  const isReady = card === 'works' || ach === 'works';
  const isDue = ({ when, problem }: Requirement): boolean =>
    when === 'past_due' || (when === 'due' && (problem !== null || !isReady));
  return {
    isReady,
    card,
    ach,
    payouts: status.payoutsEnabled ? 'works' : 'restricted',
    blocking: requirements.filter(isDue),
    upcoming: requirements
      .filter((each) => !isDue(each) && (each.when === 'due' || each.when === 'later'))
      .toSorted((a, b) => (a.deadline ?? Infinity) - (b.deadline ?? Infinity)),
    inReview: requirements.filter(({ when }) => when === 'in_review'),
    isOnboarding: !status.detailsSubmitted,
  };
}

function wayOf(capability: Capability, chargesEnabled: boolean): WayState {
  switch (capability) {
    case 'absent':
      return 'off';
    case 'pending':
      return 'pending';
    case 'inactive':
      return 'restricted';
    case 'active':
    case 'unknown':
      return chargesEnabled ? 'works' : 'restricted';
  }
}

/** What a connection's row keeps of it, for whoever is about to charge. */
export type Gate = {
  readonly isHeld: boolean;
  readonly takesCard: boolean;
  readonly takesAch: boolean;
};

/** How an invoice can be paid: US dollars by card and ACH, any other currency by card only; either where the account can take it. */
export const waysFor = (
  { takesCard, takesAch }: Pick<Gate, 'takesCard' | 'takesAch'>,
  currency: string,
): { readonly card: boolean; readonly ach: boolean } => ({
  card: takesCard,
  ach: takesAch && currency === 'USD',
});

export function gateOf(status: AccountStatus): Gate {
  const { isReady, card, ach } = readinessOf(status);
  return { isHeld: !isReady, takesCard: card === 'works', takesAch: ach === 'works' };
}
