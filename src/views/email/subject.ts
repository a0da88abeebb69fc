/** What a phone shows of a subject. */
export const LONGEST_SUBJECT = 45;

/** Where a subject has said something whole: in front of what follows a comma, or stands in brackets. */
const AFTER_CLAUSE = /, |、| \(|（/g;

/**
 * A subject as phones show it: at most 45 characters. Each begins with what matters and goes on with what matters less, in
 * clauses, of which the last ones are left out; a first clause that is too long by itself is cut after a word.
 */
export function fitted(subject: string): string {
  const letters = [...subject];
  if (letters.length <= LONGEST_SUBJECT) return subject;
  const ends = [...subject.matchAll(AFTER_CLAUSE)].map(({ index }) => subject.slice(0, index));
  const whole = ends.findLast((clause) => [...clause].length <= LONGEST_SUBJECT && isBalanced(clause));
  // Of so little nobody learns anything: a long name stands in it, which is better cut.
  if (whole !== undefined && [...whole].length >= LONGEST_SUBJECT / 3) return whole;
  const cut = letters.slice(0, LONGEST_SUBJECT - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST_SUBJECT / 2 ? cut.slice(0, space) : cut).replace(/[\s,:、：(（]+$/u, '')}…`;
}

/** A clause within brackets is left out with them. */
const isBalanced = (text: string): boolean =>
  (text.match(/[(（]/g)?.length ?? 0) === (text.match(/[)）]/g)?.length ?? 0);
