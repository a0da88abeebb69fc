/**
 * Where Stripe's list is read on from. Its cursor is a customer, who may be deleted meanwhile: then it is read on from the
 * instant at which they were created (s), and those of that second twice.
 */
export type ListPlace = { readonly after: string | null; readonly createdAt: number | null };

/** The place after the last customer of a page; `createdAt` in seconds, as Stripe counts. */
export const placeAfter = (last: { readonly id: string; readonly createdAt: number }): ListPlace => ({
  after: last.id,
  createdAt: Math.floor(last.createdAt / 1000),
});

/** The same place without its customer, who is gone. */
export const withoutCursor = (place: ListPlace | null): ListPlace | null =>
  place === null || place.createdAt === null ? null : { after: null, createdAt: place.createdAt };
