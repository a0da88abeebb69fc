/** What decides whether a customer may be paid for by another. */
export type ParentFacts = {
  readonly customerId: string;
  /** The one that is named; null where this business has none of that id. */
  readonly parent: {
    readonly id: string;
    readonly parentId: string | null;
    readonly isErased: boolean;
  } | null;
  /** It pays for others itself. */
  readonly hasChildren: boolean;
};

/**
 * Why a customer cannot be another's parent, in a sentence; null where it can. There is one level: so there is no circle,
 * and who pays is answered by one look.
 */
export function whyNotParent({ customerId, parent, hasChildren }: ParentFacts): string | null {
  if (parent === null) return 'There is no such customer.';
  if (parent.id === customerId) return 'A customer cannot be its own parent.';
  if (parent.isErased) return 'The data of that customer was erased.';
  if (parent.parentId !== null) {
    return 'That customer has a parent itself. Name that one, since one customer pays for all.';
  }
  return hasChildren ? 'This customer pays for others. Take them off it first.' : null;
}
