// Control characters (C0, DEL, C1), except tab and line feed, which some texts may hold.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f]/;
/** Line feed, next line, line separator, paragraph separator. */
const LINE_BREAK = /[\n\u0085\u2028\u2029]/;

/** Spaces, marks of direction, zero-width characters and fillers: what leaves nothing on paper. */
const NOTHING_SEEN = /^[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether anything of a text is seen when it is printed. */
export const isSeen = (text: string): boolean => !NOTHING_SEEN.test(text);

/** Text as it is stored: line ends as line feeds, and trimmed. */
export const tidyText = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

/**
 * What is wrong with a text (after {@link tidyText}) that a person wrote, as the end of a sentence, or null.
 * Such text is printed, mailed and sent to Stripe: control characters have no business in any of them, and a
 * line break in a name could forge a line of a mail's header or of a document.
 */
export function textProblem(text: string, allow: { readonly lineBreaks: boolean }): string | null {
  if (!text.isWellFormed()) return 'contains half a character (an unpaired surrogate)';
  if (CONTROL.test(text)) return 'contains a control character';
  if (!allow.lineBreaks && LINE_BREAK.test(text)) return 'contains a line break; it must be one line';
  if (text !== '' && !isSeen(text)) return 'holds no character that can be seen';
  return null;
}

/** `1 day`, `2 days`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
