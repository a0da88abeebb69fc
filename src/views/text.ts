const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
// Hebrew to Arabic Extended, their presentation forms, and the astral planes, where more such scripts live.
const MAY_REORDER =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\ud800-\udfff]/;

/**
 * A name for the middle of a sentence: one in a script that runs the other way, or with direction marks in
 * it, is isolated (UAX 9) so that it cannot reorder the words around it. Other names are returned as they are.
 */
export function isolate(name: string): string {
  return MAY_REORDER.test(name) ? isolated(name) : name;
}

/** A text that runs its own way, whatever stands around it. */
export const isolated = (text: string): string =>
  FIRST_STRONG_ISOLATE + text.replace(CONTROLS, '') + POP_ISOLATE;

/** A card or an account on a button: on one line where that is short, and its dots beside its digits. */
export const unbroken = (method: string): string =>
  method.length <= 20 ? method.replaceAll(' ', '\u00a0') : method.replace('•••• ', '••••\u00a0');

/** What stands within a sentence → at the beginning of one, in languages that have capitals. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * A link as given by a merchant, if it is an absolute http or https address; else null. Anything else
 * (`javascript:`, `data:`, a path) could act with the page's authority or on the visitor's machine.
 */
export function webAddress(value: string | null): string | null {
  if (value === null || !/^https?:\/\//i.test(value)) return null;
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}

/** Whether a text is an email address plain enough to be a `mailto:` link: no header could be smuggled in. */
export function isMailable(email: string): boolean {
  return /^[^\s@?&#%,;:<>"()[\]\\]+@[^\s@?&#%,;:<>"()[\]\\]+$/.test(email);
}
