import { Lead, WayOn } from '../components/prose.tsx';
import { speechFor } from '../i18n/dictionary.ts';
import type { PageContext } from '../layout.ts';
import { doorPage } from './frame.tsx';
import { portalWords } from './words.ts';

/** What ends a visit to the portal without a page of its own. */
export type PortalNotice = 'not_found' | 'foreign_form' | 'unreadable_form';

/** One calm page for what is not there, or was not accepted. It says nothing of whether somebody else has it. */
export function portalNoticePage(notice: PortalNotice, context: PageContext): string {
  const { notice: all } = portalWords(speechFor(context.locale).words);
  const { title, text } = all[notice];
  const body = (
    <>
      <Lead>{text}</Lead>
      <WayOn href="/portal/invoices">{all.open}</WayOn>
    </>
  );
  return doorPage({ title, merchant: null, body }, context);
}
