/** A link key without its secret: its number, which links carry, and its fingerprint. */
export type NamedKey = { readonly number: number; readonly fingerprint: string };

/** What is known of a key: from when to when it made the links, ms; null where it did not, or still does. */
export type KnownKey = NamedKey & { readonly makesSince: number | null; readonly madeUntil: number | null };

const MOST_NUMBER = 255;

/** The number for the next key: one that no key ever had; null where none is left. */
export function freeNumber(taken: readonly number[]): number | null {
  const next = Math.max(0, ...taken) + 1;
  if (next <= MOST_NUMBER) return next;
  const used = new Set(taken);
  const free = Array.from({ length: MOST_NUMBER + 1 }, (_, number) => number).find(
    (number) => !used.has(number),
  );
  return free ?? null;
}

/**
 * What is wrong with the keys that are listed, as a sentence, or null: one under a number that another key has had. Every link
 * that was sent with that number would be taken for a forged one.
 */
export function takenNumber(listed: readonly NamedKey[], known: readonly KnownKey[]): string | null {
  const taken = listed.find(({ number, fingerprint }) =>
    known.some((key) => key.number === number && key.fingerprint !== fingerprint),
  );
  if (taken === undefined) return null;
  const next = freeNumber([...known, ...listed].map(({ number }) => number));
  const way = next === null ? 'no number is left' : `the new one can be k${next}`;
  return `LINK_KEYS has another key under number ${taken.number} than the one that links were made with: put that one back (${way})`;
}

/**
 * What is to be noted of the keys that are listed, of which the first makes links at `now`; nothing where it is known. A key that
 * is listed no more keeps its number. Where nothing was noted before, each of the others may have made links until now.
 */
export function newlyKnown(
  listed: readonly NamedKey[],
  known: readonly KnownKey[],
  now: number,
): readonly KnownKey[] {
  const [first, ...others] = listed;
  const find = (number: number) => known.find((key) => key.number === number);
  const made = { makesSince: 0, madeUntil: now };
  const unused = { makesSince: null, madeUntil: null };
  const noted: KnownKey[] = [];
  if (first !== undefined) {
    const before = find(first.number);
    if (before === undefined || before.makesSince === null || before.madeUntil !== null)
      noted.push({ ...first, makesSince: before?.makesSince ?? now, madeUntil: null });
  }
  for (const key of others) {
    if (find(key.number) === undefined) noted.push({ ...key, ...(known.length === 0 ? made : unused) });
  }
  const replaced = known.filter(
    ({ number, makesSince, madeUntil }) =>
      number !== first?.number && makesSince !== null && madeUntil === null,
  );
  return [...noted, ...replaced.map((key) => ({ ...key, madeUntil: now }))];
}
