/**
 * Names under which migrations were applied before they were renamed, and the files that they are now. A database that has
 * applied one of them would otherwise apply it again, and fail.
 */
export const FORMER_NAMES: ReadonlyMap<string, string> = new Map([
  ['0010_missed_checks.sql', '0013_missed_checks.sql'],
  ['0011_missed_checks.sql', '0013_missed_checks.sql'],
  ['0011_unread_effects.sql', '0014_unread_effects.sql'],
  ['0013_unread_effects.sql', '0014_unread_effects.sql'],
  ['0012_refusals.sql', '0015_refusals.sql'],
  ['0031_tried_objects.sql', '0031_tried_objects_and_one_index.sql'],
]);

/** What an earlier text made and today's doesn't: where it's left, it would do its work beside what came in its place. */
export const FORMER_OBJECTS: readonly string[] = ['trigger balance_days_classified'];

/** The names of today's files for what was applied, each once. */
export const currentNames = (applied: readonly string[]): readonly string[] => [
  ...new Set(applied.map((name) => FORMER_NAMES.get(name) ?? name)),
];
