import type { MethodCard } from '../collection/types.ts';
import type { BlockedFor, MethodStateReason } from './state-reason.ts';

export type MethodState = 'pending_verification' | 'usable' | 'unusable' | 'detached';

/** What can be different about a method from one look at Stripe to the next. */
export type MethodColumns = {
  readonly card: MethodCard;
  readonly fingerprint: string | null;
  readonly state: MethodState;
  /** Why it is not usable, by a key of ours; null where it is, or where nothing is known. */
  readonly stateReason: MethodStateReason | null;
  readonly isDefault: boolean;
  readonly position: number;
};

/** A method as we have it. */
export type KnownMethod = MethodColumns & { readonly id: string; readonly stripePaymentMethodId: string };

/** A method as Stripe has it now. */
export type SeenMethod = {
  readonly stripePaymentMethodId: string;
  readonly card: MethodCard;
  readonly fingerprint: string | null;
  readonly isBlocked: boolean;
  readonly blockedFor: BlockedFor | null;
  readonly createdAt: number;
};

/** The reason of a method that somebody is removing. */
export const REMOVING = 'removing';

export type Followed = {
  readonly added: readonly (MethodColumns & { readonly stripePaymentMethodId: string })[];
  /** By our id. Who is no longer the default comes before who is now. */
  readonly changed: readonly (MethodColumns & { readonly id: string })[];
  /** One can be charged now that could not be before, or not as it is now. */
  readonly offersMore: boolean;
};

/**
 * What our rows have to become so that they say what Stripe says. New methods go to the end of the fallback order.
 * What Stripe does not list any more is detached; an account that waits for its verification is not listed yet, and
 * stays. The default is kept while it is usable; else it is the one that Stripe names, else the newest usable one.
 */
export function followMethods(
  known: readonly KnownMethod[],
  seen: readonly SeenMethod[],
  defaultAtStripe: string | null,
): Followed {
  const seenById = new Map(seen.map((method) => [method.stripePaymentMethodId, method]));
  const createdAt = (stripeId: string): number => seenById.get(stripeId)?.createdAt ?? 0;
  const knownIds = new Set(known.map(({ stripePaymentMethodId }) => stripePaymentMethodId));
  const last = Math.max(-1, ...known.map(({ position }) => position));
  const kept = known.map((method) => ({ ...method, ...lookedAt(method, seenById) }));
  const added = seen
    .filter(({ stripePaymentMethodId }) => !knownIds.has(stripePaymentMethodId))
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((method, index) => ({
      stripePaymentMethodId: method.stripePaymentMethodId,
      ...asSeen(method),
      isDefault: false,
      position: last + 1 + index,
    }));
  const usable = [...kept, ...added].filter(({ state }) => state === 'usable');
  const chosen =
    usable.find(({ isDefault }) => isDefault) ??
    usable.find(({ stripePaymentMethodId }) => stripePaymentMethodId === defaultAtStripe) ??
    usable.reduce<(typeof usable)[number] | null>(
      (newest, next) =>
        newest === null || createdAt(next.stripePaymentMethodId) >= createdAt(newest.stripePaymentMethodId)
          ? next
          : newest,
      null,
    );
  const isDefault = (stripeId: string): boolean => stripeId === chosen?.stripePaymentMethodId;
  const wanted = kept.map((method) => ({ ...method, isDefault: isDefault(method.stripePaymentMethodId) }));
  return {
    added: added.map((method) => ({ ...method, isDefault: isDefault(method.stripePaymentMethodId) })),
    changed: wanted
      .filter((method, index) => differs(method, known[index]))
      .sort((a, b) => Number(a.isDefault) - Number(b.isDefault)),
    offersMore:
      added.some(({ state }) => state === 'usable') ||
      wanted.some((method, index) => isUsableAnew(method, known[index])),
  };
}

type Looked = Pick<MethodColumns, 'card' | 'fingerprint' | 'state' | 'stateReason'>;

function lookedAt(method: KnownMethod, seenById: ReadonlyMap<string, SeenMethod>): Looked {
  const seen = seenById.get(method.stripePaymentMethodId);
  const { card, fingerprint, stateReason } = method;
  // Until it is gone at Stripe, one that is being removed is not offered again.
  if (seen !== undefined)
    return stateReason === REMOVING ? { card, fingerprint, state: method.state, stateReason } : asSeen(seen);
  if (method.state === 'pending_verification' || method.state === 'detached') {
    return { card, fingerprint, state: method.state, stateReason };
  }
  return { card, fingerprint, state: 'detached', stateReason: null };
}

const asSeen = ({ card, fingerprint, isBlocked, blockedFor }: SeenMethod): Looked => ({
  card,
  fingerprint,
  state: isBlocked ? 'unusable' : 'usable',
  stateReason: isBlocked ? (blockedFor ?? 'blocked') : null,
});

const expiryOf = (card: MethodCard): string =>
  card.kind === 'card' ? `${card.expYear}-${card.expMonth}` : '';

const isUsableAnew = (now: MethodColumns, before: KnownMethod | undefined): boolean =>
  now.state === 'usable' &&
  (before?.state !== 'usable' ||
    before.fingerprint !== now.fingerprint ||
    expiryOf(before.card) !== expiryOf(now.card));

function differs(now: MethodColumns, before: KnownMethod | undefined): boolean {
  return (
    before === undefined ||
    now.state !== before.state ||
    now.stateReason !== before.stateReason ||
    now.isDefault !== before.isDefault ||
    now.position !== before.position ||
    now.fingerprint !== before.fingerprint ||
    !sameCard(now.card, before.card)
  );
}

/** Two cards are shown the same; the order in which their fields were written does not matter. */
function sameCard(a: MethodCard, b: MethodCard): boolean {
  const sorted = (card: MethodCard) => JSON.stringify(Object.entries(card).sort());
  return sorted(a) === sorted(b);
}
