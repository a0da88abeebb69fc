import type { MerchantView } from '../model.ts';
import { webAddress } from '../text.ts';
import { manyLines, oneLine } from './plain.ts';

/** Part of a line, and where it leads to when it is tapped. */
export type Linked = { readonly text: string; readonly url: string | null };

/** The merchant's details at the foot of a mail, a line each: name, address, and how to reach them beside what `said` names. */
export function senderLines(merchant: MerchantView, said: string): readonly string[] {
  return linkedLines(merchant, said).map((parts) => parts.map(({ text }) => text).join(' · '));
}

/** The same in parts, of which those that reach somebody lead to them. */
export function linkedLines(merchant: MerchantView, said: string): readonly (readonly Linked[])[] {
  const { legalName, addressLines } = merchant;
  const address = addressLines.map((line) => oneLine(line)).join(', ');
  const footer = manyLines(merchant.footer ?? '').split('\n');
  return [
    [plain(oneLine(legalName))],
    [plain(address)],
    // What the line above has said is not said again.
    linkedContacts(merchant).filter(({ text }) => !said.includes(text)),
    ...footer.map((line) => [plain(line)]),
  ].filter((parts) => parts.some(({ text }) => text !== ''));
}

const plain = (text: string): Linked => ({ text, url: null });

/** Address, telephone and website, those there are. Readers turn a website into a link, so it must be one. */
export const contactsOf = (merchant: MerchantView): readonly string[] =>
  linkedContacts(merchant).map(({ text }) => text);

export function linkedContacts({ email, telephone, website }: MerchantView): readonly Linked[] {
  const mail = oneLine(email ?? '');
  const phone = oneLine(telephone ?? '');
  const site = oneLine(webAddress(website) ?? '');
  return [
    { text: mail, url: mailTo(mail) },
    { text: phone, url: callTo(phone) },
    // A slash that nothing follows says nothing.
    { text: site.replace(/^(https?:\/\/[^/]+)\/$/, '$1'), url: site },
  ].filter(({ text }) => text !== '');
}

/** Only what is an address and nothing else: a `?` would begin a subject and a text. */
const mailTo = (email: string): string | null =>
  /^[^\s?&#%<>",;:@]+@[^\s?&#%<>",;:@/]+$/.test(email) ? `mailto:${email}` : null;

/** Digits as they are dialled; none where there are letters, such as an extension. */
function callTo(telephone: string): string | null {
  const dialled = telephone.replace(/[\s().\-/\u00a0]/g, '');
  return /^\+?\d{3,15}$/.test(dialled) ? `tel:${dialled}` : null;
}
