import type { MethodOnFile } from './types.ts';

/** What the order of charging depends on. Instants in ms. */
export type Ranked = Pick<MethodOnFile, 'id' | 'isDefault' | 'position' | 'paidAt' | 'defaultSetAt'>;

/**
 * The methods in the order of charging, whatever was declined: the one that leads, then the customer's own order. The
 * method that paid last leads, unless the customer chose a default since; where neither is known, the default does. A card
 * that was entered more than once paid with each of its entries: where one of them is gone, another leads in its place.
 */
export function inOrder<M extends Ranked>(methods: readonly M[]): readonly M[] {
  const inPlace = methods.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));
  const leaders = leadersOf(inPlace);
  return [...leaders, ...inPlace.filter((method) => !leaders.includes(method))];
}

/** The method that is charged first: what people see as the default. */
export const leaderOf = <M extends Ranked>(methods: readonly M[]): M | null => leadersOf(methods)[0] ?? null;

function leadersOf<M extends Ranked>(methods: readonly M[]): readonly M[] {
  const latest = Math.max(0, ...methods.map(leadSince));
  if (latest > 0) return methods.filter((method) => leadSince(method) === latest);
  const chosen = methods.find(({ isDefault }) => isDefault);
  return chosen === undefined ? [] : [chosen];
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
