import type { MethodCard } from '../collection/types.ts';
import type { BlockedFor, MethodStateReason } from './state-reason.ts';

export type MethodState = 'pending_verification' | 'usable' | 'unusable' | 'detached';

/** The columns of a method that may change between two reads from Stripe. */
export type MethodColumns = {
  readonly card: MethodCard;
  readonly fingerprint: string | null;
  readonly state: MethodState;
  /** Why it is not usable, by a key of ours; null where it is usable or the reason is unknown. */
  readonly stateReason: MethodStateReason | null;
  readonly isDefault: boolean;
  readonly position: number;
};

/** A method as our row has it. */
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

/** The `stateReason` of a method that is being removed. */
export const REMOVING = 'removing';

export type Followed = {
  readonly added: readonly (MethodColumns & { readonly stripePaymentMethodId: string })[];
  /** By our id. The former default comes before the new one, since the index allows one default only. */
  readonly changed: readonly (MethodColumns & { readonly id: string })[];
  /** True where a method became chargeable, or changed in a way that makes a retry worthwhile. */
  readonly offersMore: boolean;
};

/**
 * Computes the changes that bring our rows in line with Stripe's list. New methods go to the end of the fallback
 * order. A method that Stripe no longer lists is detached; an account awaiting verification is not listed yet, and
 * stays. The default stays while it is usable; else it is the one that Stripe names, else the newest usable one. None of
 * `notLeading` (Stripe's ids) becomes the default.
 */
export function followMethods(
  known: readonly KnownMethod[],
  seen: readonly SeenMethod[],
  defaultAtStripe: string | null,
  notLeading: ReadonlySet<string> = new Set(),
): Followed {
  const seenById = new Map(seen.map((method) => [method.stripePaymentMethodId, method]));
  const createdAt = (stripeId: string): number => seenById.get(stripeId)?.createdAt ?? 0;
  const knownIds = new Set(known.map(({ stripePaymentMethodId }) => stripePaymentMethodId));
  const last = Math.max(-1, ...known.map(({ position }) => position));
  const kept = known.map((method) => ({ ...method, ...compared(method, seenById) }));
  const added = seen
    .filter(({ stripePaymentMethodId }) => !knownIds.has(stripePaymentMethodId))
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((method, index) => ({
      stripePaymentMethodId: method.stripePaymentMethodId,
      ...asSeen(method),
      isDefault: false,
      position: last + 1 + index,
    }));
  const usable = [...kept, ...added].filter(
    ({ state, stripePaymentMethodId }) => state === 'usable' && !notLeading.has(stripePaymentMethodId),
  );
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

/** One that was blocked, or that its bank renewed, was on file all the time. */
const ARRIVES_FROM: ReadonlySet<MethodState> = new Set(['pending_verification', 'detached']);

/** Whether a method came on file that can be charged: one added, verified, or attached again. */
export const hasArrived = (
  known: readonly KnownMethod[],
  { added, changed }: Pick<Followed, 'added' | 'changed'>,
): boolean =>
  added.some(({ state }) => state === 'usable') ||
  changed.some(({ id, state }) => {
    const before = known.find((method) => method.id === id);
    return state === 'usable' && before !== undefined && ARRIVES_FROM.has(before.state);
  });

type Compared = Pick<MethodColumns, 'card' | 'fingerprint' | 'state' | 'stateReason'>;

function compared(method: KnownMethod, seenById: ReadonlyMap<string, SeenMethod>): Compared {
  const seen = seenById.get(method.stripePaymentMethodId);
  const { card, fingerprint, stateReason } = method;
  // A method that is being removed must not be offered again while Stripe still lists it.
  if (seen !== undefined)
    return stateReason === REMOVING ? { card, fingerprint, state: method.state, stateReason } : asSeen(seen);
  if (method.state === 'pending_verification' || method.state === 'detached') {
    return { card, fingerprint, state: method.state, stateReason };
  }
  return { card, fingerprint, state: 'detached', stateReason: null };
}

const asSeen = ({ card, fingerprint, isBlocked, blockedFor }: SeenMethod): Compared => ({
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

/** Whether two cards look the same to people, whatever the order of their fields. */
function sameCard(a: MethodCard, b: MethodCard): boolean {
  const sorted = (card: MethodCard) => JSON.stringify(Object.entries(card).sort());
  return sorted(a) === sorted(b);
}
