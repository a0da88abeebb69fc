import type { FieldConflict } from '../rejection.ts';
import { changedFields, isSame, PROFILE_FIELDS, type Profile, type ProfileChange } from './profile.ts';

/** What others changed since, beside what is asked now; null where both say the same. */
export function conflictsOf(
  was: Profile,
  now: Profile,
  asked: ProfileChange,
): readonly FieldConflict[] | null {
  const theirs = new Set(changedFields(was, now));
  const fields = PROFILE_FIELDS.filter((field) => theirs.has(field)).map((field) => {
    const wish = asked[field];
    return { field, was: was[field], now: now[field], ...(wish !== undefined && { asked: wish }) };
  });
  const isSettled = PROFILE_FIELDS.every(
    (field) => asked[field] === undefined || isSame(asked[field], now[field]),
  );
  return isSettled ? null : fields;
}
