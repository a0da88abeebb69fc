import { VerbForm } from '../components/form.tsx';
import { Tabs } from '../components/tabs.tsx';
import type { PortalWords } from '../i18n/en/portal.ts';
import { isolate } from '../text.ts';
import type { FrameVisit } from './frame-visit.ts';

/** The pages of the left panel. */
export type Area = 'invoices' | 'settings' | 'schedules' | 'autopay' | 'statement' | 'details';

const AREAS: readonly (readonly [Area, string])[] = [
  ['invoices', '/portal/invoices'],
  ['settings', '/portal/settings'],
  ['schedules', '/portal/schedules'],
  ['autopay', '/portal/autopay'],
  ['statement', '/portal/statement'],
  ['details', '/portal/details'],
];

type Panel = {
  /** Which entry is the current one; null for a page that is under none. */
  readonly area: Area | null;
  readonly words: PortalWords;
  readonly visit: FrameVisit;
};

/** The portal's pages: at the left, or in one row above the page where the screen is narrow. */
export const Panel = ({ area, words, visit }: Panel) => (
  <nav class="panel" aria-label={words.panel}>
    <ul>
      <Tabs
        tabs={AREAS.filter(([name]) => isShown(name, visit)).map(([name, href]) => ({
          href,
          label: words.nav[name],
          isCurrent: name === area,
        }))}
      />
    </ul>
  </nav>
);

/** What only some have is in the panel of those. */
function isShown(area: Area, { mayEditDetails, hasSchedules }: FrameVisit): boolean {
  switch (area) {
    case 'details':
      return mayEditDetails === true;
    case 'schedules':
      return hasSchedules === true;
    case 'invoices':
    case 'settings':
    case 'autopay':
    case 'statement':
      return true;
  }
}

/** Who is signed in, and the ways out: below the pages, or below the page where the screen is narrow. */
export const Who = ({ visit, words }: { readonly visit: FrameVisit; readonly words: PortalWords }) => (
  <aside class="who small" aria-label={visit.customer.name}>
    <p dir="auto">
      <b>{visit.customer.name}</b>
    </p>
    <p>
      {visit.personEmail === null
        ? words.openedBy(isolate(visit.merchant.name))
        : words.signedInAs(isolate(visit.personEmail))}
    </p>
    {visit.choices > 1 && (
      <p>
        <a href="/portal/choose">{words.switchAccount}</a>
      </p>
    )}
    <VerbForm csrf={visit.csrf} action="/portal/sign-out" label={words.signOut} />
    <VerbForm csrf={visit.csrf} action="/portal/sign-out-everywhere" label={words.signOutEverywhere} />
  </aside>
);
