import { textProblem } from '../text.ts';
import { KINDS_IN_WORDS, kindOfName } from './kinds.ts';
import { ATTACHMENT_LIMITS } from './limits.ts';

/**
 * Marks that turn the direction of writing, or show nothing: with one, `invoice_fdp.exe` is shown as `invoice_exe.pdf`
 * (https://www.unicode.org/reports/tr36/, 3.3).
 */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;
/** What one of the systems that a payer may have takes in no name of a file. */
const UNSAVEABLE = /[<>:"|?*]/;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name as it is stored: composed (NFC), and without white space around it. */
export const tidyFileName = (name: string): string =>
  name.isWellFormed() ? name.normalize('NFC').trim() : name.trim();

/** What is wrong with the name of a file (after {@link tidyFileName}), in a sentence, or null. */
export function fileNameProblem(name: string): string | null {
  const { nameLength } = ATTACHMENT_LIMITS;
  if (name === '') return 'Give the file a name, such as timesheet.pdf.';
  if (name.length > nameLength)
    return `The name has ${name.length} characters: shorten it to ${nameLength} at most.`;
  const problem = textProblem(name, { lineBreaks: false });
  if (problem !== null) return `The name ${problem}.`;
  if (name.includes('\t')) return 'The name contains a tab.';
  if (/[/\\]/.test(name))
    return 'The name contains / or \\: give the name of the file alone, without folders.';
  if (UNSEEN.test(name))
    return 'The name contains a character that cannot be seen or turns the direction of writing: remove it.';
  if (UNSAVEABLE.test(name))
    return 'The name contains < > : " | ? or *, with which some computers cannot save it.';
  if (name.startsWith('.') || name.endsWith('.')) return 'The name begins or ends with a dot.';
  if (RESERVED.test(name)) return 'The name is one that Windows keeps for itself: choose another one.';
  return kindOfName(name) === null
    ? `The name has to end in what the file is. ${KINDS_IN_WORDS} can be attached.`
    : null;
}
