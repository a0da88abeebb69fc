import type { MerchantView } from '../model.ts';
import { webAddress } from '../text.ts';
import { manyLines, oneLine } from './plain.ts';

/** The merchant's details at the foot of a mail, a line each: name, address, and how to reach them. */
export function senderLines(merchant: MerchantView): readonly string[] {
  const { legalName, addressLines } = merchant;
  const address = addressLines.map((line) => oneLine(line)).join(', ');
  const footer = manyLines(merchant.footer ?? '').split('\n');
  return [oneLine(legalName), address, contactsOf(merchant).join(' · '), ...footer].filter(
    (line) => line !== '',
  );
}

/** Address, telephone and website, those there are. Readers turn a website into a link, so it must be one. */
export function contactsOf({ email, telephone, website }: MerchantView): readonly string[] {
  return [email, telephone, webAddress(website)]
    .map((text) => oneLine(text ?? ''))
    .filter((text) => text !== '');
}
