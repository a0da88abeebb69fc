import { type Entry, isOn, type UnknownEntry } from '../../domain/journal.ts';
import { oneStop } from '../i18n/one-stop.ts';
import { customerText } from './customer-words.ts';
import { invoiceText } from './invoice-words.ts';
import { merchantText } from './merchant-words.ts';
import { paymentText } from './payment-words.ts';
import { scheduleText } from './schedule-words.ts';
import type { Teller } from './teller.ts';

/** What happened, in plain words. */
export const entryText = (entry: Entry | UnknownEntry, teller: Teller): string =>
  oneStop(textOf(entry, teller), Object.values(entry.data ?? {}));

function textOf(entry: Entry | UnknownEntry, teller: Teller): string {
  if (isOn(entry, 'invoice')) return invoiceText(entry, teller);
  if (isOn(entry, 'payment')) return paymentText(entry, teller);
  if (isOn(entry, 'customer')) return customerText(entry, teller);
  if (isOn(entry, 'merchant')) return merchantText(entry);
  if (isOn(entry, 'schedule')) return scheduleText(entry);
  return `Recorded by another version of this software: ${entry.data.recordedAs}.`;
}
