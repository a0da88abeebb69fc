export type Statuses = {
  readonly signedOut: number;
  readonly owner: number;
  /** Another customer of the same merchant, with the owner's ids. */
  readonly sibling: number;
  /** A customer of another merchant, with the owner's ids. */
  readonly stranger: number;
  /** A key of the merchant's API, which is not for people's pages. */
  readonly staff: number;
};

/** The owner's ids: any other visitor gets the same answer as for ids that do not exist. */
export type Owned = {
  readonly invoiceId: string;
  readonly paymentId: string;
  readonly customerId: string;
  readonly token: string;
  /** A card on file, and an account that waits for its deposits. */
  readonly methodId: string;
  readonly setupId: string;
};

/** One route of the portal: how it is asked for in the owner's name, and what each visitor is answered. */
export type Row = {
  readonly method: 'GET' | 'POST';
  /** As it is registered. */
  readonly route: string;
  readonly path: (ids: Owned) => string;
  readonly fields?: (ids: Owned) => Readonly<Record<string, string | readonly string[]>>;
  readonly expect: Statuses;
};

/** Everybody who is signed in is shown a page of their own. */
export const OWN_PAGE: Statuses = { signedOut: 303, owner: 200, sibling: 200, stranger: 200, staff: 303 };
/** A page about one object: the owner's own, or not found. */
export const OWN_THING: Statuses = { signedOut: 303, owner: 200, sibling: 404, stranger: 404, staff: 303 };
/** The same, for an action that redirects. */
export const OWN_DEED: Statuses = { signedOut: 303, owner: 303, sibling: 404, stranger: 404, staff: 303 };
