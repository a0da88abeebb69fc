import type { MethodOnFile } from './types.ts';

/** What the order of charging depends on. Instants in ms. */
export type Ranked = Pick<MethodOnFile, 'id' | 'isDefault' | 'position' | 'paidAt' | 'defaultSetAt'>;

/**
 * The methods in the order of charging, whatever was declined: the one that leads, then the customer's own order. The
 * method that paid last leads, unless the customer chose a default since; where neither is known, the default does.
 */
export function inOrder<M extends Ranked>(methods: readonly M[]): readonly M[] {
  const inPlace = methods.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  const leader = leaderOf(inPlace);
  return leader === null ? inPlace : [leader, ...inPlace.filter((method) => method !== leader)];
}

/** The method that is charged first: what people see as the default. */
export function leaderOf<M extends Ranked>(methods: readonly M[]): M | null {
  const latest = methods.reduce<M | null>(
    (best, next) => (leadSince(next) > (best === null ? 0 : leadSince(best)) ? next : best),
    null,
  );
  return latest ?? methods.find(({ isDefault }) => isDefault) ?? null;
}

const leadSince = ({ isDefault, paidAt, defaultSetAt }: Ranked): number =>
  Math.max(paidAt ?? 0, isDefault ? (defaultSetAt ?? 0) : 0);

/**
 * Whether others are charged before the method, since its last charge was declined. Only a success, a renewal, or its
 * owner's word that it comes first puts it back.
 */
export const hasSteppedBack = ({
  isDefault,
  defaultSetAt,
  declinedAt,
}: Pick<MethodOnFile, 'isDefault' | 'defaultSetAt' | 'declinedAt'>): boolean =>
  declinedAt !== null && !(isDefault && defaultSetAt !== null && defaultSetAt > declinedAt);
