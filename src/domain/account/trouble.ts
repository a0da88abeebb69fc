import { type Gate, readinessOf } from './readiness.ts';
import type { AccountStatus, Requirement } from './status.ts';

/**
 * What is wrong with an account, the gravest first. `held`: nothing can be charged. `limited`: cards or ACH debits worked and
 * do no more. `payouts`: what is charged stays at Stripe. `wanted`: all of it works, until a date.
 */
export const TROUBLES = ['held', 'limited', 'payouts', 'wanted'] as const;
export type TroubleKind = (typeof TROUBLES)[number];
export type Way = 'card' | 'ach';

/** What Stripe itself has decided, or has to decide. */
export type StripesDecision = 'rejected' | 'in_review' | 'paused';

export type Trouble = {
  readonly kind: TroubleKind;
  /** Ways to pay that worked before it. */
  readonly lost: readonly Way[];
  /** What Stripe wants, so that it ends; the most urgent first. */
  readonly wants: readonly Requirement[];
  /** Why Stripe stopped it, where giving what it wants does not end that; null elsewhere. */
  readonly decision: StripesDecision | null;
};

/** What a business was told of its account: kept until that is over, so that a cause is told once. */
export type AccountTold = {
  readonly kind: TroubleKind;
  readonly lost: readonly Way[];
  /** Stripe's names of all that was told to be wanted since, and what it was told to have decided. */
  readonly names: readonly string[];
  readonly decisions: readonly StripesDecision[];
  readonly since: number;
  /** Since when it seems to be over; null while it is not. */
  readonly calmSince: number | null;
  /** It was there before anybody could be told: its end is no news either. */
  readonly isSilent: boolean;
};

const DAY_MS = 24 * 3_600_000;
/** What Stripe wants by a date is told so long before. */
const TOLD_BEFORE_MS = 14 * DAY_MS;
/** An account that works, fails and works again within minutes has one trouble. */
export const CALM_FOR_MS = 15 * 60_000;

/** Stripe's code for why an account is restricted → what it has decided. https://docs.stripe.com/api/accounts/object */
export function decisionOf(disabledReason: string | null): StripesDecision | null {
  if (disabledReason === null) return null;
  if (disabledReason.startsWith('rejected.')) return 'rejected';
  if (disabledReason === 'under_review' || disabledReason === 'listed') return 'in_review';
  return disabledReason === 'platform_paused' ? 'paused' : null;
}

/** What is wrong with an account now, given what it took before; null where nothing is. */
export function troubleOf(
  status: AccountStatus,
  { before, lost, now }: { readonly before: Gate; readonly lost: readonly Way[]; readonly now: number },
): Trouble | null {
  // Stripe takes test payments whatever it still wants to know of the account's owner.
  if (status.isOwnTest === true) return null;
  const { isReady, card, ach, payouts, blocking, upcoming } = readinessOf(status);
  const soon = upcoming.filter(({ deadline }) => deadline !== null && deadline - now <= TOLD_BEFORE_MS);
  const wants = [...blocking, ...soon];
  const isLost = (way: Way, took: boolean, state: typeof card) =>
    (took || lost.includes(way)) && (state === 'pending' || state === 'restricted');
  const gone: readonly Way[] = [
    ...(isLost('card', before.takesCard, card) ? (['card'] as const) : []),
    ...(isLost('ach', before.takesAch, ach) ? (['ach'] as const) : []),
  ];
  const of = { wants, decision: decisionOf(status.disabledReason) };
  if (!isReady) return { kind: 'held', lost: gone, ...of };
  if (gone.length > 0) return { kind: 'limited', lost: gone, ...of };
  if (payouts === 'restricted') return { kind: 'payouts', lost: [], ...of };
  return wants.length > 0 ? { kind: 'wanted', lost: [], ...of } : null;
}

export type News = {
  /** What is remembered of it. */
  readonly told: AccountTold | null;
  readonly mail: 'trouble' | 'over' | null;
};

type Ask = {
  readonly told: AccountTold | null;
  readonly trouble: Trouble | null;
  readonly now: number;
  /** Whoever connects the account sees how it stands, and completes it: neither is news by mail. */
  readonly isSeen: boolean;
};

/** Whether the people of a business are told of their account, and what is remembered of that: once a cause, once its end. */
export function newsOf({ told, trouble, now, isSeen }: Ask): News {
  if (told === null) {
    if (trouble === null) return { told, mail: null };
    return { told: begun(trouble, now, isSeen), mail: isSeen ? null : 'trouble' };
  }
  if (trouble === null || gravity(trouble.kind) > gravity(told.kind)) return calmer(told, trouble, now);
  const names = trouble.wants.map(({ name }) => name);
  const isMore =
    trouble.kind !== told.kind ||
    names.some((name) => !told.names.includes(name)) ||
    (trouble.decision !== null && !told.decisions.includes(trouble.decision)) ||
    trouble.lost.some((way) => !told.lost.includes(way));
  if (!isMore) return { told: { ...told, calmSince: null }, mail: null };
  const union = {
    kind: trouble.kind,
    lost: distinct([...told.lost, ...trouble.lost]),
    names: distinct([...told.names, ...names]),
    decisions: distinct([...told.decisions, ...decided(trouble)]),
  };
  return {
    told: { ...told, ...union, calmSince: null, isSilent: told.isSilent && isSeen },
    mail: isSeen ? null : 'trouble',
  };
}

/** It is over, or what is left of it is milder; neither is believed at once. What is left was told with it. */
function calmer(told: AccountTold, trouble: Trouble | null, now: number): News {
  const left = trouble === null ? null : begun(trouble, now, true);
  if (told.isSilent) return { told: left, mail: null };
  const calmSince = told.calmSince ?? now;
  return now - calmSince < CALM_FOR_MS
    ? { told: { ...told, calmSince }, mail: null }
    : { told: left, mail: 'over' };
}

const begun = (trouble: Trouble, now: number, isSilent: boolean): AccountTold => ({
  kind: trouble.kind,
  lost: trouble.lost,
  names: trouble.wants.map(({ name }) => name),
  decisions: decided(trouble),
  since: now,
  calmSince: null,
  isSilent,
});

const decided = ({ decision }: Trouble): readonly StripesDecision[] => (decision === null ? [] : [decision]);

const gravity = (kind: TroubleKind): number => TROUBLES.indexOf(kind);
const distinct = <T>(all: readonly T[]): readonly T[] => [...new Set(all)];
