import { withoutControls } from './html.ts';
import { isMailable } from './text.ts';

/** Isolates and marks of direction, which a mail's subject shows as boxes. */
const MARKS = /[\u200e\u200f\u2066-\u2069]/g;

const encoded = (text: string): string =>
  encodeURIComponent(
    withoutControls(text.toWellFormed().replaceAll(/\r?\n/g, '\u2028')).replaceAll(MARKS, ''),
  )
    // RFC 6068: a line break in a body is CR LF.
    .replaceAll('%E2%80%A8', '%0D%0A');

/** A link that begins a mail (RFC 6068), to whomever its writer chooses without `to`; null for an address that is none. */
export function mailto(to: string | null, subject: string, body: string): string | null {
  if (to !== null && !isMailable(to)) return null;
  return `mailto:${to ?? ''}?subject=${encoded(subject)}&body=${encoded(body)}`;
}
