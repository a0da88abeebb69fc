import { WayOn } from '../../components/prose.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { CLIENT_WORDS as words } from '../words/customer-client.ts';

export const PORTAL_PAGES = ['invoices', 'settings', 'autopay', 'agreements', 'statement'] as const;
export type PortalPage = (typeof PORTAL_PAGES)[number];

export type ClientPortalView = {
  /** The client's page. */
  readonly client: string;
  readonly name: string;
  readonly page: PortalPage;
};

/** The portal as a client sees it, marked, in a frame in which nothing can be pressed. */
export const clientPortalPage = (view: ClientPortalView, context: DashboardContext): string =>
  dashboardPage({
    title: words.portalTitle(view.name),
    context,
    styles:
      '.seen{display:block;width:100%;height:44rem;border:2px dashed var(--wait);border-radius:8px;margin-top:16px}',
    body: (
      <>
        <PageHead title={words.portalTitle(view.name)} lead={words.portalLead} />
        <ul class="tabs">
          <Tabs
            tabs={PORTAL_PAGES.map((page) => ({
              href: `${view.client}/portal?page=${page}`,
              label: words.portalPages[page],
              isCurrent: page === view.page,
            }))}
          />
        </ul>
        <iframe
          class="seen"
          title={words.portalPages[view.page]}
          src={`${view.client}/portal/${view.page}`}
          sandbox=""
        />
        <WayOn href={view.client}>{words.back}</WayOn>
      </>
    ),
  });
