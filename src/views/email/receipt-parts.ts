import type { Frame } from './frame.ts';
import type { Fact } from './mail.ts';
import { oneLine } from './plain.ts';

/** The number of the receipt that goes along. */
export const receiptFact = ({ setting, writer }: Frame): readonly Fact[] =>
  setting.receipt === undefined
    ? []
    : [{ label: writer.speech.words.receipts.number, value: oneLine(setting.receipt.number) }];

/** Where the receipt is: attached, or on the invoice's page where no server would take it. */
export function receiptSentence({ setting, writer }: Frame): readonly string[] {
  if (setting.receipt === undefined) return [];
  const { attached, linked } = writer.speech.words.receipts.mail;
  return [setting.receipt.isTooLarge ? linked : attached];
}
