import type { Speech } from '../../i18n/speech.ts';
import { INVOICE_WORDS } from '../words/invoice.ts';

/** The same words where they speak of the customer to their business, not to the customer. */
export const staffSpeech = (speech: Speech): Speech => ({
  ...speech,
  words: {
    ...speech.words,
    ledger: {
      ...speech.words.ledger,
      row: { ...speech.words.ledger.row, credit: INVOICE_WORDS.credit, asCredit: INVOICE_WORDS.asCredit },
    },
  },
});
