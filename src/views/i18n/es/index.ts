import type { Words } from '../en/index.ts';
import { attachments } from './attachments.ts';
import { creditNotes } from './credit-notes.ts';
import { documents } from './documents.ts';
import { emails } from './emails.ts';
import { hosted } from './hosted.ts';
import { instalments } from './instalments.ts';
import { ledger } from './ledger.ts';
import { pages } from './pages.ts';
import { portal } from './portal.ts';
import { portalChoice } from './portal-choice.ts';
import { portalSchedules } from './portal-schedules.ts';
import { portalSettings } from './portal-settings.ts';
import { receipts } from './receipts.ts';
import { site } from './site.ts';
import { taxes } from './taxes.ts';

/** Everything that the product says, in Spanish. */
export const words: Words = {
  attachments,
  creditNotes,
  documents,
  emails,
  hosted,
  instalments,
  ledger,
  pages,
  portal,
  portalChoice,
  portalSchedules,
  portalSettings,
  receipts,
  site,
  taxes,
};
