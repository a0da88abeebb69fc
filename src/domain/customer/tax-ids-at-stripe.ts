import type { TaxId } from '../tax-id/kinds.ts';
import { stripeTaxId, type TaxIdAtStripe } from '../tax-id/stripe-type.ts';

/** A tax id as Stripe lists it, whoever put it there. */
export type ListedTaxId = { readonly id: string; readonly type: string; readonly value: string };

/** What became of a tax id that Stripe is to have; it is asked for while there is neither an id nor a refusal. */
export type FollowedTaxId = TaxIdAtStripe & {
  readonly id: string | null;
  /** Whether we put it there, and so take it away again. */
  readonly isOurs: boolean;
  /** Stripe's code where it does not take it: it is not sent again. */
  readonly refused: string | null;
};

/** The tax ids that Stripe is to have for a customer, each once; it has no type for some. */
export const wantedAtStripe = (ids: readonly TaxId[]): readonly TaxIdAtStripe[] => {
  const wanted = ids.flatMap((id) => stripeTaxId(id) ?? []);
  return wanted.filter((one, index) => wanted.findIndex((other) => isSame(one, other)) === index);
};

export const isAskedFor = ({ id, refused }: FollowedTaxId): boolean => id === null && refused === null;

/** Whether there is nothing to send to Stripe, nor to take away there. */
export const areFollowed = (wanted: readonly TaxIdAtStripe[], known: readonly FollowedTaxId[]): boolean =>
  known.length === wanted.length &&
  wanted.every((one) => known.some((entry) => isSame(entry, one) && !isAskedFor(entry)));

export type TaxIdPlan = {
  /** What is known from here on, with what is about to be asked for. */
  readonly known: readonly FollowedTaxId[];
  readonly add: readonly FollowedTaxId[];
  /** What we put there and nobody wants any more. */
  readonly remove: readonly (FollowedTaxId & { readonly id: string })[];
};

/**
 * What is to be done, by what Stripe lists. One that is there already is not sent once more: it was asked for without an
 * answer, and is ours, or somebody at Stripe put it there, and it stays theirs.
 */
export function planTaxIds(
  wanted: readonly TaxIdAtStripe[],
  before: readonly FollowedTaxId[],
  listed: readonly ListedTaxId[],
): TaxIdPlan {
  const found = (entry: FollowedTaxId): FollowedTaxId =>
    isAskedFor(entry) ? { ...entry, id: listed.find((one) => isSame(one, entry))?.id ?? null } : entry;
  const current = wanted.map((one): FollowedTaxId => {
    const entry = before.find((known) => isSame(known, one));
    if (entry !== undefined) return found(entry);
    const there = listed.find((other) => isSame(other, one));
    return { ...one, id: there?.id ?? null, isOurs: there === undefined, refused: null };
  });
  const remove = before
    .filter((entry) => entry.isOurs && !wanted.some((one) => isSame(one, entry)))
    .map(found)
    .flatMap((entry) => (entry.id === null ? [] : [{ ...entry, id: entry.id }]));
  return { known: [...current, ...remove], add: current.filter(isAskedFor), remove };
}

/** What is known where Stripe's list may not be read: what was there before, and the others as refused. */
export const unreadable = (
  wanted: readonly TaxIdAtStripe[],
  before: readonly FollowedTaxId[],
  code: string,
): readonly FollowedTaxId[] =>
  wanted.map(
    (one) =>
      before.find((known) => isSame(known, one) && known.id !== null) ?? {
        ...one,
        id: null,
        isOurs: true,
        refused: code,
      },
  );

/** Stripe may give a value back without what groups it. */
const isSame = (
  one: { readonly type: string; readonly value: string },
  other: { readonly type: string; readonly value: string },
): boolean => one.type === other.type && tight(one.value) === tight(other.value);

const tight = (value: string): string => value.replaceAll(/[\s.\-/]/g, '').toUpperCase();
