import { type Speaker, speakerFor, writerFor } from '../format.ts';
import type { PortalWords } from '../i18n/en/portal.ts';
import { portalWords } from './words.ts';

/** What a page about many invoices says, in one language: its words, and values as that language writes them. */
export type PortalWriter = Speaker & {
  readonly portal: PortalWords;
  /** Minor units of a currency, with its symbol. A currency that does not exist is a bug and throws. */
  amount(currency: string, minor: number): string;
};

/** A writer in the reader's locale (BCP 47). */
export function portalWriter(readerLocale: string): PortalWriter {
  const speaker = speakerFor(readerLocale);
  return {
    ...speaker,
    portal: portalWords(speaker.words),
    amount: (currency, minor) => writerFor({ currency }, readerLocale).amount(minor),
  };
}
