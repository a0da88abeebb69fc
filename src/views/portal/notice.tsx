import { Lead, WayOn } from '../components/prose.tsx';
import type { PageContext } from '../layout.ts';
import { doorPage } from './frame.tsx';

/** What ends a visit to the portal without a page of its own. */
export type PortalNotice = 'not_found' | 'foreign_form' | 'unreadable_form';

/** One calm page for what is not there, or was not accepted. It says nothing of whether somebody else has it. */
export function portalNoticePage(notice: PortalNotice, context: PageContext): string {
  const { notice: all } = context.speech.words.portal;
  const { title, text } = all[notice];
  const body = (
    <>
      <Lead>{text}</Lead>
      <WayOn href="/portal/invoices">{all.open}</WayOn>
    </>
  );
  return doorPage({ title, merchant: null, body }, context);
}
