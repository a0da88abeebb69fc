import {
  canBeTaken,
  leavesNobody,
  SHARED_FIELDS,
  type Shared,
  type SharedColumns,
  type SharedField,
  sharedOf,
  withShared,
} from './shared-fields.ts';

/** One field of a customer, here and at Stripe. Instants in ms. */
export type FieldState = {
  /** What we had when both were last compared: where ours is another by now, it was changed here. */
  readonly here: string | null;
  /** What Stripe had then; absent where that was never read. */
  readonly there?: string | null;
  /** What we put there last, until both are seen to agree: no change of Stripe's own. */
  readonly sent?: string | null;
  /** When it was last written, and where. */
  readonly at: number;
  readonly by: 'here' | 'stripe';
  /** When the latest change that Stripe reported was made there. */
  readonly heardAt: number;
};
export type Followed = Readonly<Record<SharedField, FieldState>>;

/** A change that Stripe reports, by somebody other than us. */
export type HeardChange = {
  /** In whole seconds, as Stripe dates it. */
  readonly at: number;
  readonly fields: readonly SharedField[];
  readonly values: Shared;
  /** The mail address before it. */
  readonly emailBefore: string | null;
};

export type Comparison = {
  readonly followed: Followed;
  readonly columns: SharedColumns;
  /** Fields that are now as Stripe has them. */
  readonly taken: readonly SharedField[];
  /** Fields that go to Stripe. */
  readonly send: readonly SharedField[];
  /** Both sides changed a field, and which was later is not known until Stripe reports it. */
  readonly waits: boolean;
};

/** How long a change of ours waits to hear when Stripe's was made. */
const WAITS_MS = 5 * 60_000;
/** Stripe dates a change by its second. */
const SECOND_MS = 1000;

const each = (make: (field: SharedField) => FieldState): Followed => ({
  name: make('name'),
  email: make('email'),
  phone: make('phone'),
  address: make('address'),
});

/** The first state: `there` is null where Stripe was not read yet. Neither side has changed anything. */
export const beginFollowing = (here: Shared, there: Shared | null, at: number): Followed =>
  each((field) => ({
    here: here[field],
    ...(there !== null && { there: there[field] }),
    at,
    by: 'here',
    heardAt: 0,
  }));

/** Fields were changed here at `at`. */
export const changedHere = (followed: Followed, fields: readonly SharedField[], at: number): Followed =>
  each((field) => (fields.includes(field) ? { ...followed[field], at, by: 'here' } : followed[field]));

/** These were sent, and Stripe has them as it says. */
export const wasSent = (followed: Followed, values: Partial<Shared>, there: Shared): Followed =>
  each((field) => {
    const value = values[field];
    if (value === undefined) return followed[field];
    return { ...followed[field], here: value, there: there[field], sent: there[field] };
  });

/** Stripe does not take this value: it is not sent again, until it is another. */
export const wasLeftOut = (followed: Followed, field: SharedField, value: string | null): Followed =>
  each((of) => (of === field ? { ...followed[of], here: value } : followed[of]));

/**
 * Compares a customer with what Stripe has now. Each field is its own: what was changed on one side goes to the other, and
 * of two changes the later wins. What we sent ourselves is no change of Stripe's; when one of Stripe's was made is known by
 * its report, in whatever order reports come and however often.
 */
export function compare(
  before: { readonly followed: Followed; readonly columns: SharedColumns },
  remote: Shared,
  heard: HeardChange | null,
  now: number,
): Comparison {
  let comparison: Comparison = { ...before, taken: [], send: [], waits: false };
  for (const field of SHARED_FIELDS) {
    if (heard?.fields.includes(field) === true) comparison = hear(comparison, field, remote, heard);
    comparison = settle(comparison, field, remote, now);
  }
  return comparison;
}

const put = (to: Comparison, field: SharedField, state: Partial<FieldState>): Comparison => ({
  ...to,
  followed: each((of) => (of === field ? { ...to.followed[of], ...state } : to.followed[of])),
});

const take = (to: Comparison, field: SharedField, value: string | null): Comparison => ({
  ...to,
  columns: withShared(to.columns, field, value),
  taken: [...new Set([...to.taken, field])],
});

/** What Stripe reports of a field: taken if it is later than what was last written, whatever Stripe has by now. */
function hear(to: Comparison, field: SharedField, remote: Shared, heard: HeardChange): Comparison {
  const state = to.followed[field];
  const value = heard.values[field];
  if (heard.at <= state.heardAt) return to;
  const told = put(to, field, { there: value, heardAt: heard.at });
  const isStanding = remote[field] === value;
  const isLater = heard.at > state.at || (heard.at + SECOND_MS > state.at && isStanding);
  if (!isLater) return told;
  const emailBefore = field === 'email' ? heard.emailBefore : null;
  if (!canBeTaken(field, value, emailBefore) || leavesNobody(to.columns, field, value)) return told;
  const written = put(told, field, { at: heard.at, by: 'stripe' });
  if (value === sharedOf(to.columns)[field]) return written;
  const taken = take(written, field, value);
  return isStanding ? put(taken, field, { here: hereAfter(taken, field, value) }) : taken;
}

/** Our value after Stripe's was taken, which may be shorter; a next mail address is news to Stripe. */
const hereAfter = (to: Comparison, field: SharedField, value: string | null): string | null =>
  field === 'email' ? value : sharedOf(to.columns)[field];

function settle(to: Comparison, field: SharedField, remote: Shared, now: number): Comparison {
  const state = to.followed[field];
  const ours = sharedOf(to.columns)[field];
  const theirs = remote[field];
  if (ours === theirs) {
    const { sent: _, ...agreed } = { ...state, here: ours, there: theirs };
    return { ...to, followed: each((of) => (of === field ? agreed : to.followed[of])) };
  }
  const known = state.there === undefined ? theirs : state.there;
  const isChangedThere = theirs !== known && theirs !== state.sent;
  const isChangedHere = ours !== state.here;
  if (isChangedHere) {
    const waits = isChangedThere && now < state.at + WAITS_MS;
    return waits ? { ...to, waits: true } : { ...to, send: [...to.send, field] };
  }
  if (!isChangedThere) return put(to, field, { there: known });
  const seen = put(to, field, { there: theirs });
  if (!canBeTaken(field, theirs, known) || leavesNobody(to.columns, field, theirs)) return seen;
  const taken = take(put(seen, field, { at: now, by: 'stripe' }), field, theirs);
  const settled = put(taken, field, { here: hereAfter(taken, field, theirs) });
  return sharedOf(settled.columns)[field] === settled.followed[field].here
    ? settled
    : { ...settled, send: [...settled.send, field] };
}
