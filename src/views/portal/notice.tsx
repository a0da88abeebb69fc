import { Lead, WayOn } from '../components/prose.tsx';
import type { PageContext } from '../layout.ts';
import { doorPage } from './frame.tsx';

/** Errors that end a visit without a page of their own. */
export type PortalNotice = 'not_found' | 'foreign_form' | 'unreadable_form';

/** The page for something missing or not accepted. It does not reveal whether it exists for somebody else. */
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
