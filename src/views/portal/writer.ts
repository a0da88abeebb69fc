import { type Speaker, speakerFor, writerFor } from '../format.ts';
import type { PortalWords } from '../i18n/en/portal.ts';
import type { Speech } from '../i18n/speech.ts';

/** What a page about many invoices says, in one language: its words, and values as that language writes them. */
export type PortalWriter = Speaker & {
  readonly portal: PortalWords;
  /** Minor units of a currency, with its symbol. A currency that does not exist is a bug and throws. */
  amount(currency: string, minor: number): string;
};

/** A writer in the reader's language. */
export function portalWriter(speech: Speech): PortalWriter {
  const speaker = speakerFor(speech);
  return {
    ...speaker,
    portal: speech.words.portal,
    amount: (currency, minor) => writerFor({ currency }, speech).amount(minor),
  };
}
